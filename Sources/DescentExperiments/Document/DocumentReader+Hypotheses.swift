import Descent
import DescentStore

extension DocumentReader {
  /// `hypotheses`: a list of claims.
  func readHypotheses(_ node: YAMLNode) -> [Document.Hypothesis] {
    guard let items = node.sequence else {
      report(
        "'hypotheses' must be a list of claims, not \(node.summary)", at: node.position, "E05")
      return []
    }
    var hypotheses: [Document.Hypothesis] = []
    for hypothesis in items.compactMap(readHypothesis) {
      let id = hypothesis.id
      if !id.value.isEmpty, let first = hypotheses.first(where: { $0.id.value == id.value }) {
        report(
          "hypothesis '\(id.value)' is given twice; the first is in line "
            + "\(first.id.position.line)", at: id.position, "E08")
      } else {
        hypotheses.append(hypothesis)
      }
    }
    return hypotheses
  }

  private func readHypothesis(_ node: YAMLNode) -> Document.Hypothesis? {
    guard let entries = node.mapping else {
      report("expected a hypothesis as a map, found \(node.summary)", at: node.position, "E05")
      return nil
    }
    let known = [
      "id", "claim", "expect", "compare", "metric", "where", "tune", "scope", "alpha", "note",
    ]
    guard checkKeys(of: entries, known: known, in: "hypotheses") else { return nil }
    let texts = ["id", "claim", "expect"].map { requiredText($0, of: node, in: "a hypothesis") }
    _ = texts[0].map { isIdentifier($0, what: "the 'id' of a hypothesis") }
    let expectation = texts[2].flatMap(readExpectation)
    let metric = readMeasure(of: node)
    let sides = readSides(node, expectation)
    let condition = node["where"].flatMap { readCondition($0, "where", "E20") }
    if let condition, condition.terms.isEmpty {
      report("'where' is empty; leave it out to mean all", at: condition.position, "E20")
    }
    let scope = node["scope"].flatMap {
      readChoice($0, of: StoredPlan.ReportSettings.Scope.allCases.map(\.rawValue))
    }
    let alpha = node["alpha"].flatMap { readValue($0, .number(.between(0, 0.5)), "alpha")?.number }
    let note = node["note"].flatMap(readText)
    let tune = node["tune"].map { readNames($0, what: "a list of settings") } ?? []
    guard let expect = texts[2], let expectation, let metric, let sides else { return nil }
    // Without its names, which are reported, the rest can still be judged.
    return Document.Hypothesis(
      id: texts[0] ?? Located(value: "", position: node.position),
      claim: texts[1]?.value ?? "", expect: expect, expectation: expectation, sides: sides,
      metric: metric, condition: condition, tune: tune,
      scope: scope.flatMap(StoredPlan.ReportSettings.Scope.init), alpha: alpha ?? 0.05,
      note: note, position: node.position)
  }

  private func requiredText(
    _ key: String, of node: YAMLNode, in place: String
  ) -> Located<String>? {
    guard let value = node[key] else {
      report(
        "\(place) needs \("aeiou".contains(key.first ?? "x") ? "an" : "a") '\(key)'",
        at: node.position, "E20")
      return nil
    }
    return readText(value).map { Located(value: $0, position: value.position) }
  }

  /// What is expected, or a mistake at the word that is wrong.
  private func readExpectation(
    _ text: Located<String>
  ) -> StoredPlan.Hypothesis.Expectation? {
    do {
      return try ExpectParser.parse(text.value)
    } catch {
      report("'expect': " + error.message, at: text.position(of: error.offset), "E20")
      return nil
    }
  }

  // MARK: - Sides

  /// `compare: {factor, a, b}`, as far as the expectation speaks of sides.
  private func readSides(
    _ node: YAMLNode, _ expectation: StoredPlan.Hypothesis.Expectation?
  ) -> Document.Hypothesis.Sides? {
    let wanted: [String]
    switch expectation {
    case .difference, .equivalence: wanted = ["a", "b"]
    case .threshold: wanted = ["a"]
    case .trend, .shares:
      if let compare = node["compare"] {
        report("'expect' names its factors; leave out 'compare'", at: compare.position, "E20")
      }
      return Document.Hypothesis.Sides(factor: nil, conditions: [])
    case nil: return nil
    }
    guard let compare = node["compare"] else {
      report(
        "a hypothesis about \(wanted.map { "'\($0)'" }.joined(separator: " and ")) needs a "
          + "'compare': {factor, \(wanted.joined(separator: ", "))}", at: node.position, "E20")
      return nil
    }
    guard let entries = compare.mapping else {
      report("'compare' must be a map, not \(compare.summary)", at: compare.position, "E05")
      return nil
    }
    guard checkKeys(of: entries, known: ["factor"] + wanted, in: "compare"),
      let factor = requiredText("factor", of: compare, in: "'compare'")
    else { return nil }
    let conditions = wanted.compactMap { side -> Condition? in
      guard let level = compare[side] else {
        report("'compare' needs '\(side)', a level of the factor", at: compare.position, "E20")
        return nil
      }
      return readSide(level, side, of: factor)
    }
    return conditions.count == wanted.count
      ? Document.Hypothesis.Sides(factor: factor, conditions: conditions) : nil
  }

  /// A level: a value, or a component with some of its settings.
  private func readSide(
    _ node: YAMLNode, _ side: String, of factor: Located<String>
  ) -> Condition? {
    if node["name"] != nil {
      guard var condition = readCondition(node, side, "E20") else { return nil }
      for index in condition.terms.indices {
        let key = condition.terms[index].path.value
        condition.terms[index].path.value = factor.value + "." + key
      }
      return condition
    }
    return readPattern(node, side, "E20").map { pattern in
      Condition(
        terms: [
          Condition.Term(
            path: factor, pattern: Located(value: pattern, position: node.position))
        ], position: node.position)
    }
  }
}
