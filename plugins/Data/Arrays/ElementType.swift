/// What the elements of an array in a binary file are, and how many bytes each takes.
enum ElementType: Equatable {
  case unsigned(bytes: Int)
  case signed(bytes: Int)
  /// A binary floating-point number of IEEE 754, in 2, 4 or 8 bytes.
  case float(bytes: Int)
  /// Code points of Unicode in 4 bytes each, with zeros at the end.
  case text(letters: Int)

  var size: Int {
    switch self {
    case .unsigned(let bytes), .signed(let bytes), .float(let bytes): bytes
    case .text(let letters): 4 * letters
    }
  }

  var isInteger: Bool {
    switch self {
    case .unsigned, .signed: true
    case .float, .text: false
    }
  }

  /// The number in some bytes; of 64-bit integers beyond ±2⁵³ the nearest `Double`.
  func number(_ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool) -> Double {
    let bits = Self.bits(bytes, isBigEndian: isBigEndian)
    switch self {
    case .signed(let count):
      let empty = 64 - 8 * count
      return Double(Int64(truncatingIfNeeded: bits << empty) >> empty)
    case .float(2): return Double(Float16(bitPattern: UInt16(truncatingIfNeeded: bits)))
    case .float(4): return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .float: return Double(bitPattern: bits)
    case .unsigned, .text: return Double(bits)
    }
  }

  /// The text in some bytes; what is no code point becomes U+FFFD.
  static func text(_ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool) -> String {
    var result = String.UnicodeScalarView()
    for start in stride(from: 0, to: bytes.count, by: 4) {
      let letter = UnsafeBufferPointer(rebasing: bytes[start..<start + 4])
      let code = UInt32(truncatingIfNeeded: bits(letter, isBigEndian: isBigEndian))
      result.append(Unicode.Scalar(code) ?? "\u{fffd}")
    }
    while result.last == "\0" { result.removeLast() }
    return String(result)
  }

  @inline(__always)
  private static func bits(_ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool) -> UInt64 {
    var bits: UInt64 = 0
    for i in 0..<bytes.count {
      bits = bits << 8 | UInt64(bytes[isBigEndian ? i : bytes.count - 1 - i])
    }
    return bits
  }
}
