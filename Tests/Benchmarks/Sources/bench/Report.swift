import Foundation
import Measuring

/// The measurements in words and tables, ready for a README.
struct Report {
  private let measurements: Measurements

  init(_ measurements: Measurements) { self.measurements = measurements }

  var text: String {
    [machine, steps.text, jobs.text, sweep].joined(separator: "\n\n")
  }

  // MARK: - The machine

  private var machine: String {
    let made = measurements.rounds[0][0].sweep.provenance
    let date = Date().formatted(.iso8601.year().month().day())
    let count = measurements.scaling.count
    var sentences = [
      "\(made.processor), \(made.cores) cores, \(made.operatingSystem), \(date).",
      "Descent \(made.version) (\(made.commit)\(made.isDirty ? ", modified" : "")), "
        + "Swift \(made.swiftVersion), `\(made.compilerFlags)`, \(made.matrixKernel).",
    ]
    if let peers = measurements.peers { sentences.append(peers + ".") }
    sentences.append(
      count == 1 ? "One round." : "Medians of \(count) rounds, with the smallest and the largest.")
    return sentences.joined(separator: " ")
  }

  // MARK: - One process, one thread

  private var steps: MarkdownTable {
    let workloads = measurements.workloads
    var table = MarkdownTable(
      ["one process, one thread"] + workloads.map(\.name))
    table.append("network", workloads.map { "\($0.network), batch \($0.batchSize)" })
    table.append(
      "runs, steps",
      measurements.rounds.map { "\($0[0].sweep.runCount), \($0[0].sweep.steps)" })
    table.append(
      "runs that diverged, and stopped",
      measurements.rounds.map(\.[0].sweep.divergedCount).map { $0 > 0 ? "\($0)" : nil })

    func row(_ title: String, _ value: (WorkloadRound) -> Double?) {
      table.append(
        title, measurements.rounds.map { rounds in Series(rounds.compactMap(value))?.text })
    }
    func ratios(_ title: String, _ value: (WorkloadRound, Workload) -> Double?) {
      table.append(
        title,
        zip(measurements.rounds, workloads).map { rounds, workload in
          Series(rounds.compactMap { value($0, workload) })?.textWithRange
        })
    }
    row("products alone (the floor), µs a step") { $0.floor }
    row("Descent: training, µs a step") { $0.sweep.training }
    row("Descent: evaluation, µs a step") { $0.sweep.evaluation }
    row("Descent: diagnostics, µs a step") { $0.sweep.diagnostics }
    for peer in Peer.allCases { row("\(peer.name), µs a step") { $0.peers[peer]?.peer.step } }
    ratios("**training ÷ floor**") { round, _ in round.floorRatio }
    for peer in Peer.allCases {
      ratios("**\(peer.name) ÷ Descent's training and evaluation**") { round, _ in
        round.peers[peer]?.ratio
      }
    }
    row("peak of a core, GFLOP/s") { $0.peak }
    ratios("products of training, % of the peak") { round, workload in
      100 * round.productRate(workload) / round.peak
    }
    table.append(
      "allocations a step",
      measurements.allocationsPerStep.map { $0.map(Self.count) })
    func accuracy(_ name: String, _ value: (WorkloadRound) -> Double?) {
      table.append(
        "validation accuracy, %: \(name)",
        measurements.rounds.map { rounds in
          value(rounds[0]).map { String(format: "%.1f", 100 * $0) }
        })
    }
    accuracy("Descent") { $0.sweep.accuracy }
    for peer in Peer.allCases { accuracy(peer.name) { $0.peers[peer]?.peer.accuracy } }
    return table
  }

  /// To a hundredth; 0 where it is none.
  private static func count(_ allocations: Double) -> String {
    let rounded = (100 * allocations).rounded() / 100
    return rounded == 0 ? "0" : String(rounded)
  }

  // MARK: - Several jobs

  private var jobs: MarkdownTable {
    let rounds = measurements.scaling
    let runs = rounds[0].runCount
    var table = MarkdownTable(["small, \(runs) runs"] + ScalingRound.jobs.map { "--jobs \($0)" })
    table.append(
      "from the shell to the written report, s",
      ScalingRound.jobs.map { jobs in Series(rounds.compactMap { $0.seconds[jobs] })?.text })
    table.append(
      "**times faster than one job**",
      ScalingRound.jobs.map { jobs in
        jobs == 1 ? "1" : Series(rounds.compactMap { $0.speedup(jobs) })?.textWithRange
      })
    return table
  }

  private var sweep: String {
    let rounds = measurements.scaling
    let runs = measurements.rounds[0][0].sweep.runCount
    guard let two = Series(rounds.map(\.two)) else { return "" }
    var sentence =
      "The small sweep of \(runs) runs with two jobs, from the shell to the written report: "
      + "\(two.textWithRange) s"
    if let torch = Series(rounds.compactMap(\.torch)),
      let ratio = Series(rounds.compactMap { round in round.torch.map { $0 / round.two } })
    {
      sentence +=
        "; the training part alone of PyTorch in two processes: \(torch.text) s, "
        + "\(ratio.textWithRange) times as long"
    }
    return sentence + "."
  }
}
