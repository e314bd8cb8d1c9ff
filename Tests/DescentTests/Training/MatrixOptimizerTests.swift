import Descent
import DescentPlugins
import DescentTesting
import Foundation
import Testing

/// Rules that look at whole matrices.
@Suite struct MatrixOptimizerTests {
  @Test(
    "the doubles obey the laws", arguments: [Muon(), MatrixMomentum()] as [any MatrixOptimizer])
  func laws(_ optimizer: any MatrixOptimizer) {
    let findings = Laws.findings(for: optimizer)
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  // MARK: - One rule in both forms

  @Test("momentum over whole matrices trains to the bits of momentum over weights")
  func momentum() throws {
    let dataset = try TrainerTests.moons()
    let settings: [String: Value] = ["learning_rate": .number(0.05), "momentum": .number(0.9)]
    let records = try [
      Momentum(settings: settings) as any MatrixOptimizer, MatrixMomentum(settings: settings),
    ].map { optimizer in
      try TrainerTests.run(TrainerTests.recipe { $0.optimizer = optimizer }, on: dataset)
    }
    #expect(records[0].finalValues == records[1].finalValues)
    #expect(records[0].finalValues != records[0].initialValues)
  }

  @Test(
    "a rule for a weight is one for a matrix", arguments: [Momentum(), SGD()] as [any Optimizer])
  func elementwise(_ optimizer: any Optimizer) {
    func check<Rule: Optimizer>(_ rule: Rule) {
      let whole = Whole(rule: rule)
      let (direct, through) = (Double.kernel(of: rule), Double.kernel(of: whole))
      var (weights, other) = ([1.0, -2, 3, 4, 0.5, 6], [1.0, -2, 3, 4, 0.5, 6])
      var (state, otherState) = (
        Array(repeating: 0.0, count: 6 * Rule.slotCount + 1),
        Array(repeating: 0.0, count: 6 * Rule.slotCount + 1)
      )
      for index in 1...3 {
        let step = Step(index: index, epoch: 0, learningRate: 0.1)
        direct.run(&weights, [1, 2, 3, -4, -5, 6], &state, 2, 3, step)
        through.run(&other, [1, 2, 3, -4, -5, 6], &otherState, 2, 3, step)
      }
      #expect(weights == other && state == otherState && weights[0] < 1)
    }
    check(optimizer)
  }

  @Test("a rule gets each parameter by itself, biases as one row, and slots of zeros")
  func shapes() throws {
    _ = try TrainerTests.run(
      TrainerTests.recipe {
        $0.optimizer = Expecting()
        $0.epochs = 1
      }, on: TrainerTests.moons())
  }

  @Test("a rule that changes the shape of a matrix is a programmer's error")
  func wrongShape() async {
    await #expect(processExitsWith: .failure) {
      var (weights, state): ([Float], [Float]) = ([1, 2], [0])
      Float.kernel(of: Turning()).run(
        &weights, [1, 2], &state, 1, 2, Step(index: 1, epoch: 0, learningRate: 1))
    }
  }

  // MARK: - Muon

  @Test(
    "five Newton–Schulz steps bring singular values to about 1",
    arguments: [(6, 6), (9, 4), (4, 9), (7, 2)])
  func orthogonalization(rows: Int, columns: Int) {
    // Far from square to each other: 1, 0.6, 0.36, … of the largest, along random directions.
    let rank = min(rows, columns)
    var spread = Matrix<Double>(
      rows: rows, columns: columns, values: Array(repeating: 0, count: rows * columns))
    for i in 0..<rank { spread[i, i] = 3 * (0..<i).reduce(1) { size, _ in 0.6 * size } }
    let gradient = rotation(rows, seed: 1) * spread * rotation(columns, seed: 2)
    let given = singularValues(gradient)
    for (i, value) in given.enumerated() { #expect(abs(value - spread[i, i]) < 1e-9) }
    let values = singularValues(Muon.orthogonalized(gradient))
    #expect(values.count == rank && values.allSatisfy { $0 > 0.68 && $0 < 1.21 }, "\(values)")
    let float = Muon.orthogonalized(
      Matrix<Float>(rows: rows, columns: columns, values: gradient.values.map { Float($0) }))
    for (single, exact) in zip(float.values, Muon.orthogonalized(gradient).values) {
      #expect(abs(Double(single) - exact) < 1e-4)
    }
  }

  @Test("with Muon the training loss on moons falls")
  func training() throws {
    let record = try TrainerTests.run(
      TrainerTests.recipe {
        $0.optimizer = Muon()
        $0.epochs = 30
      }, on: TrainerTests.moons())
    let losses = record.history.compactMap { $0.train["loss"] }
    #expect(losses[30] < 0.4 * losses[1] && record.divergence == nil)
  }

  /// An orthogonal matrix: a product of reflections at random vectors (Householder 1958).
  private func rotation(_ size: Int, seed: UInt64) -> Matrix<Double> {
    var random = RandomStream(seed: seed)
    var result = Matrix<Double>(
      rows: size, columns: size, values: (0..<size * size).map { $0 % (size + 1) == 0 ? 1 : 0 })
    for _ in 0..<size {
      let vector = Matrix<Double>(
        rows: size, columns: 1, values: (0..<size).map { _ in random.normal() })
      let normal = vector / vector.norm
      result -= 2 * (normal * (normal.transposed * result))
    }
    return result
  }

  /// The singular values, the largest first: the roots of the eigenvalues of A Aᵀ, which rotations of two
  /// rows and columns at a time bring to the diagonal (Jacobi 1846).
  private func singularValues(_ matrix: Matrix<Double>) -> [Double] {
    let short = matrix.rows > matrix.columns ? matrix.transposed : matrix
    var gram = short * short.transposed
    let size = gram.rows
    for _ in 1...30 {
      for p in 0..<size {
        for q in p + 1..<size where gram[p, q] != 0 {
          let angle = 0.5 * atan2(2 * gram[p, q], gram[q, q] - gram[p, p])
          var turn = Matrix<Double>(
            rows: size, columns: size,
            values: (0..<size * size).map { $0 % (size + 1) == 0 ? 1 : 0 })
          (turn[p, p], turn[q, q]) = (Double.cos(angle), Double.cos(angle))
          (turn[p, q], turn[q, p]) = (Double.sin(angle), -Double.sin(angle))
          gram = turn.transposed * gram * turn
        }
      }
    }
    return (0..<size).map { max(0, gram[$0, $0]).squareRoot() }.sorted(by: >)
  }
}

// MARK: - Doubles

/// Momentum whose direction is brought near to the closest matrix with singular values of 1.
///
///     m ← μ m + g          θ ← θ − η √max(1, columns/rows) · O(g + μ m)
///
/// A matrix of one row or column has one singular value: there is nothing to bring together, and plain
/// momentum serves.
///
/// Jordan, Jin, Boza, You, Cesista, Newhouse and Bernstein 2024, *Muon*.
private struct Muon: MatrixOptimizer {
  static let name = "muon"
  static let summary = "Momentum with its singular values brought to about 1"
  enum Slot: Int, CaseIterable { case momentum }
  var learningRate = 0.02
  var momentum = 0.95

  func update<T: RealScalar>(
    _ weights: inout Matrix<T>, gradient: Matrix<T>, state: inout MatrixState<T, Slot>, step: Step
  ) {
    state[.momentum] = T(momentum) * state[.momentum] + gradient
    let rate = T(step.learningRate)
    guard weights.rows > 1 && weights.columns > 1 else {
      weights -= rate * state[.momentum]
      return
    }
    let direction = Self.orthogonalized(gradient + T(momentum) * state[.momentum])
    let scale = max(1, T(weights.columns) / T(weights.rows)).squareRoot()
    weights -= rate * scale * direction
  }

  /// Five Newton–Schulz steps on the matrix of norm 1, along its shorter side.
  static func orthogonalized<T: RealScalar>(_ matrix: Matrix<T>) -> Matrix<T> {
    var x = matrix.rows > matrix.columns ? matrix.transposed : matrix
    x = x / (x.norm + 1e-7)
    for _ in 1...5 {
      let a = x * x.transposed
      x = 3.4445 * x + (-4.7750 * a + 2.0315 * (a * a)) * x
    }
    return matrix.rows > matrix.columns ? x.transposed : x
  }
}

private struct MatrixMomentum: MatrixOptimizer {
  static let name = "matrix_momentum"
  static let summary = "Momentum over whole matrices"
  static let hyperparameters = [
    Hyperparameter("learning_rate", \Self.learningRate, in: .above(0)),
    Hyperparameter("momentum", \Self.momentum, in: 0..<1),
  ]
  enum Slot: Int, CaseIterable { case velocity }
  var learningRate = 0.1
  var momentum = 0.9

  func update<T: RealScalar>(
    _ weights: inout Matrix<T>, gradient: Matrix<T>, state: inout MatrixState<T, Slot>, step: Step
  ) {
    state[.velocity] = T(momentum) * state[.velocity] + gradient
    weights -= T(step.learningRate) * state[.velocity]
  }
}

/// A rule for weights, used as one for matrices.
private struct Whole<Rule: Optimizer>: MatrixOptimizer {
  static var name: String { Rule.name }
  var rule = Rule()
  var learningRate: Double { rule.learningRate }

  init() {}
  init(rule: Rule) { self.rule = rule }

  func update<T: RealScalar>(
    _ weights: inout Matrix<T>, gradient: Matrix<T>, state: inout MatrixState<T, Rule.Slot>,
    step: Step
  ) { rule.update(&weights, gradient: gradient, state: &state, step: step) }
}

/// Checks what it is given, for the network of `TrainerTests`.
private struct Expecting: MatrixOptimizer {
  static let name = "expecting"
  enum Slot: Int, CaseIterable { case first, second }
  var learningRate = 0.1

  func update<T: RealScalar>(
    _ weights: inout Matrix<T>, gradient: Matrix<T>, state: inout MatrixState<T, Slot>, step: Step
  ) {
    let shape = [weights.rows, weights.columns]
    #expect([[2, 8], [1, 8], [8, 8], [8, 1], [1, 1]].contains(shape))
    #expect([gradient.rows, gradient.columns] == shape)
    // The first slot counts the steps, the second goes the other way.
    let (first, second) = (state[.first].values, state[.second].values)
    #expect(first.allSatisfy { $0 == T(step.index - 1) })
    #expect(second.allSatisfy { $0 == -T(step.index - 1) })
    let ones = Matrix(rows: shape[0], columns: shape[1], values: first.map { _ in T(1) })
    state[.first] += ones
    state[.second] -= ones
  }
}

private struct Turning: MatrixOptimizer {
  static let name = "turning"
  var learningRate = 0.1
  func update<T: RealScalar>(
    _ weights: inout Matrix<T>, gradient: Matrix<T>, state: inout MatrixState<T, NoSlot>,
    step: Step
  ) { weights = weights.transposed }
}
