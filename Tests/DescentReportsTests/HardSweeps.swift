import DescentStore
import Testing

import DescentReports

/// A sweep that a report must not stumble over, and the answer that it deserves.
struct HardSweep: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var answer: String
  var sweep: SmallSweep
}

extension HardSweep {
  private static let optimizers = SweepBuilder(axes: [.init("optimizer", ["sgd", "adam"])])

  private static func builder(_ change: (inout SweepBuilder) -> Void) -> SweepBuilder {
    var builder = optimizers
    change(&builder)
    return builder
  }

  static let all: [HardSweep] = [
    HardSweep(
      testDescription: "no runs in the plan", answer: "The plan holds no runs.",
      sweep: builder { $0.seeds = [] }.sweep { _, _ in nil }),
    HardSweep(
      testDescription: "nothing at all", answer: "The plan holds no runs.",
      sweep: builder { $0.holds = { _ in false } }.sweep { _, _ in nil }),
    HardSweep(
      testDescription: "nothing run yet", answer: "No run has finished yet (0 of 10).",
      sweep: optimizers.sweep { _, _ in nil }),
    HardSweep(
      testDescription: "everything interrupted", answer: "No run has finished yet (0 of 10).",
      sweep: optimizers.sweep { _, _ in .init(status: .interrupted, curve: [0.1, 0.5]) }),
    HardSweep(
      testDescription: "everything failed",
      answer: "Every run failed (10 of 10); see the section on failures before any other number.",
      sweep: optimizers.sweep { _, _ in .failed(from: 0.1) }),
    HardSweep(
      testDescription: "everything crashed before its first epoch",
      answer: "Every run failed (10 of 10); see the section on failures before any other number.",
      sweep: optimizers.sweep { _, _ in .init(status: .crashed, curve: []) }),
    HardSweep(
      testDescription: "most failed",
      answer: "Most runs failed (6 of 10), mostly with optimizer sgd; see the section on failures "
        + "before any other number.",
      sweep: optimizers.sweep { levels, seed in
        levels["optimizer"] == "sgd" || seed == 1 ? .failed(from: 0.1) : .ok(0.1, 0.9)
      }),
    HardSweep(
      testDescription: "one seed",
      answer: "Single seed: adam had the highest validation accuracy (94.2 %, sgd 91.0 %); nothing "
        + "here measures seed noise.",
      sweep: builder { $0.seeds = [1] }.sweep { levels, _ in
        .ok(0.1, levels["optimizer"] == "adam" ? 0.942 : 0.91)
      }),
    HardSweep(
      testDescription: "one seed, tied",
      answer: "Single seed: sgd and adam scored the same; nothing here measures seed noise.",
      sweep: builder { $0.seeds = [1] }.sweep { _, _ in .ok(0.1, 0.9) }),
    HardSweep(
      testDescription: "all tied",
      answer: "No difference for optimizer: sgd and adam scored the same in all 5 pairs of runs.",
      sweep: optimizers.sweep { _, _ in .ok(0.1, 0.9) }),
    HardSweep(
      testDescription: "the same difference in every seed",
      answer: "adam leads sgd, its validation accuracy higher by "
        + "10 points in each of 5 seeds: nothing varies between seeds, so there is no test.",
      sweep: optimizers.sweep { levels, _ in .ok(0.1, levels["optimizer"] == "adam" ? 0.9 : 0.8) }),
    HardSweep(
      testDescription: "one configuration",
      answer: "One configuration, nothing to compare it with: validation accuracy 90.0 %, 5 seeds.",
      sweep: builder { $0.axes = [] }.sweep { _, _ in .ok(0.1, 0.9) }),
    HardSweep(
      testDescription: "one level",
      answer: "One configuration, nothing to compare it with: validation accuracy 90.0 %, 5 seeds.",
      sweep: builder { $0.axes = [.init("optimizer", ["sgd"])] }.sweep { _, _ in .ok(0.1, 0.9) }),
    HardSweep(
      testDescription: "nothing compared",
      answer: "Best of 2 configurations: optimizer sgd, with validation accuracy 90.0 %, 5 seeds.",
      sweep: builder { $0.compare = [] }.sweep { levels, _ in
        .ok(0.1, levels["optimizer"] == "sgd" ? 0.9 : 0.8)
      }),
    HardSweep(
      testDescription: "one level has run",
      answer:
        "So far, with 5 of 10 runs: One configuration has runs in more seeds than all others, "
        + "optimizer sgd: validation accuracy 90.0 %, 5 seeds.",
      sweep: optimizers.sweep { levels, _ in levels["optimizer"] == "sgd" ? .ok(0.1, 0.9) : nil }),
    HardSweep(
      testDescription: "no seed in common",
      answer:
        "So far, with 5 of 10 runs: The levels of optimizer cannot be compared: no two of them have "
        + "finished runs in a common setting and seed.",
      sweep: optimizers.sweep { levels, seed in
        (levels["optimizer"] == "sgd") == (seed < 3) ? .ok(0.1, 0.9) : nil
      }),
    HardSweep(
      testDescription: "the primary metric was never finite",
      answer: "No configuration has a score yet.",
      sweep: optimizers.sweep { _, _ in .ok(.nan, .infinity) }),
  ]
}
