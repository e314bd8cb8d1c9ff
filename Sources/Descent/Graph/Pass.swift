/// A function over a plan's buffers: one operation's share of the way forward or backward, or all of it.
struct Pass {
  let run: () -> Void

  init(_ run: @escaping () -> Void) { self.run = run }

  /// All passes in order, as one.
  ///
  /// It holds them as a tree of captured functions: calling those counts no references, where a loop over
  /// an array would count two a pass.
  static func sequence(_ passes: [Pass]) -> Pass {
    guard passes.count > 1 else { return passes.first ?? Pass {} }
    let middle = passes.count / 2
    let (first, second) = (sequence(Array(passes[..<middle])), sequence(Array(passes[middle...])))
    let (runFirst, runSecond) = (first.run, second.run)
    return Pass {
      runFirst()
      runSecond()
    }
  }
}
