package import DescentStore
import Foundation

extension Document {
  /// A claim of `hypotheses`, before its names are looked up in the plan.
  package struct Hypothesis: Sendable {
    package var id: Located<String>
    package var claim: String
    package var expect: Located<String>
    package var expectation: StoredPlan.Hypothesis.Expectation
    package var sides: Sides
    package var metric: Measure
    /// What configurations must have: `where`.
    package var condition: Condition?
    package var tune: [Located<String>]
    /// Nil: that of the report.
    package var scope: StoredPlan.ReportSettings.Scope?
    package var alpha: Double
    package var note: String?
    package var position: SourcePosition

    /// `compare`: the factor with what `a` and `b` mean.
    package struct Sides: Sendable {
      /// Nil where the expectation names its factors.
      package var factor: Located<String>?
      package var conditions: [Condition]
    }

    /// `metric`, with the places of its keys.
    package struct Measure: Sendable {
      package var metric: StoredPlan.Hypothesis.Metric
      package var position: SourcePosition
      package var positions: [String: SourcePosition] = [:]

      init(_ metric: StoredPlan.Hypothesis.Metric, _ position: SourcePosition) {
        self.metric = metric
        self.position = position
      }
    }
  }
}

extension Located<String> {
  /// Where a character of the text stands, by how many stand before it; in a block, or behind escapes, where the
  /// text begins.
  package func position(of offset: Int) -> SourcePosition {
    let rest = position.file.line(position.line).unicodeScalars.dropFirst(position.column - 1)
    for quote in [0, 1] where rest.dropFirst(quote).starts(with: value.unicodeScalars) {
      return SourcePosition(
        file: position.file, line: position.line, column: position.column + quote + offset)
    }
    return position
  }

  /// A word of the text with the place where it stands last.
  package func word(_ word: String) -> Located<String> {
    let offset = value.range(of: word, options: .backwards).map {
      value[..<$0.lowerBound].unicodeScalars.count
    }
    return Located(value: word, position: position(of: offset ?? 0))
  }
}
