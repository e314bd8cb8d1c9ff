import Descent
import Testing

@Suite struct DropoutTests {
  private static func outputs(
    rate: Double, columns: Int, mode: PlanMode, passes: Int = 1
  ) -> [[Float]] {
    var graph = Graph()
    let x = graph.input("x", columns: columns)
    let y = graph.dropout(x, rate: rate, name: "y")
    let plan = GradientPlan(
      graph, parameters: ParameterValues<Float>(graph), batch: 40, mode: mode, targets: [y])
    for i in 0..<plan.tensor(x).count { plan.tensor(x).value[i] = 1 }
    return (0..<passes).map { _ in
      plan.forward()
      return (0..<plan.tensor(y).count).map { plan.tensor(y).value[$0] }
    }
  }

  private static func learning(_ replicate: Int = 1) -> PlanMode {
    .training(Noise(RandomStream(.noise, replicate: replicate)))
  }

  @Test(
    "each number is left out with the given probability, and the others make up for it",
    arguments: [0.1, 0.25, 0.5, 0.9], [1, 7, 16, 250])
  func shares(rate: Double, columns: Int) {
    let passes = Self.outputs(
      rate: rate, columns: columns, mode: Self.learning(), passes: 40_000 / columns)
    let numbers = passes.flatMap { $0 }
    #expect(Set(numbers) == [0, Float(1 / (1 - rate))])
    let dropped = Double(numbers.count { $0 == 0 }) / Double(numbers.count)
    // Five standard deviations of a share.
    let tolerance = 5 * (rate * (1 - rate) / Double(numbers.count)).squareRoot()
    #expect(abs(dropped - rate) < tolerance)
    // No place is luckier than another: over the passes each is left out about as often.
    let worst =
      (0..<40 * columns).map { place in
        abs(Double(passes.count { $0[place] == 0 }) / Double(passes.count) - rate)
      }.max() ?? 1
    #expect(worst < 6 * (rate * (1 - rate) / Double(passes.count)).squareRoot())
  }

  @Test("neighbouring numbers, and numbers a vector apart, are left out independently")
  func independence() {
    let numbers = Self.outputs(rate: 0.5, columns: 250, mode: Self.learning(), passes: 100)
      .flatMap { $0 }.map { $0 == 0 ? 1.0 : -1 }
    for distance in [1, 2, 8, 15, 16, 17, 32, 250, 10_000] {
      let pairs = zip(numbers, numbers.dropFirst(distance)).map { $0 * $1 }
      let correlation = pairs.reduce(0, +) / Double(pairs.count)
      #expect(abs(correlation) < 5 / Double(pairs.count).squareRoot(), "\(distance) apart")
    }
  }

  @Test("every pass leaves out others; the same replicate leaves out the same")
  func streams() {
    let passes = Self.outputs(rate: 0.5, columns: 10, mode: Self.learning(), passes: 3)
    #expect(Set(passes).count == 3)
    #expect(passes == Self.outputs(rate: 0.5, columns: 10, mode: Self.learning(), passes: 3))
    #expect(passes != Self.outputs(rate: 0.5, columns: 10, mode: Self.learning(2), passes: 3))
  }

  @Test("in evaluation nothing is left out")
  func evaluation() {
    #expect(
      Self.outputs(rate: 0.5, columns: 10, mode: .evaluation) == [Array(repeating: 1, count: 400)])
  }
}
