import Descent

/// One dimension of the points of `random`: a number in [0, 1) for each index from 1 on.
///
///     halton     u(i) = φ(i) + s mod 1        φ(i): the digits of i in base p behind the point, reversed
///     uniform    u(i) = hash(seed, path, i)
///
/// with p the prime of the dimension's rank, 2, 3, 5, …, and the shift s = hash(seed, path). A number
/// depends on nothing else, so that more samples only append.
///
/// Halton 1960, *On the efficiency of certain quasi-random sequences of points*; the shift is that of
/// Cranley and Patterson 1976, *Randomization of number theoretic methods for multiple integration*.
struct DrawSequence {
  enum Method: String, CaseIterable {
    case halton, uniform
  }

  private let method: Method
  /// Of seed and path.
  private let hash: UInt64
  private let shift: Double
  private let base: Int

  /// - Parameters:
  ///   - method: How the points are spread.
  ///   - seed: That of the space.
  ///   - path: What is drawn.
  ///   - rank: The dimension's place among the primes, from 0.
  init(_ method: Method, seed: Int, path: String, rank: Int) {
    self.method = method
    hash = UInt64(SHA256.hexDigest(of: "\(seed) \(path)".utf8).prefix(16), radix: 16) ?? 0
    shift = Self.uniform(hash)
    base = Self.prime(rank)
  }

  subscript(index: Int) -> Double {
    switch method {
    case .uniform: return Self.uniform(hash &+ UInt64(index))
    case .halton:
      let sum = Self.radicalInverse(index, base: base) + shift
      return sum < 1 ? sum : sum - 1
    }
  }

  private static func uniform(_ seed: UInt64) -> Double {
    var stream = RandomStream(seed: seed)
    return stream.uniform()
  }

  private static func radicalInverse(_ index: Int, base: Int) -> Double {
    var (rest, result, scale) = (index, 0.0, 1.0)
    while rest > 0 {
      scale /= Double(base)
      result += Double(rest % base) * scale
      rest /= base
    }
    return result
  }

  /// The prime of a rank, 2, 3, 5 and so on.
  private static func prime(_ rank: Int) -> Int {
    var primes: [Int] = []
    var candidate = 2
    while primes.count <= rank {
      if !primes.contains(where: { candidate.isMultiple(of: $0) }) { primes.append(candidate) }
      candidate += 1
    }
    return primes[rank]
  }
}
