import Descent

/// The learning rate climbs, stays, and falls in a last stretch: a trapezium.
///
///     m(t) = min(1, t / (rise T), floor + (1 − floor) (T − t) / (decay T))
///
/// with T the epochs of the run; ``rise`` and ``decay`` are shares of it. Where they overlap the lower
/// one counts. Where it rises the very first step has the rate 0. Unlike for a cosine, T matters only
/// in the last stretch: a run can be stopped, or gone on with, from its level part.
///
/// Hu et al. 2024, *MiniCPM: Unveiling the Potential of Small Language Models with Scalable Training
/// Strategies* (arXiv:2404.06395). The paper's last stretch is exponential; this one is linear.
struct WarmupStableDecay: Schedule {
  static let name = "warmup_stable_decay"
  static let summary = "The rate climbs, stays, and falls in a last stretch"
  static let formula = "m(t) = min(1, t / (rise T), floor + (1 - floor) (T - t) / (decay T))"
  static let reference = "Hu et al. 2024, MiniCPM: Scalable Training Strategies"
  static let hyperparameters = [
    Hyperparameter("rise", \Self.rise, in: 0..<1, "the share of the run in which it climbs"),
    Hyperparameter("decay", \Self.decay, in: 0...1, "the share of the run in which it falls"),
    Hyperparameter("floor", \Self.floor, in: 0...1, "the multiplier at the end"),
  ]

  var rise = 0.05
  var decay = 0.2
  var floor = 0.0

  func multiplier(at time: Double, of total: Double) -> Double {
    let climb = rise > 0 ? time / (rise * total) : 1
    let left = max(0, total - time)
    let fall = decay > 0 ? floor + (1 - floor) * left / (decay * total) : 1
    return min(1, climb, fall)
  }
}

let components: [any Component.Type] = [WarmupStableDecay.self]
