import Descent

extension Table {
  /// A table of a function of one number with normal noise: `x`, uniform in [−1, 1), and `y`.
  static func curve(
    samples: Int, noise: Double, random: inout RandomStream, _ function: (Double) -> Double
  ) -> Table {
    let x = (0..<samples).map { _ in random.uniform(in: -1..<1) }
    let y = x.map { function($0) + noise * random.normal() }
    return Table(
      columns: [Column("x", .numbers(x)), Column("y", .numbers(y))], targets: ["y"],
      task: .regression)
  }
}
