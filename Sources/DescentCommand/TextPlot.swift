import Foundation

/// Curves over a common axis, drawn with characters: the first as a line, the others dotted.
struct TextPlot {
  struct Curve {
    var name: String
    /// At equal distances over the domain, both ends included; what is not finite is left out.
    var values: [Double]
  }

  /// What lies along the axis.
  var axis: String
  var domain: ClosedRange<Double>
  var curves: [Curve]

  /// What curves and axes are drawn with.
  enum Alphabet {
    /// Two by four dots a character.
    case braille
    case ascii

    /// Braille where the locale's encoding is UTF-8, by the variable that POSIX lets decide.
    init(environment: [String: String]) {
      let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
        .first { !$0.isEmpty }
      let encoding = locale?.lowercased().filter { $0 != "-" } ?? ""
      self = encoding.contains("utf8") ? .braille : .ascii
    }

    var dots: (across: Int, down: Int) { self == .braille ? (2, 4) : (1, 1) }
    var marks: (line: String, dotted: String) {
      self == .braille ? ("──", "··") : ("**", "..")
    }
    /// The axis on the left without and with a number, the corner, the axis below.
    var rules: (left: String, tick: String, corner: String, below: String) {
      self == .braille ? ("│", "┤", "└", "─") : ("|", "+", "+", "-")
    }
  }

  private static let (width, height) = (56, 10)

  /// The legend, the curves with the least and the largest value on the axis, the ends of the domain.
  func lines(_ alphabet: Alphabet) -> [String] {
    let finite = curves.flatMap(\.values).filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else { return [] }
    // A constant has room above or below it.
    let low = least == most ? min(least, 0) : least
    let high = least == most && most <= 0 ? low + 1 : most
    let rules = alphabet.rules
    let rows = canvas(alphabet, low: low, high: high)
    let zero = Int((high / (high - low) * Double(Self.height - 1)).rounded())
    let labels = rows.indices.map { row in
      switch row {
      case 0: Self.text(high)
      case Self.height - 1: Self.text(low)
      case zero where low < 0 && high > 0: "0"
      default: ""
      }
    }
    let margin = labels.map(\.count).max() ?? 0
    let pad = { (text: String) in String(repeating: " ", count: margin - text.count) + text }
    let legend = curves.enumerated().map { index, curve in
      (index == 0 ? alphabet.marks.line : alphabet.marks.dotted) + " " + curve.name
    }
    let ends = (Self.text(domain.lowerBound), Self.text(domain.upperBound))
    let gap = Self.width - ends.0.count - ends.1.count - axis.count
    let spaces = { (count: Int) in String(repeating: " ", count: max(1, count)) }
    return [pad("") + "  " + legend.joined(separator: "   ")]
      + zip(labels, rows).map { label, row in
        pad(label) + " " + (label.isEmpty ? rules.left : rules.tick) + row
      }
      + [
        pad("") + " " + rules.corner + String(repeating: rules.below, count: Self.width),
        pad("") + "  " + ends.0 + spaces(gap / 2) + axis + spaces(gap - gap / 2) + ends.1,
      ]
  }

  // MARK: - Dots

  /// The curves, a text for each row.
  private func canvas(_ alphabet: Alphabet, low: Double, high: Double) -> [String] {
    let (across, down) = alphabet.dots
    let (columns, rows) = (Self.width * across, Self.height * down)
    var dots = Array(repeating: [Int?](repeating: nil, count: columns), count: rows)
    for (index, curve) in curves.enumerated().reversed() {
      var last: Int?
      for (place, value) in curve.values.enumerated() where value.isFinite {
        let share = Double(place) / Double(max(1, curve.values.count - 1))
        let column = Int((share * Double(columns - 1)).rounded())
        let row = Int(((high - value) / (high - low) * Double(rows - 1)).rounded())
        if index > 0 {
          if column % (2 * across) == 0 { dots[row][column] = index }
          continue
        }
        // A line has no gaps where it is steep.
        for between in min(row, last ?? row)...max(row, last ?? row) { dots[between][column] = 0 }
        last = row
      }
    }
    return (0..<Self.height).map { row in
      let cells = (0..<Self.width).map { column -> Character in
        alphabet == .ascii
          ? dots[row][column].map { $0 == 0 ? "*" : "." } ?? " "
          : Self.braille { dots[4 * row + $0][2 * column + $1] != nil }
      }
      let text = String(cells)
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The pattern of four rows by two columns of dots; a space where there is none.
  private static func braille(_ isSet: (_ row: Int, _ column: Int) -> Bool) -> Character {
    let bits: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
    var pattern: UInt32 = 0
    for row in 0..<4 {
      for column in 0..<2 where isSet(row, column) { pattern |= bits[row][column] }
    }
    return pattern == 0 ? " " : Unicode.Scalar(0x2800 + pattern).map(Character.init) ?? " "
  }

  private static func text(_ number: Double) -> String { String(format: "%.4g", number) }
}
