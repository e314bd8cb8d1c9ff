/// The sizes of text, and what each is for.
package enum TextStyle: String, CaseIterable, Sendable {
  /// The finding above a figure's file.
  case title
  case subtitle
  /// A panel or a group of rows.
  case heading
  /// A row or a line.
  case label
  /// Ticks, titles of axes, hints.
  case axis
  /// A value inside of a colored cell, whose color comes with the cell.
  case value

  /// In pixels.
  package var size: Double {
    switch self {
    case .title: 17
    case .subtitle: 13
    case .heading, .label: 12
    case .axis, .value: 11
    }
  }

  package var isBold: Bool { self == .title || self == .heading }

  /// From one baseline to the next.
  package var lineHeight: Double { (size * 1.35).rounded() }

  /// The class of the text's color; nil where the surroundings give it.
  var tone: String? {
    switch self {
    case .title, .heading, .label: "ink"
    case .subtitle, .axis: "muted"
    case .value: nil
    }
  }

  /// The rule of the class of this name.
  var css: String {
    ".figure .\(rawValue) { font-size: \(coordinate(size))px;\(isBold ? " font-weight: bold;" : "") }"
  }
}
