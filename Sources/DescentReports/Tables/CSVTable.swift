/// A table of a report as CSV.
///
/// A missing value is an empty field, a missing text `-`; a number that is not finite is missing.
/// Numbers have their shortest text that reads back the same, truth is `true` or `false`. Fields with
/// a comma, a quote or a line break are quoted (RFC 4180); lines end in LF.
package struct CSVTable {
  package let name: String
  package let columns: [String]
  package private(set) var text: String

  package init(_ name: String, columns: [String]) {
    self.name = name
    self.columns = columns
    text = columns.map(CSVField.quoted).joined(separator: ",") + "\n"
  }

  package mutating func append(_ fields: [CSVField]) {
    precondition(
      fields.count == columns.count,
      "\(name) has \(columns.count) columns, not \(fields.count)")
    var isFirst = true
    for field in fields {
      if !isFirst { text += "," }
      text += field.text
      isFirst = false
    }
    text += "\n"
  }
}

/// A field of a CSV table.
package struct CSVField {
  package let text: String

  package static func text(_ value: String?) -> CSVField {
    CSVField(text: value.flatMap { $0.isEmpty ? nil : quoted($0) } ?? "-")
  }

  package static func number(_ value: Double?) -> CSVField {
    CSVField(text: value.flatMap { $0.isFinite ? "\($0)" : nil } ?? "")
  }

  package static func integer(_ value: Int?) -> CSVField {
    CSVField(text: value.map { "\($0)" } ?? "")
  }

  package static func truth(_ value: Bool) -> CSVField { CSVField(text: value ? "true" : "false") }

  /// A number that is already text, such as a level of a numeric factor.
  package static func verbatim(_ value: String?) -> CSVField {
    CSVField(text: value.map(quoted) ?? "")
  }

  fileprivate static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
      return text
    }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
