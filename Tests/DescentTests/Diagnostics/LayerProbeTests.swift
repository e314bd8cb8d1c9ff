import Descent
import DescentPlugins
import Testing

/// What a training records of its layers; its 180 training rows are all in the probe set.
@Suite struct LayerProbeTests {
  private func record(
    _ change: (inout TrainingRecipe) -> Void = { _ in }
  ) throws -> TrainingRecord {
    try TrainerTests.run(
      TrainerTests.recipe {
        $0.batchSize = nil
        $0.epochs = 1
        $0.optimizer = SGD(settings: ["learning_rate": .number(0.5)])
        change(&$0)
      }, on: TrainerTests.moons())
  }

  @Test("a step's norms are those of the gradient and of the change that it made")
  func step() throws {
    let record = try record()
    let start = record.layers.filter { $0.epoch == 0 }
    let after = record.layers.filter { $0.epoch == 1 }
    #expect(start.count == 3 && start.allSatisfy { $0.updateRatio == nil })
    var (parameter, weights) = (0, [[Float]]())
    for (fanIn, fanOut) in [(2, 8), (8, 8), (8, 1)] {
      weights.append(Array(record.initialValues[parameter..<parameter + fanIn * fanOut]))
      parameter += fanIn * fanOut + fanOut
    }
    func norm(_ values: [Float]) -> Double {
      values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
    for (layer, values) in weights.enumerated() {
      let (before, later) = (start[layer], after[layer])
      #expect(before.weightNorm == norm(values))
      // One step of plain descent on the probe set itself: ‖ΔW‖ = ½ ‖G‖.
      let ratio = try #require(later.updateRatio)
      #expect(abs(ratio - 0.5 * before.gradientNorm / before.weightNorm) < 1e-5 * ratio)
    }
    let history = record.history[1]
    let gradient = try #require(history.gradientNorm)
    let ratio = try #require(history.updateRatio)
    #expect(abs(ratio - 0.5 * gradient / norm(record.initialValues)) < 1e-5 * ratio)
    // The whole gradient has the biases' share, too.
    let squares = start.reduce(0) { $0 + $1.gradientNorm * $1.gradientNorm }
    #expect(gradient > squares.squareRoot() && gradient < 2 * squares.squareRoot())
  }

  @Test("which units are dead and dormant, thresholds decide; strictly dead is strict")
  func thresholds() throws {
    let layers = try record {
      $0.activations = [ReLU()]
      $0.thresholds.deadRows = 1
      $0.thresholds.dormantSize = 1
    }.layers.filter { $0.epoch == 0 }
    let usual = try record { $0.activations = [ReLU()] }.layers.filter { $0.epoch == 0 }
    for (layer, usual) in zip(layers.dropLast(), usual) {
      let (units, usual) = (try #require(layer.units), try #require(usual.units))
      #expect(units.dead > usual.dead && units.dormant > usual.dormant)
      #expect(units.strictlyDead == usual.strictlyDead)
    }
  }

  @Test("rectified units without a signal are dead, and their gradient is zero")
  func dead() throws {
    let layers = try record {
      $0.activations = [ReLU()]
      $0.initializer = Zeros()
    }.layers.filter { $0.epoch == 0 }
    for layer in layers.dropLast() {
      let units = try #require(layer.units)
      #expect(units.dead == 1 && units.strictlyDead == 1 && units.saturated == nil)
      #expect(layer.gradientZeroShare == 1 && layer.gradientNorm == 0)
      #expect(layer.activationMean == 0 && layer.activationSD == 0)
    }
    #expect(layers.last?.units == nil && layers.last?.isOutput == true)
  }

  @Test("a hyperbolic tangent of large weights is saturated, one of small weights is not")
  func saturated() throws {
    func share(_ sd: Double) throws -> [Double] {
      try record { $0.initializer = Normal(settings: ["sd": .number(sd)]) }.layers
        .filter { $0.epoch == 0 }.compactMap { $0.units?.saturated }
    }
    #expect(try share(1000).allSatisfy { $0 > 0.95 })
    #expect(try share(0.01) == [0, 0])
    #expect(try record().layers[0].units?.strictlyDead == 0)
  }

  @Test("a unit that is far smaller than the others of its layer is dormant")
  func dormant() throws {
    /// One of the eight units of each layer gets a thousandth of the weights.
    struct OneSmall: Initializer {
      static let name = "one_small"
      func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
        layer.normal(sd: 1, random: &random).enumerated().map { place, weight in
          place % layer.fanOut == 0 ? 1e-3 * weight : weight
        }
      }
    }
    let layers = try record { $0.initializer = OneSmall() }.layers.filter { $0.epoch == 0 }
    #expect(layers.compactMap { $0.units?.dormant } == [0.125, 0.125])
  }

  @Test("a layer's mean and deviation are those of its outputs")
  func activations() throws {
    // With weights of zero the output is a sigmoid of 0 everywhere.
    let output = try record { $0.initializer = Zeros() }.layers[2]
    #expect(output.activationMean == 0.5 && output.activationSD == 0)
  }
}
