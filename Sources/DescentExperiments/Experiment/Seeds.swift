public import Descent

/// The replicates: `seeds`.
public struct Seeds: ExperimentPart {
  public let part: Experiment.Part

  /// So many seeds.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - start: The first.
  ///   - vary: The streams that differ between them; by default all.
  public init(_ count: Int, start: Int? = nil, vary: [RandomStream.Purpose]? = nil) {
    let isCountAlone = start == nil && vary == nil
    part = Experiment.Part(
      "seeds",
      isCountAlone
        ? .value(.integer(count))
        : .settings([
          "count": .integer(count), "start": start.map { .integer($0) },
          "vary": vary.map { .list($0.map { .text($0.rawValue) }) },
        ]))
  }

  /// These seeds.
  public init(_ seeds: [Int]) {
    part = Experiment.Part("seeds", .value(.list(seeds.map { .integer($0) })))
  }
}
