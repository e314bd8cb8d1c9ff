/// An element of an SVG drawing or of an HTML page.
///
/// Whatever it is given as an attribute's value or as text is escaped, so that the name of a level can
/// never become markup.
///
///     Element("text", ["x": 12.5, "class": "label"], "a < b").text   // <text x="12.5" class="label">a &lt; b</text>
package struct Element: Sendable {
  package var name: String
  package var attributes: [(name: String, value: AttributeValue)]
  package var children: [Child]

  package enum Child: Sendable {
    case element(Element)
    case text(String)
    /// Text of `<style>` and `<script>`, which browsers read as it is.
    case verbatim(String)
  }

  package init(
    _ name: String, _ attributes: KeyValuePairs<String, AttributeValue> = [:],
    children: [Child] = []
  ) {
    self.name = name
    self.attributes = attributes.map { (name: $0.key, value: $0.value) }
    self.children = children
  }

  package init(
    _ name: String, _ attributes: KeyValuePairs<String, AttributeValue>, _ elements: [Element]
  ) {
    self.init(name, attributes, children: elements.map(Child.element))
  }

  package init(_ name: String, _ elements: [Element]) {
    self.init(name, children: elements.map(Child.element))
  }

  package init(
    _ name: String, _ attributes: KeyValuePairs<String, AttributeValue>, _ text: String
  ) {
    self.init(name, attributes, children: [.text(text)])
  }

  package init(_ name: String, _ text: String) { self.init(name, children: [.text(text)]) }

  package mutating func append(_ element: Element) { children.append(.element(element)) }

  package mutating func append(contentsOf elements: [Element]) {
    children += elements.map(Child.element)
  }

  /// The value of an attribute: text, or a number with at most two decimals.
  package struct AttributeValue: Sendable, Equatable, ExpressibleByStringInterpolation,
    ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral
  {
    package var text: String

    package init(_ text: String) { self.text = text }
    package init(_ number: Double) { text = coordinate(number) }
    package init(_ number: Int) { text = "\(number)" }
    package init(stringLiteral text: String) { self.text = text }
    package init(floatLiteral number: Double) { self.init(number) }
    package init(integerLiteral number: Int) { self.init(number) }
  }
}

/// A coordinate with at most two decimals: `12.5`, `-0.25`, `3`.
package func coordinate(_ number: Double) -> String {
  guard number.isFinite, abs(number) < 1e12 else { return "0" }
  let hundredths = Int((number * 100).rounded())
  let rest = abs(hundredths % 100)
  let sign = hundredths < 0 ? "-" : ""
  let whole = sign + "\(abs(hundredths / 100))"
  if rest == 0 { return hundredths == 0 ? "0" : whole }
  return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
}

// MARK: - Text

extension Element {
  /// The element as it stands in a file.
  package var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// Elements of HTML that have no content; closed as XML asks for, so that a page is XML too.
  private static let withoutEnd: Set<String> = ["br", "col", "hr", "img", "input", "link", "meta"]

  package func write(to text: inout String) {
    text += "<\(name)"
    for attribute in attributes {
      text += " \(attribute.name)=\""
      escape(attribute.value.text, to: &text)
      text += "\""
    }
    guard !Self.withoutEnd.contains(name) else {
      text += "/>"
      return
    }
    text += ">"
    for child in children {
      switch child {
      case .element(let element): element.write(to: &text)
      case .text(let own): escape(own, to: &text)
      case .verbatim(let own): text += own
      }
    }
    text += "</\(name)>"
  }
}

/// Appends text so that it stands for itself between tags and inside quotes.
///
/// Control characters other than tab and line feed, which XML forbids, become U+FFFD.
private func escape(_ own: String, to text: inout String) {
  for scalar in own.unicodeScalars {
    switch scalar {
    case "&": text += "&amp;"
    case "<": text += "&lt;"
    case ">": text += "&gt;"
    case "\"": text += "&quot;"
    case "\t", "\n": text.unicodeScalars.append(scalar)
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
    default: text.unicodeScalars.append(scalar)
    }
  }
}
