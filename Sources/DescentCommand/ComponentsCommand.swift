import ArgumentParser
import Descent
import DescentExperiments
import Foundation

struct ComponentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "components",
    abstract: "Show what an experiment file can name.",
    discussion: """
      Without a name all components, by kind, and the settings of the framework itself. With a \
      name its formula, its source, its hyperparameters with their ranges and defaults, and a \
      plot where it is a function of one number: an activation, a loss, a penalty, a schedule. \
      A setting is shown by its path, such as training.batch_size. \
      The plot needs a locale with UTF-8, such as LANG=C.UTF-8, to be a fine one.
      """)

  @Argument(
    help: ArgumentHelp("A component, such as momentum.", valueName: "name"),
    completion: .list(Set(Registry.ofProgram.all.map { $0.name }).sorted()))
  var name: String?

  @OptionGroup var plugins: PluginOptions

  func run() async throws {
    let registry: Registry
    do {
      registry = try await plugins.load().registry
    } catch {
      throw Failure(error)
    }
    guard let name else { return printAll(registry) }
    if let setting = Setting.at(name) { return printSetting(setting) }
    let matches = registry.all.filter { $0.name == name }
    guard !matches.isEmpty else {
      throw Failure(
        "error: unknown component '\(name)'; 'descent components' lists all of them")
    }
    for (index, type) in matches.enumerated() {
      if index > 0 { print() }
      printOne(type)
    }
  }

  private func printAll(_ registry: Registry) {
    let names = registry.all.map { $0.name } + Setting.all.map(\.path)
    let width = names.map(\.count).max() ?? 0
    for kind in ComponentKind.allCases {
      print(kind.rawValue + ":")
      for type in registry.components(of: kind) {
        printLine(type.name, type.summary, width)
      }
    }
    print("setting:")
    for setting in Setting.all {
      let value = setting.defaultValue.map { "; default \($0.literal)" } ?? ""
      printLine(setting.path, setting.help + value, width)
    }
  }

  private func printLine(_ name: String, _ text: String, _ width: Int) {
    print("  \(name)\(String(repeating: " ", count: width - name.count + 2))\(text)")
  }

  private func printOne(_ type: any Component.Type) {
    print(
      "\(type.name), a\("aeiou".contains(type.kind.rawValue.first ?? "x") ? "n" : "") "
        + type.kind.rawValue)
    print("  " + type.summary)
    if !type.formula.isEmpty { print("  formula:   " + type.formula) }
    if !type.reference.isEmpty { print("  reference: " + type.reference) }
    if let tasks = tasks(of: type) {
      let names = LearningTask.Kind.allCases.filter(tasks.contains).map(\.rawValue)
      print("  tasks:     " + names.joined(separator: ", "))
    }
    printHyperparameters(type)
    // A plugin's formula may trap; what was said stays said.
    fflush(nil)
    let alphabet = TextPlot.Alphabet(environment: ProcessInfo.processInfo.environment)
    for line in TextPlot(type.init())?.lines(alphabet) ?? [] { print("  " + line) }
  }

  private func printSetting(_ setting: Setting) {
    print("\(setting.path), a setting")
    print("  " + setting.help)
    print(
      "  \(setting.type.expectation)"
        + (setting.defaultValue.map { ", default \($0.literal)" } ?? ""))
  }

  /// What a loss or a metric is made for; a loss of classes takes labels one at a time.
  private func tasks(of type: any Component.Type) -> Set<LearningTask.Kind>? {
    if let loss = type as? any RowLoss.Type {
      return loss.tasks.contains(.classification) ? loss.tasks.union([.labels]) : loss.tasks
    }
    return (type as? any Metric.Type)?.tasks
  }

  private func printHyperparameters(_ type: any Component.Type) {
    guard !type.hyperparameters.isEmpty else { return }
    print("  hyperparameters:")
    let defaults = type.init().settings
    for hyperparameter in type.hyperparameters {
      let value = defaults[hyperparameter.name].map(\.literal) ?? ""
      let help = hyperparameter.help.isEmpty ? "" : ": " + hyperparameter.help
      print(
        "    \(hyperparameter.name)\(help); \(hyperparameter.type.expectation), "
          + "default \(["", "[]"].contains(value) ? "empty" : value)")
    }
  }
}
