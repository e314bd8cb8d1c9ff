import DescentStore
import Testing

import DescentReports

@Suite("Names of configurations") struct ConfigurationNameTests {
  /// Rows of a zip that set the layers and the epochs, crossed with a learning rate.
  private static let zip: SmallSweep = {
    let rows = ["small": ("8", "1", "40"), "large": ("32x32", "2", "10")]
    var builder = SweepBuilder(
      axes: [
        .init("size", ["small", "large"]), .init("model.hidden", ["8", "32x32"]),
        .init("model.depth", ["1", "2"]), .init("training.epochs", ["40", "10"]),
        .init("optimizer.learning_rate", ["0.1", "0.2154434690031884"]),
      ], compare: ["size"])
    builder.holds = { levels in
      rows[levels["size"] ?? ""].map {
        $0.0 == levels["model.hidden"] && $0.1 == levels["model.depth"]
          && $0.2 == levels["training.epochs"]
      } ?? false
    }
    var sweep = builder.sweep { levels, seed in
      .ok(0.1, (levels["size"] == "small" ? 0.8 : 0.9) + 0.01 * noise(seed, levels["size"] ?? ""))
    }
    sweep.plan.comparisons[0].ownPaths = ["size", "model.hidden", "model.depth", "training.epochs"]
    return sweep
  }()

  @Test("what the rows of a zip set is told by the name of the row") func rows() {
    #expect(Self.zip.plan.tellingFactors.map(\.path) == ["size", "optimizer.learning_rate"])
    let text = Report(Self.zip).markdown()
    #expect(text.contains("| # | size | learning_rate | ok / planned |"))
    #expect(
      Analysis(Self.zip, confidence: 0.95).name(ofConfiguration: 3)
        == "size large, learning_rate 0.2154")
    #expect(!text.contains("Every run over epochs") && text.contains("Every run over size"))
  }

  @Test("what a zip changes at once is no caveat that can be left out") func caveat() {
    #expect(
      Report(Self.zip).markdown().contains(
        "hidden and epochs change together with size: which of them makes a difference cannot be told"
      ))
  }

  @Test("a list of layers tells depth and width, unless one of them is compared") func layers() {
    let axes: [SweepBuilder.Axis] = [
      .init("model.hidden", ["8", "8x8"]), .init("model.depth", ["1", "2"]),
    ]
    func telling(_ compared: String) -> [String] {
      SweepBuilder(axes: axes, compare: [compared]).sweep { _, _ in nil }.plan.tellingFactors
        .map(\.path)
    }
    #expect(telling("model.hidden") == ["model.hidden"])
    #expect(telling("model.depth") == ["model.hidden", "model.depth"])
  }

  @Test("a component's own setting is told, though it changes with the component alone")
  func ownSettings() {
    let plan = SweepBuilder(
      axes: [.init("optimizer", ["sgd", "momentum"]), .init("optimizer.momentum", ["-", "0.9"])],
      compare: ["optimizer"]
    ).sweep { _, _ in nil }.plan
    #expect(plan.tellingFactors.map(\.path) == ["optimizer", "optimizer.momentum"])
  }
}
