/// The tables of a report in LaTeX, one file each, to be taken into a paper with `\input`.
///
/// They ask for the package `booktabs` and a Unicode engine, or `inputenc` with `textcomp`. A table that
/// is long shows the rows that Markdown does.
package enum LaTeXFormat {
  /// The files of a report's tables, by name.
  package static func files(of report: ReportText) -> [(name: String, text: String)] {
    var names: Set<String> = []
    return report.sections.flatMap(\.blocks).compactMap { block in
      guard case .table(let table) = block else { return nil }
      var name = fileName(table.id)
      // Names that differ in signs alone would be one file.
      while !names.insert(name).inserted { name += "-2" }
      return (name + ".tex", text(of: table))
    }
  }

  private static func text(of table: TextTable) -> String {
    let alignment = table.columns.map { $0.isNumeric ? "r" : "l" }.joined()
    var text = "% \\usepackage{booktabs}\n\\begin{table}\n  \\caption{\(line(table.caption))}\n"
    text += "  \\begin{tabular}{\(alignment)}\n    \\toprule\n"
    text += row(table.columns.map { line($0.title) }) + "    \\midrule\n"
    var previous = -1
    for index in table.excerpt ?? Array(table.rows.indices) {
      if index > previous + 1 { text += row(table.columns.map { _ in "\\ldots" }) }
      previous = index
      text += row(table.rows[index].cells.map { line($0.text) })
    }
    return text + "    \\bottomrule\n  \\end{tabular}\n\\end{table}\n"
  }

  private static func row(_ fields: [String]) -> String {
    "    " + fields.joined(separator: " & ") + " \\\\\n"
  }

  private static func line(_ prose: Prose) -> String {
    prose.pieces.map { piece in
      switch piece {
      case .own(let text), .given(let text): escaped(text)
      case .strong(let text): "\\textbf{\(escaped(text))}"
      case .code(let text): "\\texttt{\(escaped(text))}"
      }
    }.joined()
  }

  /// Text that shows as it is.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "\"": result += "\\textquotedbl{}"
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "−": result += "\\ensuremath{-}"
      case "×": result += "\\ensuremath{\\times}"
      case "±": result += "\\ensuremath{\\pm}"
      case "≥": result += "\\ensuremath{\\geq}"
      case "≤": result += "\\ensuremath{\\leq}"
      case "Δ": result += "\\ensuremath{\\Delta}"
      case "ω": result += "\\ensuremath{\\omega}"
      case "²": result += "\\ensuremath{^2}"
      case "–": result += "--"
      case "—": result += "---"
      case "…": result += "\\ldots{}"
      // A bracket at the start of a row would belong to the line break before it.
      case "[", "]": result += "{\(character)}"
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
