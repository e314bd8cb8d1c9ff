/// Why libyaml could not read a text, in its words; `message` and `position` say it in ours.
struct YAMLSyntaxError: Error {
  var problem: String
  /// What libyaml was doing, such as `while parsing a block mapping`.
  var context: String?
  /// Where it stopped, in Unicode scalars from the start of the text.
  var start: Int
  /// Where the thing began that it was reading.
  var contextStart: Int?

  /// Whether a node was expected; libyaml does not say inside which list or map.
  var isMissingValue: Bool { problem == "did not find expected node content" }

  /// The mistake as a diagnostic, at the place where the user can mend it.
  func diagnostic(in file: SourceFile) -> Diagnostic {
    let stop = file.position(ofScalar: start)
    let opening = contextStart.map(file.position(ofScalar:)) ?? stop
    let (message, position) = explanation(stop: stop, opening: opening)
    return Diagnostic(message, at: position, code: "E01")
  }

  private func explanation(
    stop: SourcePosition, opening: SourcePosition
  ) -> (String, SourcePosition) {
    let context = context ?? ""
    let found = Self.character(at: stop)
    switch problem {
    case "could not find expected ':'":
      return ("expected ': ' after this key", opening)
    case "mapping values are not allowed in this context":
      return ("':' is not allowed here; check the indentation, or quote the text", stop)
    case "mapping keys are not allowed in this context":
      return ("'?' is not allowed here; quote the text", stop)
    case "block sequence entries are not allowed in this context":
      return ("'-' is not allowed here; a list begins on a line of its own", stop)
    case "found character that cannot start any token" where found == "\t",
      "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return ("a tab cannot indent; use spaces", stop)
    case "found character that cannot start any token":
      return ("a text cannot begin with '\(found)'; put it in quotes", stop)
    case "found unexpected end of stream", "found unexpected document indicator":
      return ("the quoted text that begins here never ends", opening)
    case "found unknown escape character":
      return ("unknown escape in a double-quoted text; write '\\\\' for a backslash", stop)
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      return ("a Unicode escape in a double-quoted text is wrong", stop)
    case "did not find expected alphabetic or numeric character":
      let what = context.contains("anchor") ? "an anchor" : "an alias"
      return ("\(what) is named by letters, digits, '-' and '_'", opening)
    case _ where (isMissingValue || problem == "did not find expected key") && found == ":":
      return ("expected a key before ':'", stop)
    case "did not find expected key" where !Self.beginsLine(stop):
      return ("this cannot follow what stands before it on the line", stop)
    case "did not find expected key":
      return ("expected a key of the map that begins on line \(opening.line)" + advice, stop)
    case "did not find expected '-' indicator":
      return ("expected '-' as in the list that begins on line \(opening.line)" + advice, stop)
    case "did not find expected <document start>":
      return ("this is no part of what stands above" + advice, stop)
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      let isList = problem.hasSuffix("']'")
      guard found != "" else { return ("'\(isList ? "[" : "{")' is never closed", opening) }
      let what = isList ? "',' or ']' in the list" : "',' or '}' in the map"
      return ("expected \(what) that begins on line \(opening.line)", stop)
    case "did not find expected comment or line break":
      return ("expected the end of the line", stop)
    case "found unexpected ':'":
      return ("a space is missing after ':'", stop)
    case _ where isMissingValue && found == "":
      return ("'\(Self.character(at: opening))' is never closed", opening)
    case _ where isMissingValue:
      return ("expected a value", stop)
    case "out of memory":
      return ("the file is too large to read", stop)
    default:
      break
    }
    if context.contains("tag") || problem.contains("tag") { return (Self.noTags, stop) }
    if context.contains("directive") || problem.contains("YAML") {
      return ("directives are not allowed; a line cannot begin with '%'", opening)
    }
    return ("not YAML: " + problem, stop)
  }

  private var advice: String { "; check the indentation" }

  static let noTags = "tags are not allowed; a text that begins with '!' needs quotes"

  /// Whether only blanks stand before a position on its line.
  private static func beginsLine(_ position: SourcePosition) -> Bool {
    let before = position.file.line(position.line).unicodeScalars.prefix(position.column - 1)
    return before.allSatisfy(\.properties.isWhitespace)
  }

  /// The character at a position; empty where the file has ended.
  private static func character(at position: SourcePosition) -> String {
    let line = position.file.line(position.line).unicodeScalars
    guard let scalar = line.dropFirst(position.column - 1).first else {
      return position.line < position.file.lineCount ? "\n" : ""
    }
    return String(scalar)
  }
}
