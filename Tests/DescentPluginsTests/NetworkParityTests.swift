import Descent
import DescentPlugins
import Testing

/// Whole trainings against PyTorch's with all that goes around the optimizer, from the same first weights on the
/// full batch, by the trainer itself.
@Suite struct NetworkParityTests {
  /// What `Tests/Reference/networks.py` writes.
  struct Golden: Decodable, Sendable {
    var steps: Int
    var rows: Int
    var widths: [Int]
    var inputs: [Double]
    var classes: [Int]
    /// Fan-out × fan-in.
    var weights: [[Double]]
    var cases: [Training]

    struct Training: Decodable, Sendable, CustomTestStringConvertible {
      var optimizer: String
      var settings: [String: Double]
      var activation: String
      var normalization: String
      var residual: Bool
      var extras: [String: Value]
      var losses: [Double]
      var learning_rates: [Double]
      var validation_losses: [Double]
      var final: [String: [Double]]

      var testDescription: String {
        "\(optimizer), \(activation), \(normalization)" + (residual ? ", residual" : "")
          + extras.sorted { $0.key < $1.key }.map { ", \($0.key) \($0.value)" }.joined()
      }
    }
  }

  static let golden = Result { try Repository.golden("networks", as: Golden.self) }
  static var cases: [Golden.Training] { (try? golden.get().cases) ?? [] }

  @Test("every loss of 50 steps is PyTorch's to 1e-3, of both parts", arguments: cases)
  func losses(_ training: Golden.Training) throws {
    let record = try train(training)
    let losses = record.history.dropFirst().compactMap { $0.train["loss"] }
    let validation = record.history.compactMap { $0.validation["loss"] }
    try #require(losses.count == 50 && training.losses.count == 50)
    try #require(validation.count == 51 && training.validation_losses.count == 51)
    let seen = zip(losses + validation, training.losses + training.validation_losses)
    let error = seen.map { abs($0 - $1) / $1 }.max() ?? .infinity
    #expect(error <= 1e-3)
    // So that agreement says something: the network learnt.
    #expect(losses[49] < 0.9 * losses[0])
  }

  @Test("every learning rate is PyTorch's", arguments: cases)
  func learningRates(_ training: Golden.Training) throws {
    let rates = try train(training).history.dropFirst().map(\.learningRate)
    try #require(rates.count == training.learning_rates.count)
    for (rate, expected) in zip(rates, training.learning_rates) {
      #expect(abs(rate - expected) <= 1e-12)
    }
  }

  @Test("weights, and what normalisation learnt and kept, are PyTorch's to 1e-3", arguments: cases)
  func tensors(_ training: Golden.Training) throws {
    let record = try train(training)
    let network = try recipe(training).network(for: dataset())
    let graph = network.graph
    var start = 0
    for (name, rows, columns) in graph.parameters.map({ ($0.name, $0.rows, $0.columns) })
      + graph.statistics.map({ ($0.name, 1, $0.columns) })
    {
      let values = record.finalValues[start..<start + rows * columns].map { Double($0) }
      start += rows * columns
      let expected = try #require(training.final[name], "\(name)")
      try #require(expected.count == values.count)
      let scale = expected.map(abs).max() ?? 0
      for row in 0..<rows {
        for column in 0..<columns {
          let place = rows == 1 ? column : column * rows + row
          #expect(
            abs(values[row * columns + column] - expected[place]) <= 1e-3 * max(scale, 0.01),
            "\(name), \(row), \(column)")
        }
      }
    }
    #expect(start == record.finalValues.count)
    #expect(training.final.count == graph.parameters.count + graph.statistics.count)
  }

  @Test("all cases are there, those of every schedule and limit that sees a run among them")
  func completeness() throws {
    let cases = try Self.golden.get().cases
    #expect(cases.count == 4 * 3 + 5 + 8)
    let named = Set(
      cases.flatMap { $0.extras.keys } + cases.compactMap { $0.extras["schedule"]?.description })
    let needed = BuiltIns.all.filter {
      $0 is any AdaptiveSchedule.Type || $0 is any NormConstraint.Type
    }
    #expect(!needed.isEmpty && needed.allSatisfy { named.contains($0.name) })
  }

  // MARK: - Training

  private func train(_ training: Golden.Training) throws -> TrainingRecord {
    try Trainer(
      recipe(training), on: dataset(), initialization: RandomStream(.initialization, replicate: 1),
      shuffle: RandomStream(.shuffle, replicate: 1), noise: RandomStream(.noise, replicate: 1)
    ).run()
  }

  private func recipe(_ training: Golden.Training) throws -> TrainingRecipe {
    let golden = try Self.golden.get()
    let registry = BuiltIns.registry
    return TrainingRecipe(
      hidden: Array(golden.widths[1...2]),
      normalization: try #require(.init(rawValue: training.normalization)),
      isResidual: training.residual,
      activation: try #require(
        registry.make(.activation, named: training.activation, as: (any RowActivation).self)),
      outputActivation: Softmax(),
      initializer: Safetensors(settings: ["path": .text("first")]),
      initializerFiles: [LoadedFile(path: "first", bytes: try firstWeights(training))],
      loss: LogLoss(),
      optimizer: try #require(
        registry.make(
          .optimizer, named: training.optimizer,
          settings: training.settings.mapValues { .number($0) }, as: (any MatrixOptimizer).self)),
      schedule: try #require(
        registry.make(
          .schedule, named: training.extras["schedule"]?.description ?? "constant",
          settings: training.extras, as: (any Schedule).self)),
      warmup: training.extras["warmup"]?.number ?? 0,
      constraint: training.extras["max_norm"]?.number.map { MaxNorm().with(\.limit, $0) },
      clipping: GradientClipping(
        norm: training.extras["clip_norm"]?.number, value: training.extras["clip_value"]?.number),
      epochs: golden.steps, batchSize: nil, metrics: [])
  }

  /// The network's first tensors as a file, those of normalisation left to their own first values.
  private func firstWeights(_ training: Golden.Training) throws -> [UInt8] {
    let golden = try Self.golden.get()
    var tensors: [SafetensorsFile.Tensor] = []
    for (index, weights) in golden.weights.enumerated() {
      let (fanIn, fanOut) = (golden.widths[index], golden.widths[index + 1])
      tensors.append(
        .init(name: "layers.\(index).weight", shape: [fanOut, fanIn], values: weights))
      // Batch normalisation stands in the place of a bias.
      if training.normalization == "batch", index < golden.weights.count - 1 { continue }
      tensors.append(
        .init(
          name: "layers.\(index).bias", shape: [fanOut],
          values: Array(repeating: 0, count: fanOut)))
    }
    return SafetensorsFile(tensors: tensors).bytes
  }

  private func dataset() throws -> Dataset {
    let golden = try Self.golden.get()
    let (width, rows) = (golden.widths[0], golden.classes.count)
    let columns = (0..<width).map { column in
      Table.Column(
        "x\(column)", .numbers((0..<rows).map { golden.inputs[$0 * width + column] }))
    }
    let target = Table.Column("class", .texts(golden.classes.map { "\($0)" }))
    let table = Table(columns: columns + [target], targets: ["class"])
    var split = RandomStream(.split, replicate: 1)
    var dataset = try Dataset(
      table, task: .classification(classes: ["0", "1", "2"]),
      preparation: DataPreparation(split: [0.5, 0.5], standardize: false), split: &split)
    func part(_ rows: Range<Int>) -> Dataset.Part {
      Dataset.Part(
        rows: Array(rows),
        inputs: golden.inputs[rows.lowerBound * width..<rows.upperBound * width].map { Float($0) },
        targets: rows.flatMap { row in (0..<3).map { golden.classes[row] == $0 ? 1 : 0 } })
    }
    dataset.train = part(0..<golden.rows)
    dataset.validation = part(golden.rows..<rows)
    return dataset
  }
}
