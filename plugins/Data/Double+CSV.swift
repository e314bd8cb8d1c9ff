extension Double {
  /// The finite decimal number of a cell, with or without spaces around it.
  init?(csv cell: Span<UInt8>) {
    var start = 0
    var end = cell.count
    while start < end, cell[start] == 0x20 { start += 1 }
    while start < end, cell[end - 1] == 0x20 { end -= 1 }
    let plain = cell.extracting(start..<end)
    if let value = Double(fewDigits: plain) {
      self = value
      return
    }
    let text = plain.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    guard let first = text.utf8.first(where: { $0 != 0x2b && $0 != 0x2d }),
      (0x30...0x39).contains(first) || first == 0x2e, !text.utf8.contains(0x78),
      let value = Double(text), value.isFinite
    else { return nil }
    self = value
  }

  /// One to fifteen digits, with or without a sign and a point; nil for any other text.
  ///
  /// Without the point they are an integer below 2⁵³, which a power of ten up to 10¹⁵ divides. A
  /// `Double` holds both exactly, and rounds their quotient once: as `Double(text)` rounds.
  private init?(fewDigits text: Span<UInt8>) {
    guard (1...17).contains(text.count) else { return nil }
    let isSigned = text[0] == 0x2b || text[0] == 0x2d
    var digits = 0
    var integer = 0
    var scale = 1.0
    var isFraction = false
    for i in (isSigned ? 1 : 0)..<text.count {
      switch text[i] {
      case 0x30...0x39:
        digits += 1
        integer = 10 * integer + Int(text[i] - 0x30)
        if isFraction { scale *= 10 }
      case 0x2e where !isFraction: isFraction = true
      default: return nil
      }
    }
    guard (1...15).contains(digits) else { return nil }
    let magnitude = Double(integer) / scale
    self = text[0] == 0x2d ? -magnitude : magnitude
  }
}
