import Descent
import DescentPlugins
import Foundation
import Testing

@Suite struct DecisionSurfaceTests {
  /// Weights and biases as given, layer by layer.
  struct Given: Initializer {
    static let name = "given"
    var weights: [[Double]] = []
    var biases: [[Double]] = []

    func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
      weights[layer.index]
    }
    func biases(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
      biases[layer.index]
    }
  }

  /// 40 rows: `a` from 0 to 39, `b` from −1 to 1 and, if wanted, a third input.
  static func dataset(
    targets: Table.Cells, standardize: Bool = false, inputs: Int = 2
  ) throws -> Dataset {
    let rows = 0..<40
    let columns = [
      Table.Column("a", .numbers(rows.map { Double($0) })),
      Table.Column("b", .numbers(rows.map { $0 % 2 == 0 ? -1 : 1 })),
      Table.Column("c", .numbers(rows.map { Double($0 % 5) })),
    ]
    let table = Table(
      columns: columns.prefix(inputs) + [Table.Column("t", targets)], targets: ["t"])
    let isText = if case .texts = targets { true } else { false }
    let preparation = DataPreparation(
      task: isText ? .classification : .regression, split: [0.5, 0.5], standardize: standardize)
    var random = RandomStream(.split, replicate: 1)
    return try Dataset(
      table, task: try preparation.task(of: table, loss: nil), preparation: preparation,
      split: &random)
  }

  static func surface(
    _ initializer: Given, output: any RowActivation, loss: any RowLoss, on dataset: Dataset
  ) throws -> DecisionSurface? {
    let recipe = TrainerTests.recipe {
      $0.hidden = []
      $0.initializer = initializer
      $0.outputActivation = output
      $0.loss = loss
      $0.metrics = []
      $0.optimizer = SGD(settings: ["learning_rate": .number(1e-30)])
      $0.epochs = 1
    }
    return try TrainerTests.run(recipe, on: dataset).surface
  }

  private static let twoKinds = Table.Cells.texts((0..<40).map { $0 % 4 < 2 ? "left" : "right" })

  @Test("a cell is the forward pass at its centre, rows from the lowest y")
  func twoClasses() throws {
    let dataset = try Self.dataset(targets: Self.twoKinds)
    let surface = try #require(
      try Self.surface(
        Given(weights: [[0.25, -2]], biases: [[-4]]), output: Sigmoid(), loss: LogLoss(),
        on: dataset))
    let seen = stride(from: 0, to: dataset.train.inputs.count, by: 2)
      .map { Double(dataset.train.inputs[$0]) }
    let (lowest, highest) = (try #require(seen.min()), try #require(seen.max()))
    let margin = 0.05 * (highest - lowest)
    #expect(surface.x == lowest - margin...highest + margin)
    #expect(surface.y == -1.1...1.1)
    let side = DecisionSurface.side
    #expect(surface.classes.count == side * side && surface.values.count == side * side)
    for (row, column) in [(0, 0), (0, side - 1), (side - 1, 0), (17, 23)] {
      let a =
        surface.x.lowerBound
        + (Double(column) + 0.5) / Double(side) * (highest - lowest + 2 * margin)
      let b = -1.1 + (Double(row) + 0.5) / Double(side) * 2.2
      let probability = 1 / (1 + exp(4 - 0.25 * a + 2 * b))
      let cell = row * side + column
      #expect(surface.classes[cell] == (probability > 0.5 ? 1 : 0))
      #expect(abs(Double(surface.values[cell]) - max(probability, 1 - probability)) < 1e-5)
    }
  }

  @Test("of more classes a cell has the most probable one, with its probability")
  func threeClasses() throws {
    let dataset = try Self.dataset(targets: .texts((0..<40).map { ["u", "v", "w"][$0 % 3] }))
    let surface = try #require(
      try Self.surface(
        Given(weights: [[0, 0, 0, 0, 0, 0]], biases: [[0, log(2), 0]]), output: Softmax(),
        loss: LogLoss(), on: dataset))
    #expect(surface.classes.allSatisfy { $0 == 1 })
    #expect(surface.values.allSatisfy { abs($0 - 0.5) < 1e-6 })
  }

  @Test("inputs and a predicted number are in their own units, also where both are standardised")
  func standardized() throws {
    let targets = Table.Cells.numbers((0..<40).map { 100 + 10 * Double($0) })
    let plain = try Self.dataset(targets: targets)
    let dataset = try Self.dataset(targets: targets, standardize: true)
    // The standardised target is the standardised `a`.
    let surface = try #require(
      try Self.surface(
        Given(weights: [[1, 0]], biases: [[0]]), output: Identity(), loss: MeanSquaredError(),
        on: dataset))
    let inputs = stride(from: 0, to: plain.train.inputs.count, by: 2)
      .map { Double(plain.train.inputs[$0]) }
    let width = try #require(inputs.max()) - (try #require(inputs.min()))
    #expect(abs(surface.x.upperBound - surface.x.lowerBound - 1.1 * width) < 1e-4)
    #expect(abs(surface.y.lowerBound + 1.1) < 1e-6 && abs(surface.y.upperBound - 1.1) < 1e-6)
    #expect(surface.classes.isEmpty)
    for column in [0, 20, DecisionSurface.side - 1] {
      let share = (Double(column) + 0.5) / Double(DecisionSurface.side)
      let a = surface.x.lowerBound + share * (surface.x.upperBound - surface.x.lowerBound)
      #expect(abs(Double(surface.values[column]) - (100 + 10 * a)) < 1e-3)
    }
  }

  @Test("there is none for one input or three, nor where a prediction is not finite")
  func none() throws {
    for inputs in [1, 3] {
      let given = Given(weights: [Array(repeating: 1, count: inputs)], biases: [[0]])
      let dataset = try Self.dataset(targets: Self.twoKinds, inputs: inputs)
      #expect(
        try Self.surface(given, output: Sigmoid(), loss: LogLoss(), on: dataset) == nil)
    }
    /// Not a number beyond 1.05: `b` does not reach so far, the plane does.
    struct Root: Activation {
      static let name = "root"
      func callAsFunction<T: Scalar>(_ x: T) -> T { T.sqrt(T(1.05) - x) }
    }
    let dataset = try Self.dataset(targets: .numbers((0..<40).map { Double($0) }))
    let given = Given(weights: [[0, 1]], biases: [[0]])
    #expect(
      try Self.surface(given, output: Root(), loss: MeanSquaredError(), on: dataset) == nil)
    #expect(
      try Self.surface(given, output: Identity(), loss: MeanSquaredError(), on: dataset) != nil)
  }
}
