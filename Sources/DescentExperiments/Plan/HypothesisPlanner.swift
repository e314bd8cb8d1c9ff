import Descent
import DescentStore
import Foundation

/// Looks up what a hypothesis names in the configurations of a plan, and reports what is not there.
struct HypothesisPlanner {
  let hypothesis: Document.Hypothesis
  let comparison: ComparisonPlan
  let axes: ComparisonPlan.Axes
  let configurations: [Configuration]
  private(set) var mistakes: [Diagnostic] = []

  init(
    _ hypothesis: Document.Hypothesis, _ comparison: ComparisonPlan, _ axes: ComparisonPlan.Axes,
    _ configurations: [Configuration]
  ) {
    self.hypothesis = hypothesis
    self.comparison = comparison
    self.axes = axes
    self.configurations = configurations
  }

  /// The hypothesis with what it names; nil where something is not there.
  mutating func plan() -> StoredPlan.Hypothesis? {
    let members = self.members()
    let tune = hypothesis.tune.compactMap { factor($0, "'tune'") }
    let sides = self.sides(among: members)
    guard comparison.isMeasured else { return nil }
    // Where it is not known which are compared, the metric is held against all that may be.
    let involved = (sides.map { Set($0.groups.joined()) } ?? Set(members)).sorted()
      .map { configurations[$0] }
    let metric = self.metric(of: involved.isEmpty ? configurations : involved)
    guard mistakes.isEmpty, let sides, let metric else { return nil }
    return StoredPlan.Hypothesis(
      id: hypothesis.id.value, claim: hypothesis.claim, expect: hypothesis.expect.value,
      expectation: sides.expectation, metric: metric, factor: sides.factor, levels: sides.levels,
      groups: sides.groups, axis: sides.axis, ownPaths: sides.ownPaths,
      conditions: conditions, tune: tune,
      budget: involved.compactMap { $0.integer("training.epochs") }.max() ?? 1,
      scope: hypothesis.scope ?? comparison.report.scope, alpha: hypothesis.alpha,
      note: hypothesis.note)
  }

  mutating func report(_ message: String, at position: SourcePosition) {
    mistakes.append(
      Diagnostic(
        "hypothesis '\(hypothesis.id.value)': " + message, at: position, code: "E20"))
  }

  /// A varied path that the file names.
  mutating func factor(_ name: Located<String>, _ place: String) -> String? {
    if axes.candidates.contains(name.value) { return name.value }
    report(
      "\(place) names '\(name.value)', which does not vary; "
        + ComparisonPlan.othersThan(name.value, among: axes.candidates), at: name.position)
    return nil
  }

  // MARK: - Where

  /// The configurations that meet `where`.
  private mutating func members() -> [Int] {
    let all = Array(configurations.indices)
    guard let condition = hypothesis.condition else { return all }
    let before = mistakes.count
    for term in condition.terms {
      let fault = term.fault(
        among: configurations, candidates: axes.candidates)
      if let fault { report(fault.value, at: fault.position) }
    }
    guard mistakes.count == before else { return [] }
    let members = all.filter { configurations[$0].matches(condition) }
    if members.isEmpty {
      report("no configuration meets all of 'where' at once", at: condition.position)
    }
    return members
  }

  private var conditions: [String: String] {
    Dictionary(
      (hypothesis.condition?.terms ?? []).map { ($0.path.value, $0.pattern.value.normalized) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: - Sides

  /// What is compared, by configurations.
  private struct Sides {
    var expectation: StoredPlan.Hypothesis.Expectation
    var factor: String?
    var levels: [String] = []
    var groups: [[Int]]
    var axis: [Double] = []
    var ownPaths: [String] = []
  }

  private mutating func sides(among members: [Int]) -> Sides? {
    switch hypothesis.expectation {
    case .difference, .threshold, .equivalence: return levels(among: members)
    case .trend(let isIncreasing, let name):
      let factor = factor(hypothesis.expect.word(name), "'expect'")
      return factor.flatMap { trend(over: $0, isIncreasing: isIncreasing, among: members) }
    case .shares(let larger, let smaller):
      let names = [larger, smaller].compactMap {
        factor(hypothesis.expect.word($0), "'expect'")
      }
      if names.count == 2, names[0] == names[1] {
        report("'\(larger)' is compared with itself", at: hypothesis.expect.position)
      }
      if names.count == 2, !members.isEmpty {
        for name in names where Set(levels(of: name, among: members)).count < 2 {
          report(
            "'\(name)' does not vary where 'where' is met",
            at: hypothesis.condition?.position ?? hypothesis.position)
        }
      }
      return Sides(expectation: hypothesis.expectation, groups: [members])
    }
  }

  /// The configurations at `a` and `b`, of those settings that both have.
  private mutating func levels(among members: [Int]) -> Sides? {
    guard let located = hypothesis.sides.factor, let path = factor(located, "'compare'") else {
      return nil
    }
    let own = axes.comparison(path, tune: hypothesis.tune.map(\.value)).ownPaths
    var groups: [[Int]] = []
    for condition in hypothesis.sides.conditions {
      let group = members.filter { configurations[$0].matches(condition) }
      groups.append(group)
      guard group.isEmpty, !members.isEmpty else { continue }
      let text = condition.terms.map(\.pattern.value.text).joined(separator: ", ")
      let known = Set(levels(of: path, among: members)).subtracting(["-"])
      report(
        "no level of '\(path)' is '\(text)'" + (hypothesis.condition == nil ? "" : " in 'where'")
          + "; " + alternatives(to: text, among: known), at: condition.position)
    }
    guard mistakes.isEmpty else { return nil }
    if groups.count == 2 {
      let position = hypothesis.sides.conditions[1].position
      guard Set(groups[0]).isDisjoint(with: groups[1]) else {
        report("'a' and 'b' mean the same configurations", at: position)
        return nil
      }
      let fixed = Set(own + hypothesis.tune.map(\.value))
      let settings = groups.map { Set($0.map { setting(of: $0, without: fixed) }) }
      let shared = settings[0].intersection(settings[1])
      if shared.isEmpty {
        report("'a' and 'b' never occur together, with all else equal", at: position)
      }
      groups = groups.map { group in
        group.filter { shared.contains(setting(of: $0, without: fixed)) }
      }
    }
    let names = hypothesis.sides.conditions.map { condition in
      condition.terms.map(\.pattern.value.normalized).joined(separator: ", ")
    }
    return Sides(
      expectation: hypothesis.expectation, factor: path, levels: names, groups: groups,
      ownPaths: own)
  }

  private mutating func trend(
    over path: String, isIncreasing: Bool, among members: [Int]
  ) -> Sides? {
    let levels = levels(of: path, among: members)
    let order = axes.factors.first { $0.path == path }?.levels ?? []
    var present = order.filter(Set(levels).contains)
    guard present.count >= 3 || members.isEmpty else {
      report(
        "a trend needs 3 levels of '\(path)' or more, and there "
          + (present.count == 1 ? "is 1" : "are \(present.count)"),
        at: hypothesis.expect.position)
      return nil
    }
    let numbers = present.compactMap(Double.init)
    var axis = present.indices.map { Double($0 + 1) }
    if numbers.count == present.count {
      let sorted = zip(numbers, present).sorted { $0.0 < $1.0 }
      present = sorted.map(\.1)
      if sorted.allSatisfy({ $0.0 > 0 }) { axis = sorted.map { log10($0.0) } }
    }
    return Sides(
      expectation: .trend(isIncreasing: isIncreasing, factor: path), factor: path,
      levels: present,
      groups: present.map { level in zip(members, levels).filter { $0.1 == level }.map(\.0) },
      axis: axis, ownPaths: axes.comparison(path, tune: []).ownPaths)
  }

  private func levels(of path: String, among members: [Int]) -> [String] {
    members.map { configurations[$0].level(path)?.text ?? "-" }
  }

  /// A configuration's levels of all that varies besides some paths.
  private func setting(of index: Int, without fixed: Set<String>) -> [String?] {
    axes.candidates.filter { !fixed.contains($0) }.map {
      configurations[index].level($0)?.text
    }
  }
}
