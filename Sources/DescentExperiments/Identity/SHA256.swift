/// The hash function SHA-256, over bytes that may come in parts.
///
///     var hash = SHA256()
///     hash.update("abc".utf8)
///     hash.hexDigest  // ba7816bf 8f01cfea …, without the spaces
///
/// FIPS 180-4, Secure Hash Standard (NIST 2015); the names are the standard's. It tells
/// configurations and data apart; it keeps no secrets.
package struct SHA256: Sendable {
  private typealias State = InlineArray<8, UInt32>

  /// The hash value H⁽ⁱ⁾ of all whole blocks so far.
  private var state = SHA256.initialState
  /// A block of the message, filled as far as bytes came.
  private var block = InlineArray<64, UInt8>(repeating: 0)
  private var byteCount = 0

  package init() {}

  /// Appends bytes to the message.
  package mutating func update(_ bytes: some Sequence<UInt8>) {
    if bytes.withContiguousStorageIfAvailable({ update(contentsOf: .init($0)) }) == nil {
      Array(bytes).withUnsafeBytes { update(contentsOf: $0) }
    }
  }

  /// The 32 bytes of the hash of all bytes so far; more may follow.
  package var digest: [UInt8] {
    let words = finalState
    return (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 4] >> UInt32(24 - $0 % 4 * 8)) }
  }

  /// The digest as 64 hexadecimal digits in lower case.
  package var hexDigest: String {
    let words = finalState
    return String(unsafeUninitializedCapacity: 64) { text in
      for index in 0..<64 {
        text[index] = Self.digits[Int(words[index / 8] >> UInt32(28 - index % 8 * 4) & 0xF)]
      }
      return 64
    }
  }

  /// The hash of one message, as 64 hexadecimal digits in lower case.
  package static func hexDigest(of bytes: some Sequence<UInt8>) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.hexDigest
  }

  // MARK: - Blocks

  private mutating func update(contentsOf bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let place = byteCount % block.count
      let part = rest.prefix(block.count - place)
      withUnsafeMutableBytes(of: &block) {
        UnsafeMutableRawBufferPointer(rebasing: $0[place...]).copyBytes(from: part)
      }
      byteCount += part.count
      rest = rest.dropFirst(part.count)
      if byteCount.isMultiple(of: block.count) { compress() }
    }
  }

  /// The hash value after a bit 1, zeros, and the message's length in bits as 64 bits, up to a whole
  /// block.
  private var finalState: State {
    var padded = self
    let bitCount = UInt64(byteCount) &* 8
    var padding = InlineArray<64, UInt8>(repeating: 0)
    padding[0] = 0x80
    let count = (2 * block.count - 9 - byteCount % block.count) % block.count + 1
    withUnsafeBytes(of: padding) { padded.update(contentsOf: .init(rebasing: $0[..<count])) }
    withUnsafeBytes(of: bitCount.bigEndian) { padded.update(contentsOf: $0) }
    return padded.state
  }

  /// Takes a whole block into the hash value (section 6.2.2 of the standard).
  private mutating func compress() {
    var w = InlineArray<64, UInt32>(repeating: 0)
    withUnsafeBytes(of: block) { block in
      for t in 0..<16 {
        w[t] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 4 * t, as: UInt32.self))
      }
    }
    for t in 16..<64 {
      w[t] = smallSigma1(w[t - 2]) &+ w[t - 7] &+ smallSigma0(w[t - 15]) &+ w[t - 16]
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
      let t1 = h &+ bigSigma1(e) &+ choice(e, f, g) &+ Self.roundConstants[t] &+ w[t]
      let t2 = bigSigma0(a) &+ majority(a, b, c)
      (h, g, f, e) = (g, f, e, d &+ t1)
      (d, c, b, a) = (c, b, a, t1 &+ t2)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  // MARK: - Constants

  private static let digits = Array("0123456789abcdef".utf8)

  /// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
  private static let initialState: State = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let roundConstants: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}

// MARK: - Functions of the standard (section 4.1.2)

private func choice(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 { (x & y) ^ (~x & z) }

private func majority(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 {
  (x & y) ^ (x & z) ^ (y & z)
}

private func bigSigma0(_ x: UInt32) -> UInt32 { rotate(x, 2) ^ rotate(x, 13) ^ rotate(x, 22) }

private func bigSigma1(_ x: UInt32) -> UInt32 { rotate(x, 6) ^ rotate(x, 11) ^ rotate(x, 25) }

private func smallSigma0(_ x: UInt32) -> UInt32 { rotate(x, 7) ^ rotate(x, 18) ^ (x >> 3) }

private func smallSigma1(_ x: UInt32) -> UInt32 { rotate(x, 17) ^ rotate(x, 19) ^ (x >> 10) }

private func rotate(_ x: UInt32, _ count: UInt32) -> UInt32 { x &>> count | x &<< (32 - count) }
