/// A table of a report, as people read it.
package struct TextTable: Sendable {
  /// Names the table among those of its report: `leaderboard`, `pairs-optimizer`.
  package var id: String
  /// What it shows, for people who hear the page and for LaTeX.
  package var caption: Prose
  package var columns: [Column]
  package var rows: [Row]
  /// The rows that show at once, where there are too many of them.
  package var excerpt: [Int]?
  /// What the rows are, in the plural: `configurations`.
  package var noun: String

  package init(
    _ id: String, _ caption: Prose, noun: String = "rows", columns: [Column], rows: [Row] = [],
    excerpt: [Int]? = nil
  ) {
    self.id = id
    self.caption = caption
    self.noun = noun
    self.columns = columns
    self.rows = rows
    self.excerpt = excerpt.flatMap { $0.count < rows.count ? $0 : nil }
  }

  /// Shows the first rows alone, where there are more.
  package mutating func show(first count: Int) {
    excerpt = rows.count > count ? Array(0..<count) : nil
  }

  package struct Column: Sendable, ExpressibleByStringLiteral {
    package var title: Prose
    /// Numbers are set to the right.
    package var isNumeric: Bool

    package init(_ title: Prose, isNumeric: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
    }

    package init(stringLiteral title: String) { self.init(Prose(stringLiteral: title)) }

    package static func number(_ title: Prose) -> Column { Column(title, isNumeric: true) }
  }

  package struct Row: Sendable {
    /// Names what the row stands for; marks of figures with the same key belong to it.
    package var key: String?
    package var cells: [Cell]

    package init(_ cells: [Cell], key: String? = nil) {
      self.cells = cells
      self.key = key
    }
  }

  package struct Cell: Sendable, ExpressibleByStringInterpolation {
    package var text: Prose
    /// What the cell is sorted by where its text is more than a number.
    package var value: Double?

    package init(_ text: Prose, value: Double? = nil) {
      self.text = text
      self.value = value
    }

    package init(stringLiteral text: String) { self.init(Prose(stringLiteral: text)) }

    package init(stringInterpolation: Prose.StringInterpolation) {
      self.init(Prose(stringInterpolation: stringInterpolation))
    }
  }
}
