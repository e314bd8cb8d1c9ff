extension SourceFile {
  /// The text, checked to be UTF-8 without what YAML forbids.
  ///
  /// That is control characters, and the line ends that only YAML 1.1 takes for such.
  func checkedText() throws(Diagnostic) -> String {
    func mistake(_ message: String, at offset: Int) -> Diagnostic {
      Diagnostic(message, at: position(ofByte: offset), code: "E01")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw mistake("the file is UTF-16; save it as UTF-8", at: 0)
    }
    if let offset = firstByteOutsideUTF8(bytes) {
      let byte = String(bytes[offset], radix: 16, uppercase: true)
      throw mistake("byte 0x\(byte) is not UTF-8; save the file as UTF-8", at: offset)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    var offset = 0
    for scalar in text.unicodeScalars {
      guard scalar.isAllowedInYAML else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(4 - digits.count, 0)) + digits
        throw mistake("invisible character U+\(code) is not allowed", at: offset)
      }
      offset += UTF8.width(scalar)
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether it may stand in a file as it is, as against as an escape in quotes.
  var isAllowedInYAML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E: true
    case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: value >= 0xA0
    }
  }
}

private func firstByteOutsideUTF8(_ bytes: [UInt8]) -> Int? {
  var decoder = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var offset = 0
  while true {
    switch decoder.parseScalar(from: &iterator) {
    case .valid(let encoded): offset += encoded.count
    case .error: return offset
    case .emptyInput: return nil
    }
  }
}
