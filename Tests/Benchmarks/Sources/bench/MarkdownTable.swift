/// A table of a README; rows without any value are left out.
struct MarkdownTable {
  private var lines: [String]

  init(_ header: [String]) {
    lines = [Self.line(header), Self.line(["---"] + header.dropFirst().map { _ in "---:" })]
  }

  /// Adds a row; nil where there is nothing to say.
  mutating func append(_ title: String, _ cells: [String?]) {
    guard cells.contains(where: { $0 != nil }) else { return }
    lines.append(Self.line([title] + cells.map { $0 ?? "–" }))
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  var text: String { lines.joined(separator: "\n") }
}
