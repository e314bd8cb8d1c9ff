import ArgumentParser
import Descent
import DescentStore
import Foundation

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one run: its configuration, curve, layers and outcome.")

  @Argument(
    help: ArgumentHelp("The results folder, such as results/quickstart.", valueName: "dir"),
    completion: .directory)
  var folder: String

  @Argument(help: ArgumentHelp("The run's id, or its first letters.", valueName: "run"))
  var id: String

  func run() throws {
    do {
      let store = try ResultsFolder(folder, name: "").openReadOnly()
      let matches = try store.statuses().keys.filter { $0.hasPrefix(id) }.sorted()
      guard let match = matches.first else {
        throw Failure("error: there is no run '\(id)' in '\(folder)'")
      }
      guard matches.count == 1 else {
        throw Failure("error: '\(id)' begins \(matches.count) ids; give more of its letters")
      }
      if let outcome = try store.outcomes([match])[match] { show(outcome) }
    } catch let error as StoreError {
      throw Failure(error)
    }
  }

  private func show(_ outcome: StoredOutcome) {
    let run = outcome.run
    print(
      "run \(run.runID), configuration \(run.configID), seed \(run.seed)"
        + (run.fold.map { ", fold \($0)" } ?? ""))
    var ending = run.status.rawValue
    if run.statusReason != "-" { ending += " (\(run.statusReason))" }
    if let epoch = run.statusEpoch { ending += " in epoch \(epoch)" }
    if let step = run.statusStep { ending += ", step \(step)" }
    print("status: \(ending); gradients \(run.gradVerdict), units \(run.unitVerdict)")
    if let words = run.lastWords { print("last words: \(words)") }
    print("\nconfiguration:")
    for line in configuration(run.configuration) { print("  " + line) }
    print("\ncurve:")
    printTable(curve(outcome.history))
    if let last = outcome.layers.map(\.epoch).max() {
      for epoch in Set([0, last]).sorted() {
        print("\nlayers at epoch \(epoch):")
        printTable(layers(outcome.layers.filter { $0.epoch == epoch }))
      }
    }
  }

  private func configuration(_ json: String) -> [String] {
    guard let values = try? JSONDecoder().decode([String: Value].self, from: Data(json.utf8)) else {
      return [json]
    }
    return values.sorted { $0.key < $1.key }.map { "\($0): \(text($1))" }
  }

  /// As an experiment file has it.
  private func text(_ value: Value) -> String {
    guard case .list(let values) = value else { return value.description }
    return "[" + values.map(text).joined(separator: ", ") + "]"
  }

  /// At most about 20 epochs: the first and last, and evenly spaced ones between.
  private func curve(_ history: [HistoryRow]) -> [[String]] {
    let stride = max(1, history.count / 20)
    let rows = history.filter { $0.epoch % stride == 0 || $0.epoch == history.last?.epoch }
    let metrics = (history.first?.validation.keys.sorted() ?? [])
    let header =
      ["epoch", "learning_rate"] + metrics.map { "train_" + $0 } + metrics.map { "val_" + $0 }
    return [header]
      + rows.map { row in
        ["\(row.epoch)", short(row.learningRate)] + metrics.map { short(row.train[$0]) }
          + metrics.map { short(row.validation[$0]) }
      }
  }

  private func layers(_ rows: [LayerRow]) -> [[String]] {
    [
      [
        "layer", "kind", "size", "grad_norm", "weight_norm", "act_mean", "act_sd", "dead",
        "saturated",
      ]
    ]
      + rows.map { row in
        [
          "\(row.layer)", row.kind, "\(row.fanIn)x\(row.fanOut)", short(row.gradNorm),
          short(row.weightNorm), short(row.actMean), short(row.actSD), short(row.deadFrac),
          short(row.saturatedFrac),
        ]
      }
  }

  private func short(_ value: Double?) -> String {
    value.map { String(format: "%.4g", $0) } ?? "-"
  }

  private func printTable(_ rows: [[String]]) {
    guard let columns = rows.first?.indices else { return }
    let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      let cells = zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }
      print("  " + cells.joined(separator: "  "))
    }
  }
}
