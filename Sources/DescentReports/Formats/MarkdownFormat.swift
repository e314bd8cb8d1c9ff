import DescentFigures

/// A report as GitHub's Markdown.
package enum MarkdownFormat {
  package static func text(of report: ReportText) -> String {
    let sections = report.sections.map { section -> String in
      var heading = "## \(line(section.title))"
      if !section.sources.isEmpty {
        heading += " (" + section.sources.map { "`data/\($0)`" }.joined(separator: ", ") + ")"
      }
      return ([heading + "\n"] + section.blocks.compactMap { text(of: $0, of: section) })
        .joined(separator: "\n")
    }
    return (["# \(line(report.title))\n"] + sections).joined(separator: "\n")
  }

  /// Nil for what a page shows on demand alone.
  private static func text(of block: Block, of section: Section) -> String? {
    switch block {
    case .paragraph(let prose): return line(prose) + "\n"
    case .list(let items): return items.map { "- \(line($0))\n" }.joined()
    case .heading(let prose): return "### \(line(prose))\n"
    case .table(let table): return text(of: table, sources: section.sources)
    case .figure(let figure):
      guard figure.summary == nil else { return nil }
      let text = figure.caption.title + ". " + figure.caption.subtitle
      return "![\(escaped(text))](figures/\(figure.id).svg)\n"
    case .code(let text, let language): return code(text, language: language)
    }
  }

  // MARK: - Tables

  private static func text(of table: TextTable, sources: [String]) -> String {
    var text = row(table.columns.map { line($0.title, inTable: true) })
    text += row(table.columns.map { $0.isNumeric ? "---:" : "---" })
    guard let excerpt = table.excerpt else {
      return text + table.rows.map { row($0.cells.map { line($0.text, inTable: true) }) }.joined()
    }
    var previous = -1
    for index in excerpt {
      if index > previous + 1 { text += row(table.columns.map { _ in "…" }) }
      previous = index
      text += row(table.rows[index].cells.map { line($0.text, inTable: true) })
    }
    text += "\n\(excerpt.count) of \(table.rows.count) \(table.noun)"
    let files = sources.map { "`data/\($0)`" }
    return text + (files.isEmpty ? ".\n" : "; all of them in \(listed(files)).\n")
  }

  private static func row(_ fields: [String]) -> String {
    "| " + fields.joined(separator: " | ") + " |\n"
  }

  // MARK: - Text

  /// Running text on one line; in a table, code too must not hold a bare `|`.
  package static func line(_ prose: Prose, inTable: Bool = false) -> String {
    prose.pieces.map { piece in
      switch piece {
      case .own(let text): text.replacing("|", with: "\\|")
      case .given(let text): escaped(text)
      case .strong(let text): "**\(escaped(text))**"
      case .code(let text): codeSpan(inTable ? text.replacing("|", with: "\\|") : text)
      }
    }.joined()
  }

  /// Text that shows as it is, in a table too.
  package static func escaped(_ text: String) -> String {
    var result = ""
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      switch character {
      case "_" where isWithinWord(characters, index): result += "_"
      case "<" where !startsTag(characters, index): result += "<"
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~", "$", "&":
        result += "\\\(character)"
      case "\n", "\r", "\r\n": result += " "
      default: result.append(character)
      }
    }
    return isolated(result)
  }

  /// Whether letters or digits stand on both sides: there `_` is no mark of emphasis.
  private static func isWithinWord(_ characters: [Character], _ index: Int) -> Bool {
    [index - 1, index + 1].allSatisfy {
      characters.indices.contains($0) && (characters[$0].isLetter || characters[$0].isNumber)
    }
  }

  /// Whether what follows `<` may make it a tag.
  private static func startsTag(_ characters: [Character], _ index: Int) -> Bool {
    guard characters.indices.contains(index + 1) else { return true }
    let next = characters[index + 1]
    return !(next.isNumber || next.isWhitespace || next == "=")
  }

  private static func codeSpan(_ text: String) -> String {
    let line = text.map { $0.isNewline ? " " : String($0) }.joined()
    guard line.contains("`") else { return "`\(line)`" }
    var fence = "``"
    while line.contains(fence) { fence += "`" }
    return "\(fence) \(line) \(fence)"
  }

  /// A block of code, whose fence no line of the text closes.
  private static func code(_ text: String, language: String) -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return fence + language + "\n" + text + (text.hasSuffix("\n") ? "" : "\n") + fence + "\n"
  }
}

/// Text with letters that run from right to left, kept from turning what stands around it.
///
/// Marks of direction in it end with it: it is set between FIRST STRONG ISOLATE and POP DIRECTIONAL
/// ISOLATE (Unicode Standard Annex 9).
package func isolated(_ text: String) -> String {
  turnsText(text) ? "\u{2068}\(text)\u{2069}" : text
}

/// Whether text holds letters or marks that run from right to left.
package func turnsText(_ text: String) -> Bool {
  text.unicodeScalars.contains { scalar in
    switch scalar.value {
    case 0x590...0x8FF, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFB1D...0xFDFF,
      0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }
}
