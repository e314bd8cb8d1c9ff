import Descent
import DescentPlugins
import DescentTesting
import Foundation
import Testing

@Suite struct BuiltInsTests {
  static let all = BuiltIns.all.map { $0.init() }

  @Test("every built-in obeys the laws", arguments: all)
  func laws(_ component: any Component) throws {
    let findings = Laws.findings(for: component, files: try Self.files(for: component))
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  @Test("built-ins of one kind have names of their own")
  func names() { #expect(ComponentLaws.distinction(of: BuiltIns.all).isEmpty) }

  /// What a built-in that reads files can be tested with.
  private static func files(for component: any Component) throws -> [LoadedFile] {
    if let arrays = try arrays(for: component) { return arrays }
    return try (component is CSV ? ["shipped:iris.csv"] : component.files).compactMap { path in
      guard path.hasPrefix("shipped:") else { return nil }
      let bytes = try Repository.bytes("experiments/data/" + path.dropFirst("shipped:".count))
      return LoadedFile(path: path, bytes: bytes)
    }
  }

  /// Small arrays for a source that reads them.
  private static func arrays(for component: any Component) throws -> [LoadedFile]? {
    let golden = try GoldenArrays.all.get()
    let file =
      switch component {
      case is IDX: golden.idx.first
      case is NPY: golden.npy.first
      case is NPZ: golden.npz.first
      default: GoldenArrays.Case?.none
      }
    return file.map { file in
      component.files.map { LoadedFile(path: $0, bytes: [UInt8](file.file)) }
    }
  }

  @Test("the laws hold away from the defaults, too")
  func settings() {
    var slope = LeakyReLU()
    slope.slope = 0.5
    var strength = L2()
    strength.strength = 3
    var noFloor = Cosine()
    noFloor.floor = 0.25
    var decay = StepDecay()
    decay.every = 1
    var uniformHe = He()
    uniformHe.distribution = .uniform
    var normalXavier = Xavier()
    normalXavier.distribution = .normal
    let others: [any Component] = [
      RMSProp().with(\.centered, true), Adam().with(\.beta1, 0), AdamW().with(\.weightDecay, 0),
      NAdam().with(\.momentumDecay, 1), RAdam().with(\.beta2, 0.5), Lion().with(\.weightDecay, 0),
      MultiStep().with(\.milestones, []), Polynomial().with(\.power, 0.5),
      Linear().with(\.start, 0.1).with(\.end, 1), CosineRestarts().with(\.factor, 1.5),
      LogLoss().with(\.labelSmoothing, 0.1), LogLoss().with(\.classWeights, [0.5, 2]),
      LogLoss().with(\.classWeights, [0.5, 2, 1]), TopK().with(\.k, 1), TopK().with(\.k, 5),
      LogLoss().with(\.labelSmoothing, 0.3).with(\.classWeights, [0.5, 2, 1, 3]),
      Orthogonal().with(\.gain, .activation), LeCun().with(\.gain, .activation),
      Cyclical().with(\.shrink, 0.5).with(\.period, 0.3), OneCycle().with(\.rise, 0.01),
    ]
    for component in [slope, strength, noFloor, decay, uniformHe, normalXavier] + others {
      let findings = Laws.findings(for: component)
      #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }
  }

  @Test("without a gradient weights keep still but for a weight decay", arguments: all)
  func stillness(_ component: any Component) throws {
    guard let optimizer = component as? any MatrixOptimizer else { return }
    let start = [0.5, -2]
    var weights = start
    var state = [Double](repeating: 0, count: max(1, 2 * type(of: optimizer).slotCount))
    let kernel = Double.kernel(of: optimizer)
    for index in 1...5 {
      kernel.run(
        &weights, [0, 0], &state, 2, 1, Step(index: index, epoch: 0, learningRate: 0.1))
    }
    guard let decay = optimizer.settings["weight_decay"]?.number else {
      #expect(weights == start)
      return
    }
    for (weight, start) in zip(weights, start) {
      #expect(abs(weight - start * pow(1 - 0.1 * decay, 5)) <= 1e-14)
    }
  }

  @Test("every component file in plugins is in BuiltIns.all")
  func list() throws {
    let names = Set(BuiltIns.all.map { "\($0)" })
    for type in try Self.componentTypes() where !names.contains(type) {
      Issue.record("plugins/BuiltIns.swift: add the line `\(type).self,`")
    }
    // The walk sees what is there: a renamed folder must not make this test empty.
    #expect(try Self.componentTypes().count == BuiltIns.all.count)
  }

  /// The structs that conform to a protocol of a kind, from the text of the files.
  private static func componentTypes() throws -> [String] {
    let folder = Repository.root.appending(path: "plugins")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let declaration =
      /public struct (\w+): (?:\w*(?:Activation|Loss|Optimizer|Schedule|Regularizer|Constraint|Initializer|Metric|DataSource))\b/
    return try (files?.allObjects ?? []).compactMap { $0 as? URL }
      .filter { $0.pathExtension == "swift" && !$0.path.contains("/Examples/") }
      .flatMap { url in
        try String(contentsOf: url, encoding: .utf8).matches(of: declaration).map {
          String($0.output.1)
        }
      }
  }
}
