import Foundation

/// A reproducible stream of random numbers: xoshiro256**, seeded from a purpose and a replicate.
///
/// Streams depend on nothing else, neither on the configuration nor on the order of runs, so that
/// all competitors of one replicate start from the same weights and see the same batches.
///
/// Blackman and Vigna 2021, *Scrambled Linear Pseudorandom Number Generators*; seeded through
/// SplitMix64 as its authors advise.
public struct RandomStream: Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// What randomness is used for; each purpose has a stream of its own.
  public enum Purpose: String, Sendable, CaseIterable, Codable {
    /// Generated data sets.
    case data
    /// The division into training, validation and test part.
    case split
    /// The first weights.
    case initialization
    /// The order of the rows in each epoch.
    case shuffle
    /// Noise in training, such as dropout.
    case noise
  }

  public init(_ purpose: Purpose, replicate: Int) {
    // FNV-1a over the purpose's name, then the replicate.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in purpose.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    self.init(seed: hash ^ (UInt64(bitPattern: Int64(replicate)) &* 0x9e37_79b9_7f4a_7c15))
  }

  public init(seed: UInt64) {
    var mixed = seed
    func next() -> UInt64 {
      mixed &+= 0x9e37_79b9_7f4a_7c15
      var z = mixed
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
    state = (next(), next(), next(), next())
  }

  /// The next 64 random bits.
  public mutating func nextBits() -> UInt64 {
    let product = state.1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// A uniform number in [0, 1), with 53 random bits.
  public mutating func uniform() -> Double { Double(nextBits() >> 11) * 0x1p-53 }

  public mutating func uniform(in range: Range<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// A uniform whole number in 0 ..< `bound`, without bias (Lemire 2019).
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "an index below \(bound) does not exist")
    let bound = UInt64(bound)
    var product = nextBits().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = nextBits().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A standard normal number (Box and Muller 1958).
  public mutating func normal() -> Double {
    let radius = (-2 * Foundation.log(1 - uniform())).squareRoot()
    return radius * Foundation.cos(2 * .pi * uniform())
  }

  /// Puts the elements into a uniformly random order (Fisher and Yates).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    elements.withUnsafeMutableBufferPointer { shuffle($0) }
  }

  mutating func shuffle<Element>(_ elements: UnsafeMutableBufferPointer<Element>) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
  }
}
