/// A table of a report as CSV.
///
/// A missing value is an empty field, a missing text `-`; a number that is not finite is missing.
/// Numbers have their shortest text that reads back the same, truth is `true` or `false`. Fields with
/// a comma, a quote or a line break are quoted (RFC 4180); lines end in LF.
package struct CSVTable {
  package let name: String
  package let columns: [String]
  package private(set) var text = ""

  package init(_ name: String, columns: [String]) {
    self.name = name
    self.columns = columns
    append(columns.map { .verbatim($0) })
  }

  package mutating func append(_ fields: [CSVField]) {
    precondition(
      fields.count == columns.count,
      "\(name) has \(columns.count) columns, not \(fields.count)")
    var isFirst = true
    for field in fields {
      if !isFirst { text += "," }
      field.write(to: &text)
      isFirst = false
    }
    text += "\n"
  }

  /// Hands out the text so far, which is then no longer the table's.
  mutating func takeText() -> String {
    defer { text = "" }
    return text
  }
}

/// A field of a CSV table.
package enum CSVField {
  case text(String?)
  case number(Double?)
  case integer(Int?)
  case truth(Bool)
  /// A number that is already text, such as a level of a numeric factor.
  case verbatim(String?)

  fileprivate func write(to text: inout String) {
    switch self {
    case .text(let value): Self.write(value.flatMap { $0.isEmpty ? nil : $0 } ?? "-", to: &text)
    case .number(let value): if let value, value.isFinite { value.write(to: &text) }
    case .integer(let value): if let value { text += value.description }
    case .truth(let value): text += value ? "true" : "false"
    case .verbatim(let value): Self.write(value ?? "", to: &text)
    }
  }

  /// Writes a text in quotes where it needs them.
  private static func write(_ value: String, to text: inout String) {
    guard value.utf8.contains(where: isSpecial) else {
      text += value
      return
    }
    text += "\""
    for scalar in value.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    text += "\""
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
  }
}
