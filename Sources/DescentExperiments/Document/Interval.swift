import Foundation

/// The points of an interval of candidates.
enum Interval {
  /// `count` points with both ends, evenly spaced or in equal ratios.
  ///
  /// Inner points of a log interval are rounded to 12 significant digits, so that 0.001 to 1 in four
  /// points holds exactly 0.01.
  static func points(from low: Double, to high: Double, count: Int, isLog: Bool) -> [Double] {
    (0..<count).map { index in
      if index == 0 { return low }
      if index == count - 1 { return high }
      let share = Double(index) / Double(count - 1)
      return isLog
        ? rounded(pow(low, 1 - share) * pow(high, share))
        : rounded((1 - share) * low + share * high)
    }
  }

  /// min, min + step, … up to and including max, to within a billionth of a step; nil where these are
  /// more than `largestCount` points.
  static func points(from low: Double, to high: Double, step: Double) -> [Double]? {
    let count = ((high - low) / step + 1e-9).rounded(.down) + 1
    guard count <= Double(largestCount) else { return nil }
    return (0..<Int(count)).map { rounded(low + Double($0) * step) }
  }

  static let largestCount = 100_000

  /// To 12 significant digits.
  static func rounded(_ value: Double) -> Double {
    Double(String(format: "%.11e", value)) ?? value
  }
}
