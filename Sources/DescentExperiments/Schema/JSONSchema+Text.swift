import Descent
import DescentStore

extension JSONSchema {
  /// The schema as JSON: keywords in their order, keys sorted, and on one line whatever fits there.
  package var text: String { JSON(self).lines(indentation: 0, besides: 0) + "\n" }
}

/// A part of a JSON text, on its way to lines.
private struct JSON {
  /// The text on one line.
  let line: String
  /// What stands between the brackets, and behind which keys; nil for a scalar.
  private let members: [(key: String, value: JSON)]?
  private let brackets: (open: String, close: String)

  private static let longestLine = 100

  init(_ schema: JSONSchema) {
    self.init(
      object: JSONSchema.Keyword.allCases.compactMap { keyword in
        schema.keywords[keyword].map { (keyword.rawValue, JSON($0)) }
      })
  }

  private init(_ operand: JSONSchema.Operand) {
    switch operand {
    case .value(let value): self.init(value)
    case .schema(let schema): self.init(schema)
    case .schemas(let schemas): self.init(list: schemas.map { JSON($0) })
    case .named(let schemas):
      self.init(object: schemas.sorted { $0.key < $1.key }.map { ($0, JSON($1)) })
    }
  }

  private init(_ value: Value) {
    if case .list(let values) = value {
      self.init(list: values.map { JSON($0) })
    } else {
      self.init(value.canonicalJSON, nil, ("", ""))
    }
  }

  private init(object members: [(String, JSON)]) {
    self.init(members: members.map { ($0.jsonString + ": ", $1) }, ("{", "}"))
  }

  private init(list values: [JSON]) { self.init(members: values.map { ("", $0) }, ("[", "]")) }

  private init(members: [(key: String, value: JSON)], _ brackets: (String, String)) {
    let line = members.map { $0.key + $0.value.line }.joined(separator: ", ")
    self.init(brackets.0 + line + brackets.1, members, brackets)
  }

  private init(
    _ line: String, _ members: [(key: String, value: JSON)]?, _ brackets: (String, String)
  ) {
    self.line = line
    self.members = members
    self.brackets = brackets
  }

  /// The text, over several lines where it is too long for one.
  ///
  /// - Parameters:
  ///   - indentation: That of the line on which it begins.
  ///   - besides: The characters on that line which are not its own.
  /// - Returns: The lines, without a last line end.
  func lines(indentation: Int, besides: Int) -> String {
    guard let members, indentation + besides + line.count > Self.longestLine else { return line }
    let inner = indentation + 2
    let margin = String(repeating: " ", count: inner)
    let lines = members.map { key, value in
      margin + key + value.lines(indentation: inner, besides: key.count + 1)
    }
    return brackets.open + "\n" + lines.joined(separator: ",\n") + "\n"
      + margin.dropLast(2) + brackets.close
  }
}
