/// A function over a plan's buffers: one operation's share of the way forward or backward, or all of it.
struct Pass {
  let run: () -> Void

  init(_ run: @escaping () -> Void) { self.run = run }

  /// All passes in order, as one.
  ///
  /// It holds them as a tree of captured functions: calling those counts no references, where a loop over
  /// an array would count two a pass.
  static func sequence(_ passes: [Pass]) -> Pass {
    switch passes.count {
    case 0: return Pass {}
    case 1: return passes[0]
    case 2:
      let (first, second) = (passes[0].run, passes[1].run)
      return Pass {
        first()
        second()
      }
    default:
      let third = passes.count / 3
      let first = sequence(Array(passes[..<third])).run
      let second = sequence(Array(passes[third..<2 * third])).run
      let last = sequence(Array(passes[(2 * third)...])).run
      return Pass {
        first()
        second()
        last()
      }
    }
  }
}
