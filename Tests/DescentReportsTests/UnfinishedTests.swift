import DescentStore
import Testing

import DescentReports

@Suite("Unfinished sweeps") struct UnfinishedTests {
  @Test("an unfinished sweep speaks of the seeds that are there") func seeds() {
    let sweep = SweepBuilder(
      axes: [.init("model.activation", ["relu", "tanh"])], seeds: Array(1...12)
    ).sweep { levels, seed in
      seed > 3 ? nil : .ok(0.1, 0.5 + 0.1 * noise(seed, levels["model.activation"] ?? ""))
    }
    let text = Report(sweep).markdown()
    #expect(text.contains("There are only 3 seeds: "))
    #expect(text.contains("Paired differences in validation accuracy · 3 seeds"))
    #expect(text.contains("on the mean differences of the 3 seeds, two-sided"))
    #expect(text.contains("With 3 seeds the exact sign-flip test cannot reach 0.05"))
  }

  /// Of relu both seeds are there, of tanh one.
  private static let oneInCommon = SweepBuilder(
    axes: [
      .init("model.activation", ["relu", "tanh"]), .init("optimizer.learning_rate", ["0.1", "1"]),
    ], seeds: [1, 2], compare: ["model.activation"]
  ).sweep { levels, seed in
    guard levels["model.activation"] == "relu" || seed == 1 else { return nil }
    return .ok(0.1, seed == 2 ? 0.3 : levels["model.activation"] == "relu" ? 0.9 : 0.6)
  }

  @Test("one seed in common is said to be one, with the scores of that seed")
  func oneSeedInCommon() {
    let text = Report(Self.oneInCommon).markdown()
    #expect(
      text.contains(
        "**relu** had the highest validation accuracy (90.0 %, **tanh** 60.0 %) in the one seed that "
          + "both have; nothing here measures seed noise."))
    #expect(text.contains("validation accuracy · 1 seed, so no intervals"))
    #expect(!text.contains("Single seed"))
  }

  @Test("tables of means and shares say of which block they are") func blocks() throws {
    let sweep = SweepBuilder(
      axes: [
        .init("model.activation", ["relu", "tanh"]), .init("model.depth", ["1", "2"]),
      ], seeds: [1, 2, 3]
    ).sweep { levels, seed in
      guard levels["model.activation"] == "relu" || seed < 3 else { return nil }
      return .ok(0.1, 0.8 + 0.1 * noise(seed, levels.values.sorted().joined()))
    }
    let text = Report(sweep).markdown()
    #expect(text.contains("Each row stands over the largest block of settings and seeds"))
    #expect(text.contains("of 4 of 4 configurations over 2 of 3 seeds, the largest block"))
    #expect(text.contains("They are a full grid, so the shares are exact"))
  }
}
