import Descent

// How a mistake is told.
extension Planner {
  mutating func report(
    _ message: String, at position: SourcePosition, _ code: String
  ) {
    mistakes.append(Diagnostic(message, at: position, code: code))
  }

  /// Reports settings that do not go together, with the `exclude` that leaves such combinations out, where
  /// some of them vary.
  mutating func report(
    _ message: String, at position: SourcePosition, combining paths: [String],
    of configuration: Configuration
  ) {
    let terms = paths.filter(varied.several.contains).compactMap { path in
      configuration.level(path).map { "\(path): \($0.value)" }
    }
    let entry = "{" + terms.joined(separator: ", ") + "}"
    let isFirst = document.studies.allSatisfy(\.exclusions.isEmpty)
    let hint = isFirst ? "exclude: [\(entry)]" : "- \(entry)"
    let isExcludable = !terms.isEmpty && !document.skipsInvalid
    report(
      message + (isExcludable ? "; to leave it out, add this\n    " + hint : ""), at: position,
      "E15")
  }

  /// A mistake in a file that the experiment names points into that file, any other at the component
  /// that reads it.
  mutating func report(_ error: ComponentError, _ configuration: Configuration) {
    guard let path = error.file else {
      report(error.message, at: position(.data, configuration), "E05")
      return
    }
    if error.line == nil, path == configuration.testPath {
      report(
        "\(path): \(error.message)", at: position("data.test", .text(path)), "E05")
    } else if let line = error.line, let bytes = try? catalog.load(path).bytes {
      let file = SourceFile(name: document.file.sibling(path), bytes: bytes)
      report(error.message, at: file.position(ofCell: error.column ?? 1, inLine: line), "E05")
    } else {
      let reader = Slot.allCases.first { slot in
        configuration.component(slot, from: registry, as: (any Component).self)?.files
          .contains(path) ?? false
      }
      report("\(path): \(error.message)", at: position(reader ?? .data, configuration), "E05")
    }
  }
}
