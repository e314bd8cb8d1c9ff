/// Pieces of GitHub's Markdown.
package enum Markdown {
  /// Text that shows as it is, in a table too: what a user named may hold any character.
  package static func escaped(_ text: String) -> String {
    var result = ""
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      switch character {
      case "_" where isWithinWord(characters, index): result += "_"
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~", "$": result += "\\\(character)"
      case "\n", "\r", "\r\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  /// Whether letters or digits stand on both sides: there `_` is no mark of emphasis.
  private static func isWithinWord(_ characters: [Character], _ index: Int) -> Bool {
    [index - 1, index + 1].allSatisfy {
      characters.indices.contains($0) && (characters[$0].isLetter || characters[$0].isNumber)
    }
  }

  package static func bold(_ text: String) -> String { "**\(text)**" }

  /// A table; numbers are set to the right.
  package static func table(_ columns: [Column], _ rows: [[String]]) -> String {
    func line(_ fields: [String]) -> String { "| " + fields.joined(separator: " | ") + " |\n" }
    return line(columns.map(\.title))
      + line(columns.map { $0.isNumeric ? "---:" : "---" })
      + rows.map(line).joined()
  }

  package struct Column: ExpressibleByStringLiteral {
    package var title: String
    package var isNumeric: Bool

    package init(stringLiteral title: String) { self.init(title, isNumeric: false) }

    package init(_ title: String, isNumeric: Bool) {
      self.title = title
      self.isNumeric = isNumeric
    }

    package static func number(_ title: String) -> Column { Column(title, isNumeric: true) }
  }

  /// A fence that no line of the text closes.
  package static func code(_ text: String, language: String = "") -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return fence + language + "\n" + text + (text.hasSuffix("\n") ? "" : "\n") + fence + "\n"
  }
}
