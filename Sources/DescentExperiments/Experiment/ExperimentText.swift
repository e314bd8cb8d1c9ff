import Descent

/// Writes an ``Experiment`` as the text of an experiment file, a line for each key.
struct ExperimentText {
  private let name: String
  /// With all axes in one grid.
  private var parts: [Experiment.Part] = []
  /// The components of the base, by their place.
  private let base: [String: any Component]
  /// What varies.
  private let axes: Set<String>

  init(_ experiment: Experiment) {
    name = experiment.name
    func entries(_ key: String) -> [Experiment.Content.Entry] {
      experiment.parts.filter { $0.key == key }.flatMap(\.content.entries)
    }
    let grid = entries("grid")
    axes = Set(grid.map(\.key))
    base = Dictionary(
      entries("base").compactMap { path, content in content.components.first.map { (path, $0) } },
      uniquingKeysWith: { first, _ in first })
    for part in experiment.parts {
      if part.key != "grid" {
        parts.append(part)
      } else if !parts.contains(where: { $0.key == "grid" }) {
        parts.append(Experiment.Part("grid", .map(grid)))
      }
    }
  }

  var text: String { "name: \(Self.scalar(name))\n" + parts.map(block).joined() }

  private func block(_ part: Experiment.Part) -> String {
    guard !part.content.entries.isEmpty else {
      return "\(part.key): \(inline(part.content, at: part.key))\n"
    }
    let lines = part.content.entries.map { path, content in
      "  \(Self.scalar(path)): \(inline(content, at: path, isBranch: part.key == "grid"))\n"
    }
    return "\(part.key):\n" + lines.joined()
  }

  // MARK: - In one line

  private func inline(
    _ content: Experiment.Content, at path: String, isBranch: Bool = false
  ) -> String {
    switch content {
    case .value(let value): return Self.inline(value)
    case .component(nil, _): return Slot.none
    case .component(let component?, let label):
      return inline(component, label, at: path, isBranch)
    case .list(let items):
      return "[" + items.map { inline($0, at: path, isBranch: isBranch) }.joined(separator: ", ")
        + "]"
    case .map(let entries):
      return Self.map(entries.map { ($0, inline($1, at: path)) })
    }
  }

  private func inline(
    _ component: any Component, _ label: String?, at path: String, _ isBranch: Bool
  ) -> String {
    let name = Self.scalar(type(of: component).name)
    let settings = settings(of: component, at: path, isBranch).map { key, value in
      // Behind a branch's key a list is candidates; this is one of them.
      if isBranch, case .list = value { return (key, Self.inline(.list([value]))) }
      return (key, Self.inline(value))
    }
    if settings.isEmpty, label == nil { return name }
    let labels = label.map { [(Slot.labelKey, Self.scalar($0))] } ?? []
    return Self.map([(Slot.nameKey, name)] + settings + labels)
  }

  /// The settings that make the component what it is: those that are not at their defaults.
  ///
  /// To a branch, a file gives what the base sets for the same component; there a default is written
  /// too, unless an axis of its own varies it.
  private func settings(
    of component: any Component, at path: String, _ isBranch: Bool
  ) -> [(String, Value)] {
    let type = type(of: component)
    let (own, defaults) = (component.settings, type.init().settings)
    var inherited: [String: Value] = [:]
    if isBranch, let base = base[path], Swift.type(of: base) == type { inherited = base.settings }
    return type.hyperparameters.compactMap { hyperparameter in
      let name = hyperparameter.name
      guard let value = own[name] else { return nil }
      let isInherited = inherited[name] ?? value == value || axes.contains("\(path).\(name)")
      return value == defaults[name] && isInherited ? nil : (name, value)
    }
  }

  // MARK: - Values

  private static func map(_ entries: [(String, String)]) -> String {
    "{" + entries.map { "\($0): \($1)" }.joined(separator: ", ") + "}"
  }

  private static func inline(_ value: Value) -> String {
    switch value {
    case .text(let text): scalar(text)
    case .list(let values): "[" + values.map(inline).joined(separator: ", ") + "]"
    case .number, .integer, .boolean: value.description
    }
  }

  /// A text, in quotes where it could be taken for anything else.
  static func scalar(_ text: String) -> String {
    let isName =
      text.first?.isLetter ?? false
      && text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789_-./".unicodeScalars.contains($0))
      }
    return isName && !words.contains(text.lowercased()) ? text : quoted(text)
  }

  /// Words that some readers of YAML take for something else than a text.
  private static let words: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n",
  ]

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.isAllowedInYAML: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result + "\""
  }
}
