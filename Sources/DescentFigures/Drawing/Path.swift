/// The way of a pen, in absolute commands.
struct Path {
  private(set) var text = ""
  private(set) var isEmpty = true

  mutating func move(to x: Double, _ y: Double) { add("M", x, y) }
  mutating func line(to x: Double, _ y: Double) { add("L", x, y) }

  mutating func curve(
    to x: Double, _ y: Double, control x1: Double, _ y1: Double, _ x2: Double, _ y2: Double
  ) {
    add("C", x1, y1)
    text += " \(short(x2)) \(short(y2)) \(short(x)) \(short(y))"
  }

  mutating func close() { text += "Z" }

  /// Straight from point to point.
  mutating func lines(_ points: some Sequence<Point>) {
    for (index, point) in points.enumerated() {
      if index == 0 { move(to: point.x, point.y) } else { line(to: point.x, point.y) }
    }
  }

  mutating func append(_ other: Path) {
    text += other.text
    isEmpty = isEmpty && other.isEmpty
  }

  private mutating func add(_ command: String, _ x: Double, _ y: Double) {
    text += "\(command)\(short(x)) \(short(y))"
    isEmpty = false
  }

  /// A tenth of a pixel is all that can be seen of a line.
  private func short(_ number: Double) -> String { coordinate((number * 10).rounded() / 10) }
}

/// A point of data, or of a drawing.
package struct Point: Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// Whether it can be drawn.
  var isFinite: Bool { x.isFinite && y.isFinite }
}
