import DescentReports
import DescentStore
import Foundation
import FoundationXML
import Testing

/// Names of levels that would be markup, formulas or ends of something else, in every format.
@Suite("Hostile names") struct HostileNameTests {
  static let names = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "=cmd()", "a|b",
    String(repeating: "long ", count: 60), "שלום עולם", "مرحبا", "\u{202E}desrever", "🦊👩‍👩‍👧",
    "two\nlines",
    "\"", "'", ",", "]]>", "-->", "<!--", "\\", "\\|", "$x$", "{{x}}", "%", "&amp;", "</style>",
    "```",
    "# heading", "- item", "[a](javascript:x)", "*x*", "__x__", "~~x~~", "\u{200B}", "\u{A0}",
    "\u{1}x", "a\tb",
    "|---|", "\\end{document}",
  ]

  /// A sweep with something in every section, one level of which has the name.
  static func sweep(_ name: String) -> SmallSweep {
    let builder = SweepBuilder(
      axes: [
        .init("optimizer", [name, "adam"]), .init("model.activation", ["relu", "tanh"]),
        .init("optimizer.learning_rate", ["0.01", "0.1", "1"]),
      ], compare: ["optimizer", "model.activation"], tune: ["optimizer.learning_rate"],
      target: .init(metric: "val_accuracy", value: 0.5, maximize: true))
    return builder.sweep { levels, seed in
      let isNamed = levels["optimizer"] == name
      if isNamed, levels["optimizer.learning_rate"] == "1" { return .failed(from: 0.1) }
      let salt =
        (isNamed ? "a" : "b") + levels.sorted { $0.key < $1.key }.map(\.value).joined().suffix(9)
      var result = SweepBuilder.Result.ok(
        0.1, 0.4, (isNamed ? 0.9 : 0.8) + 0.01 * noise(seed, salt))
      result.layers = [1, 2].map {
        LayerRow(
          epoch: 1, layer: $0, kind: "hidden", fanIn: 2, fanOut: 2, gradNorm: 0.1, gradRMS: 0.1)
      }
      return result
    }
  }

  @Test("every row of a Markdown table has as many cells as its head", arguments: names)
  func markdown(name: String) {
    var head: Int?
    var tables = 0
    for line in Report(Self.sweep(name)).markdown().split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      guard line.hasPrefix("|") else {
        head = nil
        continue
      }
      let count = Self.bars(line)
      if head == nil { tables += 1 }
      #expect(head == nil || head == count, "\(line)")
      head = count
    }
    #expect(tables > 5)
  }

  /// The bars of a line that no backslash escapes.
  private static func bars(_ line: Substring) -> Int {
    var isEscaped = false
    var count = 0
    for character in line {
      if character == "|", !isEscaped { count += 1 }
      isEscaped = character == "\\" && !isEscaped
    }
    return count
  }

  @Test("a page has the elements of a harmless one, and the name as text", arguments: names)
  func page(name: String) throws {
    let page = try Markup(page: Report(Self.sweep(name)).html())
    let harmless = try Markup(page: Report(Self.sweep("name")).html())
    // Text that runs from right to left is isolated from what stands around it.
    #expect(page.elements.subtracting(["bdi"]) == harmless.elements)
    #expect(page.attributes == harmless.attributes)
    #expect(
      page.texts.contains {
        Self.shown($0).unicodeScalars.contains(Self.shown(name).unicodeScalars)
      })
  }

  @Test("figures are well-formed by themselves, with no element of their own", arguments: names)
  func figures(name: String) throws {
    let harmless = Analysis(Self.sweep("name"), confidence: 0.95).report().figures
    let figures = Analysis(Self.sweep(name), confidence: 0.95).report().figures
    #expect(figures.map(\.id) == harmless.map(\.id) && figures.count > 3)
    for (figure, other) in zip(figures, harmless) {
      let (own, expected) = (try Markup(figure.file), try Markup(other.file))
      #expect(own.elements.isSubset(of: expected.elements), "\(figure.id)")
      #expect(own.attributes.isSubset(of: expected.attributes), "\(figure.id)")
    }
  }

  @Test("a name reads back from CSV and JSON as it was", arguments: names)
  func data(name: String) throws {
    let report = Report(Self.sweep(name))
    for (file, text) in report.csvFiles() {
      let table = try CSVFile(text)
      #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(file)")
      for column in ["f_optimizer", "a", "level", "group"] where table.columns.contains(column) {
        #expect(table.rows.isEmpty || table.column(column).contains(name), "\(file), \(column)")
      }
    }
    let manifest = try JSONSerialization.jsonObject(with: Data(report.manifest().utf8))
    let factors = (manifest as? [String: Any])?["factors"] as? [[String: Any]]
    #expect((factors?.first?["levels"] as? [String])?.first == name)
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(report.dataPackage().utf8))
    }
  }

  /// A name as a page shows it: on one line, without what cannot stand in XML.
  private static func shown(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0 == "\n" ? " " : $0 }
          .filter { $0.value >= 0x20 || $0 == "\t" }))
  }
}

/// The elements, the attributes and the texts of a drawing or a page.
private struct Markup {
  private(set) var elements: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var texts: [String] = []

  /// - Throws: Where the text is no well-formed XML.
  init(_ text: String) throws {
    let reader = Reader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    self = reader.markup
  }

  /// Without scripts and styles, which are no XML.
  init(page: String) throws { try self.init(PlainText.markup(ofPage: page)) }

  private init() {}

  private final class Reader: NSObject, XMLParserDelegate {
    var markup = Markup()
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      markup.elements.insert(name)
      markup.attributes.formUnion(attributes.keys.map { "\(name) \($0)" })
      if ["td", "p", "li"].contains(name) { text = "" }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      if ["td", "p", "li"].contains(name) { markup.texts.append(text) }
    }
  }
}
