/// Something that can be drawn at any width.
///
/// A figure knows its data in display units, and no more: its title, its subtitle and the file with
/// its numbers come with the ``Caption``. Text keeps its size; what changes with the width is the
/// layout.
package protocol Figure: Sendable {
  /// Draws onto a canvas of a given width, and sets the canvas's height.
  func draw(on canvas: inout Canvas)
}

extension Figure {
  /// The widths that figures are laid out for: from a phone to a page.
  package static var widths: ClosedRange<Double> { 340...900 }

  /// The drawing alone, as it stands in a page that includes ``FigureStyle/css``.
  ///
  /// The id is a name that no other figure of the page has; the same figure may stand there at two
  /// widths. The width is held within ``widths``.
  package func drawing(id: String, caption: Caption, width: Double) -> Element {
    svg(of: canvas(width: width), id: id, caption: caption)
  }

  func canvas(width: Double) -> Canvas {
    let held = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
    var canvas = Canvas(width: held)
    draw(on: &canvas)
    return canvas
  }

  func svg(of canvas: Canvas, id: String, caption: Caption) -> Element {
    let prefix = "\(identifier(id))-\(Int(canvas.width))"
    var svg = Element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "figure",
        "viewBox": "0 0 \(coordinate(canvas.width)) \(coordinate(canvas.height))",
        "width": .init(canvas.width), "height": .init(canvas.height), "role": "img",
        "aria-labelledby": "\(prefix)-title \(prefix)-description",
      ])
    svg.append(Element("title", ["id": "\(prefix)-title"], caption.title))
    svg.append(Element("desc", ["id": "\(prefix)-description"], caption.subtitle))
    svg.append(contentsOf: canvas.elements)
    return svg
  }
}

/// The letters, digits and `-` of a name: what may stand in a list of ids.
private func identifier(_ name: String) -> String {
  let kept = name.utf8.map { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      byte
    default: UInt8(ascii: "-")
    }
  }
  return String(decoding: kept, as: UTF8.self)
}
