import Foundation
import Testing

import DescentReports

/// The values that `Tests/Reference/report_statistics.py` took from SciPy, statsmodels and pandas.
struct Golden: Decodable {
  struct Distribution: Decodable {
    var function: String
    var arguments: [Double]
    var value: Double
  }
  struct Paired: Decodable {
    var a: [[Double]]
    var b: [[Double]]
    var delta: Double
    var sd: Double
    var lower: Double
    var upper: Double
    var p: Double
    var exact_p: Double
    var dz: Double
    var poi: Double
  }
  struct Values: Decodable {
    var values: [Double]
    var mean: Double
    var median: Double
    var quartiles: [Double]
    var sd: Double?
    var lower: Double?
    var upper: Double?
  }
  struct Wilson: Decodable {
    var successes: Int
    var trials: Int
    var lower: Double
    var upper: Double
  }
  struct Holm: Decodable {
    var p: [Double]
    var adjusted: [Double]
  }
  struct Detectable: Decodable {
    var seeds: Int
    var confidence: Double
    var effect: Double
  }
  struct Tuned: Decodable {
    var scores: [[Double]]
    var chosen: [Double]
  }
  struct Maximum: Decodable {
    var count: Int
    var value: Double
  }

  var distributions: [Distribution]
  var paired: [Paired]
  var samples: [Values]
  var wilson: [Wilson]
  var holm: [Holm]
  var detectable: [Detectable]
  var tuned: [Tuned]
  var expected_maximum: [Maximum]

  // Their cases stand beside their tests.
  var importance: [Importance]
  var interactions: [Interaction]
  var learning_rates: [LearningRates]
  var times: [Times]
  var speed: [Speed]
  var profiles: [Profile]
  var studentized_ranges: [Range]
  var friedman: [FriedmanCase]
  var mcnemar: [McNemarCase]
  var signed_rank: [SignedRankCase]
  var trends: [TrendCase]
  var crossed: [Crossed]
  var equivalence: [EquivalenceCase]
  var improvement: [Improvement]
  var interquartile: [Interquartile]
  var expected_best: [Best]

  static func load() throws -> Golden {
    let url = try #require(
      Bundle.module.url(forResource: "statistics", withExtension: "json", subdirectory: "Golden"))
    return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
  }
}

/// Whether two numbers agree to a relative error, or both are within it of 0.
func agree(_ a: Double?, _ b: Double?, _ tolerance: Double = 1e-9) -> Bool {
  guard let a, let b else { return a == nil && b == nil }
  return abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-3)
}

func agree(_ interval: Interval?, _ ends: [Double]?, _ tolerance: Double = 1e-9) -> Bool {
  agree(interval?.lower, ends?.first, tolerance) && agree(interval?.upper, ends?.last, tolerance)
}

/// Whether a bootstrap interval agrees with a larger one of NumPy, to 3 % of its width.
func resemble(_ interval: Interval?, _ ends: [Double]?) -> Bool {
  guard let interval, let ends else { return interval == nil && ends == nil }
  let margin = 0.03 * (ends[1] - ends[0])
  return abs(interval.lower - ends[0]) <= margin && abs(interval.upper - ends[1]) <= margin
}
