/// Randomness inside a training step, sixteen numbers at a time.
///
/// Sixteen generators xoshiro128++ side by side, one a lane of a vector, seeded from one ``RandomStream``.
///
/// Blackman and Vigna 2021, *Scrambled Linear Pseudorandom Number Generators*.
public final class Noise {
  package typealias Lanes = SIMD16<UInt32>
  package var state: (Lanes, Lanes, Lanes, Lanes)

  /// - Parameter stream: That of ``RandomStream/Purpose/noise``.
  public init(_ stream: RandomStream) {
    var stream = stream
    func lanes() -> Lanes {
      var lanes = Lanes.zero
      for lane in lanes.indices {
        lanes[lane] = UInt32(truncatingIfNeeded: stream.nextBits() >> 32)
      }
      return lanes
    }
    state = (lanes(), lanes(), lanes(), lanes())
  }

  /// Fills a mask: 0 with the probability `rate`, and 1 / (1 − `rate`) otherwise, so that its mean is 1.
  ///
  /// - Parameters:
  ///   - mask: With room for `count` numbers, rounded up to a multiple of 16.
  ///   - count: How many are wanted.
  ///   - rate: In 0 ..< 1, to 32 bits.
  func drop<T: RealScalar>(_ mask: UnsafeMutablePointer<T>, count: Int, rate: Double) {
    let threshold = Lanes(repeating: UInt32((rate * 0x1p32).rounded(.down)))
    let kept = T(1 / (1 - rate))
    var (a, b, c, d) = state
    for start in stride(from: 0, to: count, by: Lanes.scalarCount) {
      let bits = Self.rotated(a &+ d, by: 7) &+ a
      let shifted = b &<< Lanes(repeating: 9)
      c ^= a
      d ^= b
      b ^= c
      a ^= d
      c ^= shifted
      d = Self.rotated(d, by: 11)
      let isKept = bits .>= threshold
      for lane in 0..<Lanes.scalarCount { mask[start + lane] = isKept[lane] ? kept : 0 }
    }
    state = (a, b, c, d)
  }

  @inline(__always)
  private static func rotated(_ lanes: Lanes, by bits: UInt32) -> Lanes {
    (lanes &<< Lanes(repeating: bits)) | (lanes &>> Lanes(repeating: 32 - bits))
  }
}
