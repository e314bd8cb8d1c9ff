import Descent
import Foundation

extension Starter {
  /// The experiment file: every key with what it is about, and what else could stand there.
  ///
  /// - Parameters:
  ///   - name: The experiment's name.
  ///   - command: What wrote it.
  /// - Returns: Its text.
  package func text(name: String, command: String) -> String {
    """
    question: \(question)
    # Written by '\(command)'. It trains \(Self.networkCount) networks as it is, and is meant to be changed.
    # 'descent plan' checks it, 'descent run' answers it, 'descent components' lists what can stand in it.
    # For completion in an editor, 'descent schema > descent.schema.json' and the first line
    #   # yaml-language-server: $schema=descent.schema.json
    \(seen.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined())
    name: \(ExperimentText.scalar(name))

    base:
    \(Self.annotated(data + base))
    grid:
    \(Self.annotated(Self.grid))
    \(Self.annotated(rest))
    """
  }

  private var question: String {
    let text = "Which optimizer predicts \(target ?? "the moons") best?"
    return target.map { ExperimentText.scalar($0) == $0 } ?? true
      ? text : ExperimentText.scalar(text)
  }

  /// What the file is about, in a line.
  package var summary: String {
    let what =
      switch source {
      case .moons: "two classes, generated"
      case .csv(_, let table):
        "\(task.rawValue) of \(ExperimentText.scalar(target ?? "")) from \(table.rowCount) rows"
      }
    return "\(what); \(Self.networkCount) networks to train"
  }

  // MARK: - The keys

  private typealias Line = (text: String, comment: String)

  private var data: [Line] {
    switch source {
    case .moons:
      [
        ("  data:", "what is learnt from"),
        ("    name: moons", "or blobs, circles, spirals, xor; digits, iris; csv"),
        ("    samples: \(Self.moonCount)", ""),
        ("    noise: 0.2", "how far the points stray"),
      ] + split
    case .csv(let path, _):
      [
        ("  data:", "what is learnt from"),
        ("    name: \(Self.format)", ""),
        (
          "    path: \(ExperimentText.scalar(path))",
          path.hasPrefix("/") || ShippedFile.isNamed(by: path) ? "" : "relative to this file"
        ),
        ("    target: \(ExperimentText.scalar(target ?? ""))", "the column to predict"),
        ("    task: \(task.rawValue)", task == .regression ? "or classification" : "or regression"),
      ] + ignoredLine + categoricalLine + missingLine + split
    }
  }

  private var ignoredLine: [Line] {
    guard !ignored.isEmpty else { return [] }
    let names = ignored.map { ExperimentText.scalar($0.name) }.joined(separator: ", ")
    return [("    ignore: [\(names)]", "columns that are left out")]
  }

  /// Left to the reader: numbers may count, or stand for something.
  private var categoricalLine: [Line] {
    guard (1...4).contains(fewLeveled.count) else { return [] }
    let names = fewLeveled.map(ExperimentText.scalar).joined(separator: ", ")
    return [("    # categorical: [\(names)]", "if these numbers stand for categories")]
  }

  private var missingLine: [Line] {
    guard missingCount > 0 else { return [] }
    return [("    missing: mean", "for \(missingCount) empty cells; or drop, their rows")]
  }

  private var split: [Line] {
    [("    split: [0.6, 0.2, 0.2]", "training, validation, test; or {folds: 5}")]
  }

  private var base: [Line] {
    [
      ("  model:", ""),
      ("    hidden: [\(hidden.map(String.init).joined(separator: ", "))]", "units of each layer"),
      ("    activation: relu", "or tanh, gelu, {name: leaky_relu, slope: 0.1}, .."),
      task == .regression
        ? ("  loss: mse", "or mae, huber, ..") : ("  loss: log_loss", "or focal, hinge, .."),
      ("  regularizer: none", "or {name: l2, strength: 0.001}, .."),
      ("  training:", ""),
      ("    epochs: \(epochs)", "passes over the training part"),
      ("    batch_size: \(batchSize.map(String.init) ?? "full")", "rows a step; or full"),
    ]
  }

  private static let grid: [Line] = [
    ("  optimizer:", "every combination is trained"),
    ("    - sgd", ""),
    ("    - {name: momentum, momentum: 0.9}", "[0.5, 0.9] would be two of them"),
    ("    - adam", ""),
    ("  optimizer.learning_rate: {min: 0.001, max: 1, num: 4, scale: log}", "or a list"),
  ]

  private var rest: [Line] {
    [
      ("seeds: 6", "so often, with other weights, batches and parts"),
      (
        "select: \(task == .regression ? "val_loss" : "val_accuracy")",
        "what is best; on the validation part"
      ),
      ("compare: [optimizer]", "what the question is about"),
      ("tune: [optimizer.learning_rate]", "each optimizer is also shown at its best rate"),
    ]
  }

  /// The lines with their comments, which begin in one column where they can.
  private static func annotated(_ lines: [Line]) -> String {
    lines.map { text, comment in
      guard !comment.isEmpty else { return text + "\n" }
      let gap = max(commentColumn - text.count, 2)
      return text + String(repeating: " ", count: gap) + "# " + comment + "\n"
    }.joined()
  }

  private static let commentColumn = 40

  // MARK: - What was seen

  private var seen: [String] {
    guard case .csv(_, let table) = source else { return [] }
    let shown = table.columns.prefix(Self.shownColumns)
    let hidden = table.columns.count - shown.count
    let isTargetShown = shown.contains { $0.name == target }
    let width = shown.map { ExperimentText.scalar($0.name).count }.max() ?? 0
    func line(_ column: TableDescription.Column) -> String {
      let name = ExperimentText.scalar(column.name)
      let padding = String(repeating: " ", count: max(width - name.count, 0))
      return "  \(name)\(padding)  \(description(of: column))"
    }
    let last = isTargetShown ? [] : table.columns.filter { $0.name == target }
    return ["", "\(table.rowCount) rows, \(table.columns.count) columns:"] + shown.map(line)
      + (hidden > last.count ? ["  and \(hidden - last.count) more"] : []) + last.map(line)
  }

  private static let shownColumns = 16

  private func description(of column: TableDescription.Column) -> String {
    var parts: [String]
    switch column.content {
    case .numbers(let range, let areWhole):
      let ends = [range.lowerBound, range.upperBound].map { String(format: "%.6g", $0) }
      parts = ["\(areWhole ? "whole numbers" : "numbers") from \(ends[0]) to \(ends[1])"]
    case .texts(let texts):
      let names = texts.map { text in
        ExperimentText.scalar(text.count > 20 ? text.prefix(19) + "…" : text)
      }
      parts = ["\(column.levelCount) texts: " + names.joined(separator: ", ")]
      if texts.count < column.levelCount { parts[0] += ", .." }
    }
    if column.missingCount > 0 { parts.append("\(column.missingCount) cells are empty") }
    if let ignored = ignored.first(where: { $0.name == column.name }) {
      parts.append("left out, it \(ignored.reason.rawValue)")
    }
    return (column.name == target ? "the target; " : "") + parts.joined(separator: "; ")
  }
}
