package import Descent

/// What configurations must have to be meant: the keys of a `where` or of a `baseline`.
package struct Condition: Sendable {
  package var terms: [Term]
  package var position: SourcePosition
  /// Whether all of it could be read.
  package var isWhole = true

  /// One key with the values that are right for it.
  package struct Term: Sendable {
    package var path: Located<String>
    package var pattern: Located<Pattern>
  }

  /// What a resolved value is held against; its own type decides how the text is read.
  package indirect enum Pattern: Sendable {
    case scalar(YAMLScalar)
    /// A literal list.
    case list([Pattern])
    /// Any of a list on the right.
    case anyOf([Pattern])
    /// `{min: .., max: ..}`, ends included.
    case interval(ClosedRange<Double>)
  }
}

extension Condition.Pattern {
  package func matches(_ value: Value) -> Bool {
    switch (self, value) {
    case (.anyOf(let patterns), _): patterns.contains { $0.matches(value) }
    case (.interval(let range), _): value.number.map(range.contains) ?? false
    case (.list(let patterns), .list(let values)):
      patterns.count == values.count && zip(patterns, values).allSatisfy { $0.matches($1) }
    case (.list, _): false
    case (.scalar(let scalar), .number), (.scalar(let scalar), .integer):
      (try? scalar.number()) == value.number
    case (.scalar(let scalar), .boolean(let flag)): (try? scalar.boolean()) == flag
    // A list as reports write it: 32x32.
    case (.scalar(let scalar), .text), (.scalar(let scalar), .list):
      scalar.text == value.description
    }
  }

  /// With numbers in their shortest form, so that two ways to write a value are one text.
  package var normalized: String {
    switch self {
    case .scalar(let scalar):
      (try? scalar.number()).map { Value.number($0).description } ?? scalar.text
    case .list(let patterns), .anyOf(let patterns):
      "[" + patterns.map(\.normalized).joined(separator: ", ") + "]"
    case .interval: text
    }
  }

  /// As the file has it.
  package var text: String {
    switch self {
    case .scalar(let scalar): scalar.text
    case .list(let patterns), .anyOf(let patterns):
      "[" + patterns.map(\.text).joined(separator: ", ") + "]"
    case .interval(let range):
      "{"
        + [("min", range.lowerBound), ("max", range.upperBound)].filter { $0.1.isFinite }
        .map { "\($0): \(Value.number($1))" }.joined(separator: ", ") + "}"
    }
  }
}

extension Configuration {
  /// Whether every key is there, with a value that is right for it.
  package func matches(_ condition: Condition) -> Bool {
    condition.terms.allSatisfy(matches)
  }

  /// A component may also be meant by its label.
  package func matches(_ term: Condition.Term) -> Bool {
    guard let level = level(term.path.value) else { return false }
    return term.pattern.value.matches(level.value)
      || term.pattern.value.matches(.text(level.text))
  }
}

extension Condition.Term {
  /// What is wrong with it where no configuration meets it; nil where one does.
  ///
  /// - Parameters:
  ///   - configurations: Those that it may mean.
  ///   - candidates: Paths that could have stood in the place of its own.
  /// - Returns: A sentence, and the place of what it is about.
  package func fault(
    among configurations: some Sequence<Configuration>, candidates: [String]
  ) -> Located<String>? {
    let path = path.value
    var levels: [String] = []
    var seen: Set<String> = []
    var sections: Set<Section> = []
    for configuration in configurations {
      if configuration.matches(self) { return nil }
      guard let level = configuration.level(path) else {
        sections.formUnion(configuration.sections)
        continue
      }
      if seen.insert(level.text).inserted { levels.append(level.text) }
    }
    guard levels.isEmpty else {
      let text = pattern.value.text
      return Located(
        value: "no configuration has '\(path)' '\(text)'; " + alternatives(to: text, among: levels),
        position: pattern.position)
    }
    let known = candidates.isEmpty ? Setting.all.map(\.path) : candidates
    let isNear = nearestName(to: path, among: known) != nil
    let fixed = isNear ? nil : nearestName(to: path, among: sections.flatMap(\.paths))
    return Located(
      value: "no configuration has a setting '\(path)'; "
        + (fixed.map { "did you mean '\($0)'?" } ?? ComparisonPlan.othersThan(path, among: known)),
      position: self.path.position)
  }
}
