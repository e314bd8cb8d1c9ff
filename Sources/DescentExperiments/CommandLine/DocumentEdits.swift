/// What a command line changes in an experiment file: `--set`, `--force`, `--study`, `--only`, `--seeds`,
/// `--skip-invalid`.
///
/// The file itself stays as it is. A mistake in an argument points into it, as if it were a file of
/// that name: `--set:1:17`.
public struct DocumentEdits: Sendable {
  /// `KEY=VALUE`: takes the place of the base's value, or of the axis with that key.
  public var settings: [String]
  /// `KEY=VALUE`: given to every configuration at the very end.
  public var forced: [String]
  /// The studies that are kept; all where none is named.
  public var studies: [String]
  /// `KEY=VALUE`: only configurations that have it are kept.
  public var conditions: [String]
  /// A number of seeds, or a list of them.
  public var seeds: String?
  /// Combinations that do not go together are recorded as skipped, in place of being a mistake.
  public var skipsInvalid: Bool

  public init(
    settings: [String] = [], forced: [String] = [], studies: [String] = [],
    conditions: [String] = [], seeds: String? = nil, skipsInvalid: Bool = false
  ) {
    self.settings = settings
    self.forced = forced
    self.studies = studies
    self.conditions = conditions
    self.seeds = seeds
    self.skipsInvalid = skipsInvalid
  }

  /// Whether the configurations are other than those of the file.
  var changesConfigurations: Bool {
    !(settings.isEmpty && forced.isEmpty && studies.isEmpty && conditions.isEmpty)
  }
}

extension YAMLNode {
  /// Reads the value of an argument, a YAML value or several with commas between them.
  ///
  /// - Parameters:
  ///   - option: `--set`: the name of the file that mistakes point into.
  ///   - text: The whole argument.
  ///   - start: Where the value begins in it.
  /// - Returns: The values.
  /// - Throws: A mistake where it is no YAML.
  static func items(
    of option: String, _ text: String, from start: String.Index
  ) throws(DiagnosticList) -> [YAMLNode] {
    // In brackets it is a list; what stands before keeps its width, so that columns are right.
    let before = String(repeating: " ", count: max(text[..<start].unicodeScalars.count - 1, 0))
    let file = SourceFile(name: option, text: text)
    let value = text[start...].isEmpty ? "''" : String(text[start...])
    let isIndented = start > text.startIndex
    let list = SourceFile(name: option, text: (isIndented ? before : "") + "[" + value + "]")
    let shift = isIndented ? 0 : -1
    do {
      return try compose(file: list).moved(to: file, by: shift).sequence ?? []
    } catch {
      let places = error.diagnostics.map { mistake in
        Diagnostic(
          mistake.message, at: mistake.position?.moved(to: file, by: shift), code: mistake.code)
      }
      throw DiagnosticList(places)
    }
  }

  private func moved(to file: SourceFile, by columns: Int) -> YAMLNode {
    let kind: Kind =
      switch self.kind {
      case .scalar: self.kind
      case .sequence(let items): .sequence(items.map { $0.moved(to: file, by: columns) })
      case .mapping(let entries):
        .mapping(
          entries.map {
            ($0.key.moved(to: file, by: columns), $0.value.moved(to: file, by: columns))
          })
      }
    return YAMLNode(kind, at: position.moved(to: file, by: columns))
  }
}

extension SourcePosition {
  fileprivate func moved(to file: SourceFile, by columns: Int) -> SourcePosition {
    SourcePosition(file: file, line: line, column: max(column + columns, 1))
  }
}
