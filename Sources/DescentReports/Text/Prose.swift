/// Running text of a report, which each format writes in its own way.
///
/// What stands in the source of the report is its own words; what is interpolated may be anything that a
/// user named, and each format takes care that it shows as it is.
///
///     let text: Prose = "\(strong: level) beats \(other)."
package struct Prose: Sendable, Equatable {
  package private(set) var pieces: [Piece] = []

  package enum Piece: Sendable, Equatable {
    /// Words of the report.
    case own(String)
    /// Text that may hold any character.
    case given(String)
    /// The same, with emphasis.
    case strong(String)
    /// The same, as code: ids, files.
    case code(String)
  }

  package init() {}

  package init(_ piece: Piece) { pieces = [piece] }

  package var isEmpty: Bool { pieces.isEmpty }

  package static func + (first: Prose, second: Prose) -> Prose {
    var sum = first
    sum += second
    return sum
  }

  package static func += (text: inout Prose, more: Prose) { text.pieces += more.pieces }

  /// The text without its marks, as a terminal shows it.
  package var plainText: String {
    pieces.map { piece in
      switch piece {
      case .own(let text), .given(let text), .strong(let text), .code(let text): text
      }
    }.joined()
  }

  /// The text without emphasis, as a heading shows it.
  package var withoutEmphasis: Prose {
    var result = self
    result.pieces = pieces.map { piece in
      if case .strong(let text) = piece { .given(text) } else { piece }
    }
    return result
  }
}

extension Prose: CustomStringConvertible {
  package var description: String { plainText }
}

extension Prose: ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) {
    if !text.isEmpty { pieces = [.own(text)] }
  }

  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  package struct StringInterpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(2 * interpolationCount + 1)
    }

    package mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { pieces.append(.own(text)) }
    }

    package mutating func appendInterpolation(_ text: String) {
      if !text.isEmpty { pieces.append(.given(text)) }
    }

    package mutating func appendInterpolation(_ number: Int) { pieces.append(.own("\(number)")) }

    package mutating func appendInterpolation(_ prose: Prose) { pieces += prose.pieces }

    package mutating func appendInterpolation(strong text: String) {
      pieces.append(.strong(text))
    }

    package mutating func appendInterpolation(code text: String) { pieces.append(.code(text)) }
  }
}

extension Sequence<Prose> {
  package func joined(separator: Prose) -> Prose {
    var result = Prose()
    for (index, element) in enumerated() {
      if index > 0 { result += separator }
      result += element
    }
    return result
  }
}

/// Phrases as a sentence lists them: `a`, `a and b`, `a, b and c`.
package func listed(_ phrases: [Prose]) -> Prose {
  guard let last = phrases.last, phrases.count > 1 else { return phrases.first ?? Prose() }
  return phrases.dropLast().joined(separator: ", ") + " and " + last
}
