import Descent
import Testing

@Suite struct SplitTests {
  static let shares: [[Double]] = [
    [0.6, 0.2, 0.2], [0.7, 0.3], [0.8, 0.1, 0.1], [0.5, 0.25, 0.25],
  ]

  @Test("parts have exactly the sizes that the shares ask for", arguments: shares, [10, 97, 1797])
  func sizes(shares: [Double], rows: Int) {
    var random = RandomStream(.split, replicate: 1)
    let parts = Split.assign(rows: rows, shares: shares, classes: nil, random: &random)
    #expect(parts.flatMap { $0 }.sorted() == Array(0..<rows))
    #expect(parts.allSatisfy { $0 == $0.sorted() })
    for (part, share) in zip(parts, shares) {
      #expect(abs(Double(part.count) - share * Double(rows)) < 1)
    }
  }

  /// Even classes, the digits, two classes, and rare ones beside common ones.
  static let fewOrAlike: [[Int]] = [
    [50, 50, 50], [178, 182, 177, 183, 181, 182, 181, 179, 174, 180], [212, 357], [5, 200, 70],
    [1, 2, 3, 4, 5, 6, 7, 8],
  ]

  @Test(
    "where classes are few or alike, every part has its share of each to within one row",
    arguments: shares, fewOrAlike)
  func stratification(shares: [Double], sizes: [Int]) {
    for (count, expected, _) in counts(shares, sizes) { #expect(abs(count - expected) < 1) }
  }

  /// Many classes of the same few rows beside a common one.
  static let manyRare: [[Int]] = [
    Array(repeating: 3, count: 10) + [970], [7, 11, 13, 500, 2, 2],
    Array(repeating: 4, count: 25) + [400],
  ]

  @Test(
    "many rare classes shift a common one by less than one row each",
    arguments: shares, manyRare)
  func rareClasses(shares: [Double], sizes: [Int]) {
    for (count, expected, share) in counts(shares, sizes) {
      #expect(abs(count - expected) < 1 + Double(sizes.count) * share)
    }
  }

  /// For every part and class of five replicates the count, the part's share, and the class's share
  /// of the table.
  private func counts(_ shares: [Double], _ sizes: [Int]) -> [(Double, Double, Double)] {
    let classes = sizes.enumerated().flatMap { Array(repeating: $0, count: $1) }
    return (1...5).flatMap { replicate -> [(Double, Double, Double)] in
      var random = RandomStream(.split, replicate: replicate)
      let parts = Split.assign(
        rows: classes.count, shares: shares, classes: classes, random: &random)
      #expect(parts.flatMap { $0 }.sorted() == Array(classes.indices))
      return zip(parts, shares).flatMap { part, share -> [(Double, Double, Double)] in
        #expect(abs(Double(part.count) - share * Double(classes.count)) < 1)
        return sizes.indices.map { level in
          let fraction = Double(sizes[level]) / Double(classes.count)
          let count = part.count { classes[$0] == level }
          return (Double(count), fraction * Double(part.count), fraction)
        }
      }
    }
  }

  @Test("another replicate is another split, the same replicate the same one")
  func replicates() {
    func split(_ replicate: Int) -> [[Int]] {
      var random = RandomStream(.split, replicate: replicate)
      return Split.assign(
        rows: 100, shares: [0.6, 0.2, 0.2], classes: (0..<100).map { $0 % 3 }, random: &random)
    }
    #expect(split(1) == split(1))
    #expect(split(1) != split(2))
  }
}
