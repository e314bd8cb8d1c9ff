/// What a figure draws on: elements in the order of drawing, in pixels from the upper left corner.
package struct Canvas {
  package let width: Double
  /// Set by the figure when it knows it.
  package var height: Double = 0
  package private(set) var elements: [Element] = []

  package init(width: Double) { self.width = width }

  mutating func append(_ element: Element) { elements.append(element) }

  /// Draws elements that share a class.
  mutating func group(_ name: String, _ draw: (inout Canvas) -> Void) {
    elements.append(Element("g", ["class": .init(name)], drawn(draw)))
  }

  /// Draws what stands for a row of a table, and says it in words when it is pointed at.
  mutating func mark(_ mark: Mark, _ name: String, _ draw: (inout Canvas) -> Void) {
    let title = Element("title", [:], mark.words.onOneLine)
    elements.append(
      Element(
        "g", ["class": .init(name), "data-key": .init(mark.key)], [title] + drawn(draw)))
  }

  private mutating func drawn(_ draw: (inout Canvas) -> Void) -> [Element] {
    var inner = Canvas(width: width)
    draw(&inner)
    return inner.elements
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ name: String) {
    elements.append(
      Element(
        "line",
        ["class": .init(name), "x1": .init(x1), "y1": .init(y1), "x2": .init(x2), "y2": .init(y2)]))
  }

  mutating func rectangle(_ area: Area, _ name: String, corner: Double = 0) {
    var element = Element(
      "rect",
      [
        "class": .init(name), "x": .init(area.left), "y": .init(area.top),
        "width": .init(max(area.width, 0)), "height": .init(max(area.height, 0)),
      ])
    if corner > 0 { element.attributes.append(("rx", .init(corner))) }
    elements.append(element)
  }

  mutating func path(_ path: Path, _ name: String, width: Double? = nil) {
    var element = Element("path", ["class": .init(name), "d": .init(path.text)])
    if let width { element.attributes.append(("stroke-width", .init(width))) }
    elements.append(element)
  }

  /// A shape around a point.
  mutating func shape(_ shape: Shape, _ x: Double, _ y: Double, radius: Double, _ name: String) {
    if shape == .circle {
      elements.append(
        Element(
          "circle", ["class": .init(name), "cx": .init(x), "cy": .init(y), "r": .init(radius)]))
    } else {
      path(shape.path(x, y, radius: radius), name)
    }
  }
}

/// A rectangle of the canvas.
package struct Area: Equatable, Sendable {
  var left, top, right, bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }

  func contains(_ point: Point) -> Bool {
    left <= point.x && point.x <= right && top <= point.y && point.y <= bottom
  }

  func overlaps(_ other: Area) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }
}

/// What something drawn stands for.
package struct Mark: Sendable {
  /// The key of the row of a table that holds the value.
  package var key: String
  /// The value in words: "relu: 94.2 (93.1 to 95.3), 5 seeds".
  package var words: String

  package init(key: String, words: String) {
    self.key = key
    self.words = words
  }
}
