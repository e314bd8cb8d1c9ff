import Foundation
import FoundationXML

/// What a report says, read back from its files: a line for each heading, paragraph, item and row.
enum PlainText {
  static func lines(ofMarkdown text: String) -> [String] {
    var lines: [String] = []
    var fence: Substring?
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") {
        fence = fence == nil ? line.prefix { $0 == "`" } : line == fence ? nil : fence
        continue
      }
      guard fence == nil else {
        lines.append(String(line))
        continue
      }
      let isRule = line.allSatisfy { "|-: ".contains($0) }
      // What the page shows in full, and figures.
      if isRule || line.contains("; all of them in `data/") || line.hasPrefix("![") { continue }
      let marks = line.prefix { "#- ".contains($0) }
      let heading = line.hasPrefix("##") ? line.split(separator: " (`data/")[0] : line
      lines.append(
        line.hasPrefix("- ") || line.hasPrefix("#")
          ? plain(heading.dropFirst(marks.count)) : plain(line))
    }
    return lines
  }

  /// Without its marks and their escapes.
  private static func plain(_ text: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      switch character {
      case "\\" where !isEscaped:
        isEscaped = true
        continue
      case "*" where !isEscaped, "`" where !isEscaped: break
      case "\u{2068}", "\u{2069}": break
      default: result.append(character)
      }
      isEscaped = false
    }
    return result
  }

  /// A page without its scripts and styles, which are no XML.
  static func markup(ofPage page: String) -> String {
    var text = page
    for name in ["script", "style"] {
      while let start = text.range(of: "<\(name)[ >]", options: .regularExpression),
        let end = text.range(of: "</\(name)>", range: start.upperBound..<text.endIndex)
      {
        text.removeSubrange(start.lowerBound..<end.upperBound)
      }
    }
    return text
  }

  /// - Throws: Where the page is no well-formed XML.
  static func lines(ofHTML text: String, withDetails: Bool = false) throws -> [String] {
    let reader = PageReader(withDetails: withDetails)
    let parser = XMLParser(data: Data(markup(ofPage: text).utf8))
    parser.delegate = reader
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    return reader.lines
  }

  private final class PageReader: NSObject, XMLParserDelegate {
    private(set) var lines: [String] = []
    private let withDetails: Bool
    private var text = ""
    private var cells: [String] = []
    /// How deep the parser is in what Markdown does not show.
    private var hidden = 0
    private var stack: [Bool] = []

    init(withDetails: Bool) { self.withDetails = withDetails }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      let isHidden =
        ["nav", "caption", "figure", "title"].contains(name)
        || name == "details" && !withDetails
        || ["skip", "kicker", "sources"].contains(attributes["class"])
      stack.append(isHidden)
      if isHidden { hidden += 1 }
      if ["h1", "h2", "h3", "p", "li", "pre", "td", "th"].contains(name) { text = "" }
      if name == "tr" { cells = [] }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      let isShown = hidden == 0
      if stack.removeLast() { hidden -= 1 }
      guard isShown else { return }
      switch name {
      case "h1", "h2", "h3", "p", "li": lines.append(text)
      case "pre": lines += text.split(separator: "\n").map(String.init)
      case "td", "th": cells.append(text)
      case "tr": lines.append("| " + cells.joined(separator: " | ") + " |")
      default: break
      }
    }
  }
}
