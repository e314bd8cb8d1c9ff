import Foundation
import Testing

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
