import Descent
import Foundation

/// What a random number chooses from: a list, or an interval.
struct Draw {
  private enum Source {
    case list([Located<Value>])
    case interval(low: Double, high: Double, isLog: Bool, isWhole: Bool)
  }

  private let source: Source
  private let position: SourcePosition

  /// - Parameter candidates: One or more.
  init(_ candidates: [Located<Value>]) {
    source = .list(candidates)
    position = candidates[0].position
  }

  init(from low: Double, to high: Double, isLog: Bool, isWhole: Bool, at position: SourcePosition) {
    source = .interval(low: low, high: high, isLog: isLog, isWhole: isWhole)
    self.position = position
  }

  /// Whether there is only one value to choose.
  var isFixed: Bool {
    if case .list(let candidates) = source { candidates.count == 1 } else { false }
  }

  /// The values that must be right for all of them to be: the list, or the interval's ends.
  var ends: [Located<Value>] {
    guard case .interval(let low, let high, _, let isWhole) = source else {
      if case .list(let candidates) = source { return candidates }
      return []
    }
    return [low, high].map {
      Located(value: isWhole ? .integer(Int($0)) : .number($0), position: position)
    }
  }

  /// The value at a number u in [0, 1).
  ///
  ///     list         item ⌊u n⌋
  ///     linear       (1 − u) low + u high
  ///     log          low^(1 − u) · high^u
  ///
  /// A value of an interval is rounded to 12 significant digits. Where it must be whole, the interval is
  /// taken a half wider at both ends and the value rounded, so that the ends are drawn as often as the
  /// numbers between.
  func value(at u: Double) -> Located<Value> {
    switch source {
    case .list(let candidates):
      return candidates[Self.place(at: u, of: candidates.count)]
    case .interval(let low, let high, let isLog, let isWhole):
      let margin = isWhole ? 0.5 : 0
      let (first, last) = (low - margin, high + margin)
      let number = isLog ? pow(first, 1 - u) * pow(last, u) : (1 - u) * first + u * last
      let bounded = min(max(isWhole ? number.rounded() : Interval.rounded(number), low), high)
      return Located(value: isWhole ? .integer(Int(bounded)) : .number(bounded), position: position)
    }
  }

  /// ⌊u n⌋: the place in a list of n that a number in [0, 1) means.
  static func place(at u: Double, of count: Int) -> Int { min(Int(u * Double(count)), count - 1) }
}
