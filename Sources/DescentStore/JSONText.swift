extension String {
  /// The text as a JSON string.
  package var jsonString: String {
    let isPlain = utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { return "\"" + self + "\"" }
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

extension [String: String] {
  /// The texts as a JSON object with sorted keys.
  var jsonObject: String {
    let members = sorted { $0.key < $1.key }.map { $0.jsonString + ":" + $1.jsonString }
    return "{" + members.joined(separator: ",") + "}"
  }
}
