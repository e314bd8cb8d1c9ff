/// How much faster one level reached a target than another, paired by setting and seed (S28).
///
/// A run that missed the target counts as the budget plus one, so that it is slower than any that
/// reached it.
package struct SpeedComparison: Equatable {
  /// The paired test (S5) on min(t, budget + 1), in units of time: Δ > 0 says that A is faster.
  ///
  /// Nil where no run of either level reached the target.
  package let difference: PairedDifference?
  /// How many times as long B took, in restricted means up to the budget (S26); nil where no run of
  /// either reached the target, or A needed no time.
  package let ratio: Double?

  /// Compares times `[setting][seed]`; nil stands for a miss.
  package init(_ a: [[Double?]], _ b: [[Double?]], budget: Double, confidence: Double) {
    func reachedInTime(_ time: Double?) -> Bool { time.map { $0 <= budget } ?? false }
    guard a.joined().contains(where: reachedInTime) || b.joined().contains(where: reachedInTime)
    else {
      difference = nil
      ratio = nil
      return
    }
    func scores(_ times: [[Double?]]) -> [[Double]] {
      times.map { row in row.map { -min($0 ?? .infinity, budget + 1) } }
    }
    difference = PairedDifference(scores(a), scores(b), confidence: confidence)
    func restrictedMean(_ times: [[Double?]]) -> Double {
      let all = times.joined().map { time -> TimeToTarget in
        guard let time, time <= budget else { return .missed(budget) }
        return .reached(time)
      }
      return KaplanMeier(all).restrictedMean(until: budget)
    }
    let time = restrictedMean(a)
    ratio = time > 0 ? restrictedMean(b) / time : nil
  }
}
