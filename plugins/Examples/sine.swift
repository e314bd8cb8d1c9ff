import Descent

/// A sine wave with normal noise, over a range that is centred on 0.
///
///     y = sin(2π x · cycles / 2) + noise · ε          x uniform in [−1, 1), ε standard normal
///
/// with ``cycles`` whole waves in the range.
struct Sine: DataSource {
  static let name = "sine"
  static let summary = "A sine wave with noise; one number from one number, generated"
  static let formula = "y = sin(pi cycles x) + noise * e"
  static let hyperparameters = [
    Hyperparameter("samples", \Self.samples, in: 2...10_000_000, "rows"),
    Hyperparameter("cycles", \Self.cycles, in: .above(0), "waves in the range of x"),
    Hyperparameter("noise", \Self.noise, in: .atLeast(0), "standard deviation of the noise"),
  ]

  var samples = 300
  var cycles = 4.0
  var noise = 0.1

  func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    let x = (0..<samples).map { _ in random.uniform(in: -1..<1) }
    let y = x.map { .sin(.pi * cycles * $0) + noise * random.normal() }
    return Table(
      columns: [Table.Column("x", .numbers(x)), Table.Column("y", .numbers(y))], targets: ["y"],
      task: .regression)
  }
}

let components: [any Component.Type] = [Sine.self]
