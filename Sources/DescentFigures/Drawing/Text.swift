/// Which point of a text stands at its x.
enum TextAnchor: String {
  case start, middle, end
}

extension Canvas {
  /// Draws one line of text on a baseline.
  ///
  /// What does not fit is left out in the middle, and shown when the text is pointed at. A tone is
  /// the class of a color in place of the style's own. Lines that the text is over leave room around
  /// its letters.
  mutating func text(
    _ own: String, _ x: Double, _ y: Double, _ style: TextStyle = .label,
    anchor: TextAnchor = .start, fitting width: Double = .infinity, tone: String? = nil,
    isOver: Bool = false
  ) {
    let whole = own.onOneLine
    let shown = whole.shortened(toWidth: width, style: style)
    guard !shown.isEmpty else { return }
    write(
      [.text(shown)], x, y, style, anchor: anchor,
      tone: [tone ?? style.tone, isOver ? "over" : nil].compactMap(\.self).joined(separator: " "),
      title: shown == whole ? nil : whole)
  }

  /// Draws a number with its power of ten.
  mutating func text(
    _ label: TickLabel, _ x: Double, _ y: Double, anchor: TextAnchor = .start,
    isOver: Bool = false
  ) {
    var runs: [Element.Child] = [.text(label.text)]
    if let exponent = label.exponent {
      runs.append(
        .element(
          Element("tspan", ["dy": -4, "font-size": .init(TickLabel.exponentSize)], exponent)))
    }
    write(runs, x, y, .axis, anchor: anchor, tone: isOver ? "muted over" : "muted")
  }

  /// Draws text in lines below a top, and returns the bottom.
  mutating func paragraph(
    _ text: String, x: Double, top: Double, width: Double, style: TextStyle
  ) -> Double {
    text.wrapped(toWidth: width, style: style).reduce(top) { top, line in
      self.text(line, x, top + style.size, style)
      return top + style.lineHeight
    }
  }

  private mutating func write(
    _ runs: [Element.Child], _ x: Double, _ y: Double, _ style: TextStyle, anchor: TextAnchor,
    tone: String, title: String? = nil
  ) {
    let name = tone.isEmpty ? style.rawValue : "\(style.rawValue) \(tone)"
    var element = Element("text", ["class": .init(name), "x": .init(x), "y": .init(y)])
    if anchor != .start {
      element.attributes.append(("text-anchor", .init(anchor.rawValue)))
    }
    if let title { element.append(Element("title", [:], title)) }
    element.children += runs
    append(element)
  }
}

extension TextStyle {
  /// How far below a middle the baseline stands.
  var drop: Double { size * 0.36 }
}
