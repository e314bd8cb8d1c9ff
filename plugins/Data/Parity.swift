public import Descent

/// Random bits, and whether an odd number of the relevant ones is 1: two classes, equally frequent.
///
///     class = (b₁ + b₂ + … + bₖ) mod 2          k = relevant
///
/// The first ``relevant`` of the ``bits`` count, the others tell nothing. Each single bit is independent of the
/// class, and so is every set of fewer than k bits: there is nothing to learn step by step.
///
/// Minsky and Papert 1969, *Perceptrons*; sparse parities: Barak et al. 2022,
/// [Hidden Progress in Deep Learning](https://arxiv.org/abs/2207.08799).
public struct Parity: DataSource {
  public static let name = "parity"
  public static let summary = "Random bits, and whether an odd number of some is 1; generated"
  public static let formula = "class = (b_1 + ... + b_k) mod 2,  k = relevant"
  public static let reference = "Minsky, Papert 1969, Perceptrons"
  public static let hyperparameters = [
    Hyperparameter("samples", \Self.samples, in: 2...10_000_000, "rows"),
    Hyperparameter("bits", \Self.bits, in: 1...10_000, "inputs"),
    Hyperparameter("relevant", \Self.relevant, in: 1...10_000, "bits that count, the first ones"),
  ]

  public var samples = 600
  public var bits = 8
  public var relevant = 3

  public init() {}

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    guard relevant <= bits else {
      throw ComponentError("'relevant' is \(relevant), but there are \(bits) bits")
    }
    let labels = (0..<samples).map { $0 % 2 }
    let points = labels.map { label -> [Double] in
      var row = (0..<bits).map { _ in random.uniform() < 0.5 ? 0.0 : 1 }
      // The last of the relevant bits is what the class makes it: all rows of a class stay equally likely.
      let sum = row[..<(relevant - 1)].reduce(Double(label), +)
      row[relevant - 1] = sum.truncatingRemainder(dividingBy: 2)
      return row
    }
    return .classes(points, labels, names: (1...bits).map { "b\($0)" })
  }
}
