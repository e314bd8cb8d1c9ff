import Descent
import DescentPlugins
import DescentTesting
import Testing

/// The gradient of whole networks of three hidden layers against central differences.
@Suite struct GraphGradientTests {
  /// A network that fits together.
  struct Case: Sendable, CustomTestStringConvertible {
    var activation: any RowActivation
    var loss: any RowLoss
    var initializer: any Initializer
    var task: LearningTask
    var regularizer: (any Regularizer)?
    var normalization = MultilayerPerceptron.Normalization.none
    var dropout = 0.0
    var isResidual = false
    var isLearning = true

    var testDescription: String {
      "\(type(of: activation).name), \(type(of: loss).name), \(type(of: initializer).name), "
        + "\(task.kind) of \(task.outputs)"
        + (regularizer.map { ", \(type(of: $0).name)" } ?? "")
        + (normalization == .none ? "" : ", \(normalization) normalization")
        + (dropout == 0 ? "" : ", dropout") + (isResidual ? ", residual" : "")
        + (isLearning ? "" : ", evaluation")
    }
  }

  static let tasks: [LearningTask] = [
    .classification(classes: ["a", "b"]), .classification(classes: ["a", "b", "c"]),
    .regression(targets: ["y", "z"]),
  ]

  static let cases: [Case] = {
    func all<Kind>(_ kind: Kind.Type) -> [Kind] { BuiltIns.all.compactMap { $0.init() as? Kind } }
    var penalties: [(any Regularizer)?] = [nil]
    for penalty in all((any Regularizer).self) { penalties.append(penalty) }
    var cases: [Case] = []
    for activation in all((any RowActivation).self) {
      for loss in all((any RowLoss).self) {
        let initializers = all((any Initializer).self).filter(\.files.isEmpty)
        for (place, initializer) in initializers.enumerated() {
          for task in tasks where type(of: loss).tasks.contains(task.kind) {
            // Each with every other penalty, which has nothing to do with how weights start.
            for (other, penalty) in penalties.enumerated() where (place + other).isMultiple(of: 2) {
              cases.append(
                Case(
                  activation: activation, loss: loss, initializer: initializer, task: task,
                  regularizer: penalty))
            }
          }
        }
      }
    }
    return cases
  }()

  /// Every structure, while the network learns and afterwards.
  static let structures: [Case] = {
    var cases: [Case] = []
    for normalization in MultilayerPerceptron.Normalization.allCases {
      for dropout in [0, 0.4] {
        for isResidual in [false, true] {
          for isLearning in [false, true] {
            for activation: any RowActivation in [Tanh(), PReLU(), Softmax()] {
              cases.append(
                Case(
                  activation: activation, loss: LogLoss(), initializer: Xavier(), task: tasks[1],
                  regularizer: L2(), normalization: normalization, dropout: dropout,
                  isResidual: isResidual, isLearning: isLearning))
            }
          }
        }
      }
    }
    return cases
  }()

  @Test(
    "a gradient through normalisation, dropout and residual connections equals differences",
    arguments: structures)
  func structure(_ network: Case) throws {
    let gradient = try Self.gradient(network)
    #expect(gradient.findings.isEmpty, "\(gradient.findings.prefix(3).map(\.description))")
    #expect(gradient.largestError <= 1e-6 && gradient.compared > 60)
    #expect(gradient.kinks <= 1, "of \(gradient.compared + gradient.kinks)")
  }

  @Test("a network's gradient equals central differences", arguments: cases)
  func gradient(_ network: Case) throws {
    let gradient = try Self.gradient(network)
    #expect(gradient.findings.isEmpty, "\(gradient.findings.prefix(3).map(\.description))")
    #expect(gradient.largestError <= 1e-6)
    #expect(gradient.kinks <= 1, "of \(gradient.compared + gradient.kinks)")
  }

  private static func gradient(_ network: Case) throws -> GraphGradient {
    let output = try #require(
      BuiltIns.registry.make(
        .activation, named: network.loss.outputActivation(for: network.task),
        as: (any RowActivation).self))
    let architecture = MultilayerPerceptron.Architecture(
      inputs: 3, outputs: network.task.outputs,
      hidden: network.isResidual ? [3, 4, 4] : [4, 3, 4], normalization: network.normalization,
      dropout: network.dropout, isResidual: network.isResidual, activation: network.activation,
      outputActivation: output, loss: network.loss, regularizer: network.regularizer)
    var random = RandomStream(seed: 8)
    let layers = MultilayerPerceptron(architecture)
    var values = try layers.initialValues(network.initializer, random: &random)
    var start = 0
    for parameter in layers.graph.parameters {
      // Biases of zero would put small signals within reach of the kinks at zero.
      if parameter.rows == 1 {
        for i in 0..<parameter.count { values[start + i] += random.uniform(in: -0.8..<0.8) }
      }
      start += parameter.count
    }
    let rows = 5
    let inputs = (0..<rows * 3).map { _ in random.normal() }
    let targets = (0..<rows * network.task.outputs).map { index -> Double in
      switch network.task {
      case .regression: random.normal()
      case .labels: Double(index % 2)
      case .classification(let classes) where classes.count == 2: Double(index % 2)
      case .classification(let classes):
        index % classes.count == index / classes.count % classes.count ? 1 : 0
      }
    }
    return GraphGradient(
      of: architecture, at: values, inputs: inputs, targets: targets,
      isLearning: network.isLearning)
  }

  @Test("there is a case for every activation, loss, task and penalty")
  func completeness() {
    let registry = BuiltIns.registry
    // Classes come in two ways: as two of them, and as more.
    let tasks = registry.components(of: .loss).compactMap { ($0 as? any RowLoss.Type)?.tasks }
      .map { ($0.contains(.classification) ? 2 : 0) + ($0.contains(.regression) ? 1 : 0) }
    let penalties =
      registry.components(of: .regularizer).count { $0 is any Regularizer.Type } + 1
    let activations = registry.components(of: .activation).count
    // All but the one that reads a file.
    let initializers = registry.components(of: .initializer).count - 1
    #expect(Self.cases.count == activations * tasks.reduce(0, +) * initializers * penalties / 2)
  }
}
