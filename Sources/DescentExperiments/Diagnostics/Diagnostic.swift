/// A mistake in the user's input, or a note about it, with the place it was found.
///
/// Its description is what the user reads:
///
///     mnist.yaml:2:11: error: unknown optimizer 'adm'; expected one of 'adam', 'sgd'
///       - name: adm
///               ^
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Sendable {
    case error, warning, note
  }

  public let severity: Severity
  /// The code of the condition, such as `E02`; it is not printed.
  public let code: String?
  /// Where it was found; nil where there is no text to point at.
  public let position: SourcePosition?
  /// One sentence in lower case, without a full stop; further lines are printed below the caret.
  public let message: String

  public init(
    _ message: String, at position: SourcePosition? = nil, code: String? = nil,
    severity: Severity = .error
  ) {
    self.severity = severity
    self.code = code
    self.position = position
    self.message = message
  }
}

// MARK: - Text

extension Diagnostic: CustomStringConvertible {
  public var description: String {
    let message = self.message.split(separator: "\n", omittingEmptySubsequences: false)
    let place = position.map { "\($0): " } ?? ""
    var lines = ["\(place)\(severity.rawValue): \(message.first ?? "")"]
    if let position { lines += Self.excerpt(at: position) }
    lines += message.dropFirst().map(String.init)
    return lines.joined(separator: "\n")
  }

  /// The source line and a line with a caret under the column.
  ///
  /// Nothing for a blank line. Control characters would change the terminal, and show as `U+FFFD`. Of
  /// a line longer than `longestExcerpt` only the part around the column is shown.
  private static func excerpt(at position: SourcePosition) -> [String] {
    let line = position.file.line(position.line).unicodeScalars
    guard !line.allSatisfy(\.properties.isWhitespace) else { return [] }
    func index(_ distance: Int, from index: String.Index) -> String.Index {
      let limit = distance < 0 ? line.startIndex : line.endIndex
      return line.index(index, offsetBy: distance, limitedBy: limit) ?? limit
    }
    let place = index(max(position.column - 1, 0), from: line.startIndex)
    let end = max(
      index(longestExcerpt / 2, from: place), index(longestExcerpt, from: line.startIndex))
    let start = index(-longestExcerpt, from: end)
    let left: [Unicode.Scalar] = start > line.startIndex ? ["…"] : []
    let right: [Unicode.Scalar] = end < line.endIndex ? ["…"] : []
    let indentation =
      left.map { _ in " " as Unicode.Scalar }
      + line[start..<place].map { $0 == "\t" ? "\t" : " " as Unicode.Scalar }
    return [
      String(left + line[start..<end].map(printable) + right), String(indentation) + "^",
    ]
  }

  private static let longestExcerpt = 160

  private static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control where scalar != "\t", .lineSeparator, .paragraphSeparator: "\u{FFFD}"
    default: scalar
    }
  }
}

extension String {
  fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
    self.init(UnicodeScalarView(scalars))
  }
}
