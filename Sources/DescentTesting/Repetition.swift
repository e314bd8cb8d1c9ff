import Descent

/// Numbers that are computed twice and should be the same bits.
struct Repetition {
  private let first: [Double]
  private let second: [Double]

  init(of numbers: () -> [Double]) {
    first = numbers()
    second = numbers()
  }

  /// The first number that came out otherwise, if there is one.
  ///
  /// `place` says what the number at an index is, such as `at x = 1.5 the value`.
  func findings(
    _ component: any Component, _ law: String = "computed again, the same numbers come out",
    place: (Int) -> String
  ) -> [Finding] {
    for (index, (once, again)) in zip(first, second).enumerated()
    where once.bitPattern != again.bitPattern {
      return [Finding(component, law, "\(place(index)) is first \(once), then \(again)")]
    }
    return []
  }
}
