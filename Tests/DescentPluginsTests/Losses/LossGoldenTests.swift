import Descent
import DescentPlugins
import Testing

/// Losses and penalties, with their gradients, against PyTorch.
@Suite struct LossGoldenTests {
  /// What `Tests/Reference/losses.py` writes.
  struct Golden: Decodable, Sendable {
    var predictions: [Double]
    var targets: [Double]
    var binary: [Double]
    var labels: [Int]
    var several: [Double]
    var classes: [Int]
    var flags: [Double]
    var weights: [Double]
    var elementwise: [Case]
    var two_classes: [Case]
    var four_classes: [Case]
    var four_labels: [Case]
    var penalties: [Case]

    struct Case: Decodable, Sendable, CustomTestStringConvertible {
      var name: String
      var settings: [String: Value]
      var values: [Double]
      var slopes: [Double]

      var testDescription: String { "\(name) \(settings)" }

      /// The same with column after column in place of row after row.
      func turned(_ columns: Int) -> Case {
        var result = self
        result.slopes = LossGoldenTests.turned(slopes, columns)
        return result
      }

      func make<Kind>(_ kind: ComponentKind, as: Kind.Type) -> Kind? {
        BuiltIns.registry.make(kind, named: name, settings: settings)
      }
    }
  }

  static let golden = Result { try Repository.golden("losses", as: Golden.self) }

  static func cases(_ part: KeyPath<Golden, [Golden.Case]>) -> [Golden.Case] {
    (try? golden.get()[keyPath: part]) ?? []
  }

  /// Kernels take column after column.
  fileprivate static func turned(_ rows: [Double], _ columns: Int) -> [Double] {
    (0..<columns).flatMap { column in
      stride(from: column, to: rows.count, by: columns).map { rows[$0] }
    }
  }

  @Test(
    "a loss of single outputs is PyTorch's, and so is its gradient", arguments: cases(\.elementwise)
  )
  func elementwise(_ expected: Golden.Case) throws {
    let golden = try Self.golden.get()
    try check(expected, golden.predictions, golden.targets, columns: 1)
  }

  @Test(
    "a loss of two classes is PyTorch's, and so is its gradient", arguments: cases(\.two_classes))
  func twoClasses(_ expected: Golden.Case) throws {
    let golden = try Self.golden.get()
    try check(expected, golden.binary, golden.labels.map { Double($0) }, columns: 1)
  }

  @Test(
    "a loss of four classes is PyTorch's, and so is its gradient", arguments: cases(\.four_classes))
  func fourClasses(_ expected: Golden.Case) throws {
    let golden = try Self.golden.get()
    let truth = golden.classes.flatMap { truth in (0..<4).map { truth == $0 ? 1.0 : 0 } }
    try check(expected.turned(4), Self.turned(golden.several, 4), Self.turned(truth, 4), columns: 4)
  }

  @Test(
    "a loss of four labels is the mean of PyTorch's for each, and so is its gradient",
    arguments: cases(\.four_labels))
  func fourLabels(_ expected: Golden.Case) throws {
    let golden = try Self.golden.get()
    try check(
      expected.turned(4), Self.turned(golden.several, 4), Self.turned(golden.flags, 4), columns: 4,
      isLabelwise: true)
  }

  private func check(
    _ expected: Golden.Case, _ predicted: [Double], _ truth: [Double], columns: Int,
    isLabelwise: Bool = false
  ) throws {
    let given = try #require(expected.make(.loss, as: (any RowLoss).self))
    let loss = isLabelwise ? given.ofLabels : given
    let rows = predicted.count / columns
    var losses = Array(repeating: 0.0, count: rows)
    var slopes = Array(repeating: 0.0, count: predicted.count)
    Double.kernel(of: loss).run(predicted, truth, &losses, &slopes, rows, columns)
    try #require(rows == expected.values.count && slopes.count == expected.slopes.count)
    for index in losses.indices {
      #expect(agree(losses[index], expected.values[index]), "row \(index): \(losses[index])")
    }
    for index in slopes.indices {
      #expect(agree(slopes[index], expected.slopes[index]), "number \(index): \(slopes[index])")
    }
  }

  @Test("a penalty is PyTorch's formula, and so is its gradient", arguments: cases(\.penalties))
  func penalties(_ expected: Golden.Case) throws {
    let weights = try Self.golden.get().weights
    let penalty = try #require(expected.make(.regularizer, as: (any Regularizer).self))
    let kernel = Double.kernel(of: penalty)
    for index in weights.indices {
      var gradient = [0.0]
      kernel.addGradient([weights[index]], &gradient, 1, 1)
      #expect(agree(kernel.value([weights[index]], 1), expected.values[index]))
      #expect(agree(gradient[0], expected.slopes[index]), "at \(weights[index])")
    }
  }

  @Test("every loss and every penalty has golden data")
  func completeness() throws {
    let golden = try Self.golden.get()
    #expect(
      Set((golden.elementwise + golden.two_classes + golden.four_classes).map(\.name))
        == Set(BuiltIns.registry.names(of: .loss)))
    let penalties = BuiltIns.registry.components(of: .regularizer)
      .filter { $0 is any Regularizer.Type }
    #expect(Set(golden.penalties.map(\.name)) == Set(penalties.map { $0.name }))
    #expect(Set(golden.two_classes.map(\.name)) == Set(golden.four_classes.map(\.name)))
    #expect(Set(golden.two_classes.map(\.name)) == Set(golden.four_labels.map(\.name)))
  }

  /// To a relative 1e-6; numbers below 1e-9 came about by cancellation, in PyTorch too.
  private func agree(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) <= 1e-6 * abs(expected) + 1e-15
  }
}
