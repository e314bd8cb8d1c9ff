import ArgumentParser
import Descent
import DescentPlugins

struct ComponentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "components",
    abstract: "Show what an experiment file can name.",
    discussion: """
      Without a name all components, by kind. With a name its formula, its hyperparameters with their \
      ranges and defaults, and its source.
      """)

  @Argument(
    help: ArgumentHelp("A component, such as momentum.", valueName: "name"),
    completion: .list(Set(BuiltIns.all.map { $0.name }).sorted()))
  var name: String?

  func run() throws {
    guard let name else { return printAll() }
    let matches = BuiltIns.all.filter { $0.name == name }
    guard !matches.isEmpty else {
      throw Failure(
        "error: unknown component '\(name)'; 'descent components' lists all of them")
    }
    for (index, type) in matches.enumerated() {
      if index > 0 { print() }
      printOne(type)
    }
  }

  private func printAll() {
    let width = BuiltIns.all.map { $0.name.count }.max() ?? 0
    for kind in ComponentKind.allCases {
      print(kind.rawValue + ":")
      for type in BuiltIns.registry.components(of: kind) {
        let padding = String(repeating: " ", count: width - type.name.count + 2)
        print("  \(type.name)\(padding)\(type.summary)")
      }
    }
  }

  private func printOne(_ type: any Component.Type) {
    print(
      "\(type.name), a\("aeiou".contains(type.kind.rawValue.first ?? "x") ? "n" : "") "
        + type.kind.rawValue)
    print("  " + type.summary)
    if !type.formula.isEmpty { print("  formula:   " + type.formula) }
    if !type.reference.isEmpty { print("  reference: " + type.reference) }
    guard !type.hyperparameters.isEmpty else { return }
    print("  hyperparameters:")
    let defaults = type.init().settings
    for hyperparameter in type.hyperparameters {
      let value = defaults[hyperparameter.name].map { "\($0)" } ?? ""
      let help = hyperparameter.help.isEmpty ? "" : ": " + hyperparameter.help
      print(
        "    \(hyperparameter.name)\(help); \(hyperparameter.type.expectation), "
          + "default \(value.isEmpty ? "empty" : value)")
    }
  }
}
