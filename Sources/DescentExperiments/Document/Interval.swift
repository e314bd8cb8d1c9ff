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
        ? rounded(low * pow(high / low, share)) : rounded(low + share * (high - low))
    }
  }

  /// min, min + step, … up to and including max, to within a billionth of a step.
  static func points(from low: Double, to high: Double, step: Double) -> [Double] {
    let count = Int(((high - low) / step + 1e-9).rounded(.down)) + 1
    return (0..<min(count, 1_000_001)).map { rounded(low + Double($0) * step) }
  }

  /// To 12 significant digits.
  private static func rounded(_ value: Double) -> Double {
    Double(String(format: "%.11e", value)) ?? value
  }
}
