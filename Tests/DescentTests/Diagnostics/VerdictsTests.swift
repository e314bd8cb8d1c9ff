import Descent
import Testing

/// Verdicts on hand-made records of a network with two hidden layers and an output layer.
@Suite struct VerdictsTests {
  /// Healthy records of the epochs 0, 1, 2 and 4 of 16.
  private func records(
    epochs: [Int] = [0, 1, 2, 4], _ change: (inout LayerRecord) -> Void = { _ in }
  ) -> [LayerRecord] {
    epochs.flatMap { epoch in
      (1...3).map { layer in
        var record = LayerRecord(
          epoch: epoch, layer: layer, isOutput: layer == 3, fanIn: 10, fanOut: 10,
          gradientNorm: 0.1, gradientAbsMean: 0.01, gradientZeroShare: 0.1, weightNorm: 3,
          updateRatio: epoch == 0 ? nil : 0.001, activationMean: 0, activationSD: 1,
          units: layer == 3
            ? nil : UnitShares(dead: 0.1, strictlyDead: 0, dormant: 0.1, saturated: 0.1))
        change(&record)
        return record
      }
    }
  }

  private func verdicts(_ change: (inout LayerRecord) -> Void = { _ in }) -> Verdicts? {
    Verdicts(records(change), epochs: 16)
  }

  @Test("a healthy network is well")
  func healthy() {
    #expect(verdicts()?.gradient == .ok && verdicts()?.units == .ok)
  }

  // MARK: - Gradients

  @Test("a first gradient far below the last one and small has vanished")
  func vanishingRatio() {
    #expect(verdicts { if $0.layer == 1 { $0.gradientNorm = 0.9e-4 } }?.gradient == .vanishing)
    // Small beside the last one, but not small; small, but so is the last one.
    #expect(verdicts { if $0.layer == 1 { $0.gradientNorm = 1.1e-4 } }?.gradient == .ok)
    #expect(verdicts { $0.gradientNorm = $0.layer == 1 ? 0.9e-4 : 0.08 }?.gradient == .ok)
  }

  @Test("a layer whose mean entry is below 10⁻⁷ has a vanished gradient")
  func vanishingSize() {
    #expect(verdicts { if $0.layer == 2 { $0.gradientAbsMean = 0.9e-7 } }?.gradient == .vanishing)
    #expect(verdicts { if $0.layer == 2 { $0.gradientAbsMean = 1.1e-7 } }?.gradient == .ok)
  }

  @Test("a first gradient above 70 times the last one explodes, as does one that is not finite")
  func exploding() {
    #expect(verdicts { if $0.layer == 1 { $0.gradientNorm = 7.1 } }?.gradient == .exploding)
    #expect(verdicts { if $0.layer == 1 { $0.gradientNorm = 6.9 } }?.gradient == .ok)
    #expect(
      verdicts { if $0.layer == 2, $0.epoch == 2 { $0.gradientNorm = .nan } }?.gradient
        == .exploding)
  }

  /// A threshold beside which the healthy network is unwell.
  struct Change: Sendable, CustomTestStringConvertible {
    var name: String
    var change: @Sendable (inout Thresholds) -> Void
    var gradient = Verdicts.Gradient.ok
    var units = Verdicts.Units.ok
    var testDescription: String { name }
  }

  @Test(
    "each threshold decides its verdict",
    arguments: [
      Change(
        name: "vanishing_ratio and vanishing_norm",
        change: { ($0.vanishingRatio, $0.vanishingNorm) = (1.1, 0.11) }, gradient: .vanishing),
      Change(name: "vanishing_ratio", change: { $0.vanishingRatio = 1.1 }),
      Change(name: "vanishing_norm", change: { $0.vanishingNorm = 0.11 }),
      Change(
        name: "vanishing_mean", change: { $0.vanishingMean = 0.011 }, gradient: .vanishing),
      Change(
        name: "exploding_ratio", change: { $0.explodingRatio = 0.9 }, gradient: .exploding),
      Change(name: "dying_units", change: { $0.dyingUnits = 0.09 }, units: .dying),
      Change(name: "dying_zeros", change: { $0.dyingZeros = 0.1 }, units: .dying),
      Change(name: "saturated_entries", change: { $0.saturatedEntries = 0.09 }, units: .saturated),
      Change(name: "dormant_units", change: { $0.dormantUnits = 0.09 }, units: .dormant),
    ])
  func thresholds(change: Change) throws {
    var thresholds = Thresholds()
    change.change(&thresholds)
    let verdicts = try #require(Verdicts(records(), epochs: 16, thresholds: thresholds))
    #expect(verdicts.gradient == change.gradient && verdicts.units == change.units)
  }

  @Test("a last gradient of exactly zero is no signal")
  func noSignal() {
    #expect(verdicts { if $0.layer == 3 { $0.gradientNorm = 0 } }?.gradient == .noSignal)
    #expect(verdicts { $0.gradientNorm = 0 }?.gradient == .noSignal)
  }

  // MARK: - Units

  @Test("units are dead, dying, saturated or dormant, the worst one first")
  func units() {
    #expect(
      verdicts { if $0.layer == 2 { $0.units?.strictlyDead = 1 } }?.units == .dead)
    #expect(verdicts { if $0.layer == 1 { $0.units?.dead = 0.51 } }?.units == .dying)
    #expect(verdicts { if $0.layer == 1 { $0.units?.dead = 0.49 } }?.units == .ok)
    #expect(verdicts { if $0.layer == 2 { $0.units?.saturated = 0.51 } }?.units == .saturated)
    #expect(verdicts { $0.units?.saturated = nil }?.units == .ok)
    #expect(verdicts { if $0.layer == 2 { $0.units?.dormant = 0.51 } }?.units == .dormant)
    #expect(
      verdicts {
        $0.units?.dormant = 1
        $0.units?.saturated = 1
        $0.units?.dead = 1
      }?.units == .dying)
    #expect(
      verdicts {
        $0.units?.dead = 1
        $0.units?.strictlyDead = 1
      }?.units == .dead)
  }

  @Test("where 70 % of all gradient entries are zero units are dying")
  func zeros() {
    #expect(verdicts { $0.gradientZeroShare = 0.71 }?.units == .dying)
    #expect(verdicts { $0.gradientZeroShare = 0.69 }?.units == .ok)
    // Entries count, not layers: a third of the layers holds 96 % of the entries.
    #expect(
      verdicts {
        ($0.fanIn, $0.fanOut) = $0.layer == 1 ? (70, 70) : (10, 10)
        $0.gradientZeroShare = $0.layer == 1 ? 0.75 : 0
      }?.units == .dying)
  }

  // MARK: - The window

  @Test("the first quarter of training counts, and epoch 0 does not")
  func window() {
    func vanishes(in epochs: Set<Int>) -> Verdicts.Gradient? {
      Verdicts(
        records(epochs: [0, 1, 2, 4, 8, 16]) {
          if epochs.contains($0.epoch), $0.layer == 1 { $0.gradientNorm = 1e-6 }
        }, epochs: 16)?.gradient
    }
    #expect(vanishes(in: [0, 8, 16]) == .ok)
    #expect(vanishes(in: [1, 2]) == .vanishing)
    // One odd epoch of three does not move the median.
    #expect(vanishes(in: [2]) == .ok)
  }

  @Test("a short training is judged by its first measured epoch, an unmeasured one not at all")
  func short() {
    let records = records(epochs: [0, 1, 2]) {
      if $0.epoch == 1, $0.layer == 1 { $0.gradientNorm = 1e-6 }
    }
    #expect(Verdicts(records, epochs: 2)?.gradient == .vanishing)
    #expect(Verdicts(self.records(epochs: [0]), epochs: 10)?.gradient == .ok)
    #expect(Verdicts([], epochs: 10) == nil)
  }
}
