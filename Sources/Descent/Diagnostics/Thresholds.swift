/// From where on a layer counts as unwell: the numbers behind ``Verdicts`` and ``UnitShares``.
///
/// The defaults are those of AUTOTRAINER (Zhang, Zhai, Ma and Shen 2021), of the rules of Amazon SageMaker Debugger
/// and of Sokar, Agarwal, Castro and Evci 2023 (arXiv:2302.12902).
public struct Thresholds: Hashable, Sendable {
  /// A gradient has vanished where the first layer's norm is below this multiple of the last one's, and
  /// below ``vanishingNorm`` (AUTOTRAINER).
  public var vanishingRatio = 1e-3
  /// The norm that belongs to ``vanishingRatio`` (AUTOTRAINER).
  public var vanishingNorm = 1e-4
  /// It has also vanished where the entries of a layer's are smaller on average (SageMaker).
  public var vanishingMean = 1e-7
  /// A gradient explodes where the first layer's norm is above this multiple of the last one's (AUTOTRAINER).
  public var explodingRatio = 70.0
  /// A unit is dead whose derivative is not 0 on a smaller share of the rows (SageMaker).
  public var deadRows = 0.01
  /// A layer is dying where a larger share of its units is dead (SageMaker).
  public var dyingUnits = 0.5
  /// A network is dying where so large a share of all gradient entries is exactly 0 (AUTOTRAINER).
  public var dyingZeros = 0.7
  /// A unit is dormant whose mean size is at most this multiple of its layer's (Sokar et al.).
  public var dormantSize = 0.025
  /// A layer is dormant where a larger share of its units is.
  public var dormantUnits = 0.5
  /// A layer is saturated where a larger share of its entries is.
  public var saturatedEntries = 0.5

  public init() {}

  /// One threshold as an experiment file has it.
  package struct Entry: Sendable {
    package let name: String
    package let path: any WritableKeyPath<Thresholds, Double> & Sendable
    package let bounds: Bounds
    package let help: String

    fileprivate init(
      _ name: String, _ path: any WritableKeyPath<Thresholds, Double> & Sendable, _ bounds: Bounds,
      _ help: String
    ) {
      self.name = name
      self.path = path
      self.bounds = bounds
      self.help = help
    }
  }

  package static let entries = [
    Entry(
      "vanishing_ratio", \.vanishingRatio, .above(0),
      "a first layer's gradient below so many times the last one's has vanished"),
    Entry("vanishing_norm", \.vanishingNorm, .above(0), "if its norm is below this, too"),
    Entry(
      "vanishing_mean", \.vanishingMean, .atLeast(0),
      "and so has a gradient whose entries are smaller on average, in any layer"),
    Entry(
      "exploding_ratio", \.explodingRatio, .above(0),
      "a first layer's gradient above so many times the last one's explodes"),
    Entry(
      "dead_rows", \.deadRows, share, "a unit that acts on a smaller share of the rows is dead"),
    Entry("dying_units", \.dyingUnits, share, "a layer with a larger share of dead units is dying"),
    Entry(
      "dying_zeros", \.dyingZeros, share,
      "and so is a network with such a share of gradient entries that are 0"),
    Entry(
      "dormant_size", \.dormantSize, share,
      "a unit of at most so many times its layer's mean size is dormant"),
    Entry(
      "dormant_units", \.dormantUnits, share,
      "a layer with a larger share of dormant units is dormant"),
    Entry(
      "saturated_entries", \.saturatedEntries, share,
      "a layer with a larger share of saturated entries is saturated"),
  ]

  private static let share = Bounds(0...1)
}
