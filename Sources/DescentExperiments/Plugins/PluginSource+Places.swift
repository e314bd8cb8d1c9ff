import Foundation

extension PluginSource {
  /// Where the list of components is declared.
  var listPosition: SourcePosition? {
    position(of: "(?:let|var)\\s+(\(PluginEntry.list))\\b")
  }

  /// Where a component is given its name.
  func position(ofName name: String) -> SourcePosition? {
    position(of: "\\bname\\b[^\"\\n]*(\"\(NSRegularExpression.escapedPattern(for: name))\")")
  }

  /// The mistake of a plugin that lists no component: nothing says what it brings.
  var missingList: Diagnostic {
    let kinds = "Activation|Loss|Optimizer|Schedule|Regularizer|Initializer|Metric|DataSource"
    let pattern = "\\b(?:struct|enum)\\s+(\\w+)[^{]*:[^{]*(?:\(kinds))"
    let types = files.flatMap { file -> [String] in
      let text = file.text as NSString
      let expression = try? NSRegularExpression(pattern: pattern)
      let matches = expression?.matches(in: file.text, range: NSRange(0..<text.length)) ?? []
      return matches.map { text.substring(with: $0.range(at: 1)) }
    }
    let line = PluginEntry.example(types.isEmpty ? ["MyActivation"] : types)
    let position = listPosition ?? files.first.map { SourcePosition(file: $0, line: 1, column: 1) }
    return Diagnostic(
      "plugin '\(path)' lists no components; expected a line such as '\(line)'", at: position,
      code: "E05")
  }

  /// The first place that the pattern's first group matches.
  private func position(of pattern: String) -> SourcePosition? {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return nil }
    for file in files {
      let text = file.text
      let range = NSRange(text.startIndex..., in: text)
      guard let match = expression.firstMatch(in: text, range: range),
        let place = Range(match.range(at: 1), in: text)
      else { continue }
      return file.position(ofByte: text.utf8.distance(from: text.startIndex, to: place.lowerBound))
    }
    return nil
  }
}
