/// What stands around a figure's drawing.
package struct Caption: Sendable {
  /// What was found: "adam beats sgd by 2.1 points".
  package var title: String
  /// What is drawn: the metric, n, and what a band or an interval is.
  package var subtitle: String
  /// The file that holds the numbers: `data/comparisons.csv`; empty where there is none.
  package var source: String

  package init(title: String, subtitle: String, source: String) {
    self.title = title
    self.subtitle = subtitle
    self.source = source
  }
}

extension Figure {
  /// A whole SVG file: the drawing with its caption, its style and a ground of its own.
  package func file(caption: Caption, width: Double = 720) -> String {
    let inner = canvas(width: width)
    let margin = 16.0
    var outer = Canvas(width: inner.width + 2 * margin)
    var y = margin
    for (text, style) in [(caption.title, TextStyle.title), (caption.subtitle, .subtitle)] {
      y = outer.paragraph(text, x: margin, top: y, width: inner.width, style: style) + 3
    }
    var drawing = svg(of: inner, id: "figure", caption: caption)
    y += 10
    drawing.attributes += [("x", .init(margin)), ("y", .init(y))]
    y += inner.height + 10
    if !caption.source.isEmpty {
      y = outer.paragraph(
        "Data: \(caption.source)", x: margin, top: y, width: inner.width, style: .axis)
    }
    outer.height = y + margin - 4

    let size = (
      width: Element.AttributeValue(outer.width), height: Element.AttributeValue(outer.height)
    )
    var file = Element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "figure",
        "viewBox": "0 0 \(size.width.text) \(size.height.text)", "width": size.width,
        "height": size.height,
      ])
    file.append(Element("style", children: [.verbatim(FigureStyle.css)]))
    file.append(Element("rect", ["class": "ground", "width": size.width, "height": size.height]))
    file.append(contentsOf: outer.elements)
    file.append(drawing)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(file.text)\n"
  }
}
