/// The exact companion of the paired t test (S7).
///
/// Under the null hypothesis each D is as likely as −D. The statistic is the mean; p is the share of
/// sign patterns whose mean is at least as far from 0 as the one seen: all 2ᴷ up to K = 14, above that
/// 10,000 draws from a fixed seed, with (b + 1)/(B + 1). With K ≤ 5 it cannot fall below 0.05.
package enum SignFlip {
  package static let exactLimit = 14
  package static let draws = 10_000

  package static func p(_ differences: [Double]) -> Double {
    let bound = abs(differences.reduce(0, +)) - rounding(differences)
    return share(of: differences) { abs($0) >= bound }
  }

  /// The share of sign patterns whose mean is at least the one seen: the test of a claim that D is above 0.
  package static func oneSided(_ differences: [Double]) -> Double {
    let bound = differences.reduce(0, +) - rounding(differences)
    return share(of: differences) { $0 >= bound }
  }

  /// Sums of the same numbers in another order differ in their last digits.
  private static func rounding(_ differences: [Double]) -> Double {
    1e-12 * differences.reduce(0) { $0 + abs($1) }
  }

  /// The share of patterns whose sum is extreme.
  private static func share(
    of differences: [Double], where isExtreme: (Double) -> Bool
  ) -> Double {
    guard differences.count > exactLimit else {
      let patterns = 1 << differences.count
      let extreme = (0..<patterns).count { isExtreme(sum(differences, UInt64($0))) }
      return Double(extreme) / Double(patterns)
    }
    var generator = SplitMix64(state: 0x5EED)
    var extreme = 0
    for _ in 0..<draws {
      var total = 0.0
      for block in stride(from: 0, to: differences.count, by: 64) {
        let part = Array(differences[block..<min(block + 64, differences.count)])
        total += sum(part, generator.next())
      }
      if isExtreme(total) { extreme += 1 }
    }
    return Double(extreme + 1) / Double(draws + 1)
  }

  /// The sum with the signs of a pattern: bit i set turns number i.
  private static func sum(_ numbers: [Double], _ pattern: UInt64) -> Double {
    var total = 0.0
    for (index, number) in numbers.enumerated() {
      total += pattern >> UInt64(index) & 1 == 1 ? -number : number
    }
    return total
  }
}
