import Descent
package import DescentStore

/// What the report will compare, and by what: the factors, their levels, the primary metric.
package struct ComparisonPlan: Sendable {
  package var metrics: [String] = []
  /// By the metric's name.
  package var metricKinds: [String: StoredPlan.MetricKind] = [:]
  package var selection = StoredPlan.Selection(metric: "val_loss", maximize: false)
  package var factors: [StoredPlan.Factor] = []
  package var comparisons: [StoredPlan.Comparison] = []
  package var tune: [String] = []
  package var target: StoredPlan.Target?
  /// How the results are told; with the levels that the baseline means.
  package var report: StoredPlan.ReportSettings
  package var hypotheses: [StoredPlan.Hypothesis] = []
  /// The ids of those that a command line left nothing of.
  var hypothesesLeftOut: [String] = []
  /// What the command line left out of them and of the comparison.
  private(set) var notes: [Diagnostic] = []
  /// Whether the metrics are known.
  let isMeasured: Bool
  /// For each configuration the level of every factor and comparison.
  package var levels: [Levels] = []

  package struct Levels: Sendable {
    package var factors: [String: String] = [:]
    package var comparisons: [String: String] = [:]
    /// The learning rate that the optimizer declares.
    package var defaultRate: Double?
  }

  static func defaultMetrics(_ task: LearningTask) -> [String] {
    task.kind == .regression ? ["mae", "r2"] : ["accuracy"]
  }

  /// - Parameters:
  ///   - document: What the file says.
  ///   - configurations: All that are planned.
  ///   - measured: One of them with its task and its metrics; where there is none, nothing that depends
  ///     on them is judged.
  ///   - varied: What the document varies.
  ///   - registry: The components that it may name.
  ///   - mistakes: Gets what is named and not there.
  init(
    _ document: Document, configurations: [Configuration],
    measured: Plan.PlannedConfiguration?, varied: VariedPaths, registry: Registry,
    mistakes: inout [Diagnostic]
  ) {
    isMeasured = measured != nil
    report = document.report.settings
    report.namesComparisons = document.compare != nil
    guard !configurations.isEmpty else { return }
    let recorded = measured?.configuration.metrics(from: registry) ?? []
    metrics = recorded.map(\.name)
    for metric in recorded {
      let component = type(of: metric.metric)
      metricKinds[metric.name] = StoredPlan.MetricKind(
        component: metric.name == component.name ? nil : component.name,
        maximize: component.maximizes)
    }
    let axes = Axes(varied, configurations)
    factors = axes.factors
    choose(document, axes, &mistakes)
    if let measured {
      let data = Set(configurations.compactMap { $0[section: Slot.data.rawValue] })
      let hasTestPart = data.allSatisfy { Configuration([$0]).hasTestPart }
      select(document, measured.task, axes, recorded, hasTestPart: hasTestPart, &mistakes)
      target = document.target.flatMap { target($0, axes, &mistakes) }
    }
    comparisons = comparisons.filter { $0.levels.count > 1 }
    let compared = comparisons.map { ($0.path, axes.levels($0.path, tune)) }
    let levelsOfFactors = factors.map { ($0.path, axes.levels($0.path)) }
    let rates = defaultRates(of: configurations, registry)
    levels = configurations.indices.map { index in
      var levels = Levels()
      for (path, all) in levelsOfFactors { levels.factors[path] = all[index]?.text }
      for (path, names) in compared { levels.comparisons[path] = names[index] }
      levels.defaultRate = configurations[index].name(.optimizer).flatMap {
        rates[$0]
      }
      return levels
    }
    // Where 'compare' is wrong, what it means cannot be held against the baseline.
    let isComparisonRight = document.compare?.allSatisfy { varied.all.contains($0.value) } ?? true
    let isEdited = document.pathsOfFile != nil
    if isComparisonRight || isEdited, let condition = document.report.baseline {
      var faults: [Diagnostic] = []
      report.baseline = baseline(condition, configurations, &faults)
      if isEdited, !faults.isEmpty {
        leaveOut("'baseline'", "no such level")
      } else {
        mistakes += faults
      }
    }
    for hypothesis in document.hypotheses {
      var planner = HypothesisPlanner(hypothesis, self, axes, configurations)
      if let planned = planner.plan() { hypotheses.append(planned) }
      if isEdited, !planner.mistakes.isEmpty {
        hypothesesLeftOut.append(hypothesis.id.value)
        leaveOut("hypothesis '\(hypothesis.id.value)'", "nothing to test it on")
      } else {
        mistakes += planner.mistakes
      }
    }
  }

  /// Says what is left out, as the command line took away what it names.
  private mutating func leaveOut(_ what: String, _ why: String) {
    notes.append(
      Diagnostic("\(what) is left out: this command line leaves \(why)", severity: .note))
  }

  /// The declared learning rate of each optimizer, by name.
  private func defaultRates(
    of configurations: [Configuration], _ registry: Registry
  ) -> [String: Double] {
    var rates: [String: Double] = [:]
    for name in Set(configurations.compactMap { $0.name(.optimizer) }) {
      let component = registry.component(.optimizer, named: name)
      let rate = component?.hyperparameters.first { $0.name == "learning_rate" }
      rates[name] = component.flatMap { rate?.value(of: $0.init()).number }
    }
    return rates
  }

  // MARK: - Compare and tune

  private mutating func choose(
    _ document: Document, _ axes: Axes, _ mistakes: inout [Diagnostic]
  ) {
    func known(_ names: [Located<String>]?, _ what: String) -> [String]? {
      guard let names else { return nil }
      let known = names.compactMap { name -> String? in
        if axes.candidates.contains(name.value) { return name.value }
        if document.pathsOfFile?.contains(name.value) ?? false {
          leaveOut("'\(name.value)' of '\(what)'", "no two values of it")
        } else {
          mistakes.append(Self.fixed(name, in: what, candidates: axes.candidates))
        }
        return nil
      }
      // Where nothing is left of them, it is as if none had been named.
      return document.pathsOfFile != nil && known.isEmpty && !names.isEmpty ? nil : known
    }
    let compared = known(document.compare, "compare")
    let rate = "optimizer.learning_rate"
    let tuned =
      known(document.tune, "tune")
      ?? (axes.candidates.contains(rate) && !(compared ?? []).contains(rate) ? [rate] : [])
    mistakes += Self.overlap(document)
    tune = tuned.filter(axes.offersChoice)
    // With nothing else to compare, the tuned setting is what the sweep is about.
    // Data sets are what a question is asked of, not what it is about.
    let rest = axes.mainPaths.filter { !tuned.contains($0) && $0 != Slot.data.rawValue }
    let paths = compared ?? (rest.isEmpty ? tuned.filter { !axes.drawnPaths.contains($0) } : rest)
    tune.removeAll(where: paths.contains)
    comparisons = paths.map { axes.comparison($0, tune: tune) }
  }

  /// A name of `compare` or `tune` that does not vary.
  static func fixed(
    _ name: Located<String>, in key: String, candidates: [String]
  ) -> Diagnostic {
    Diagnostic(
      "'\(key)' names '\(name.value)', which does not vary; "
        + othersThan(name.value, among: candidates), at: name.position, code: "E17")
  }

  /// What stands in both `compare` and `tune`.
  static func overlap(_ document: Document) -> [Diagnostic] {
    let compared = Set((document.compare ?? []).map(\.value))
    return (document.tune ?? []).filter { compared.contains($0.value) }.map {
      Diagnostic("'\($0.value)' is in both 'compare' and 'tune'", at: $0.position, code: "E17")
    }
  }

  /// What could have stood in the place of a path that does not vary.
  package static func othersThan(_ path: String, among candidates: [String]) -> String {
    guard !candidates.isEmpty else { return "nothing does" }
    if let whole = candidates.first(where: { $0.hasSuffix("." + path) }) {
      return "did you mean '\(whole)'?"
    }
    let known = alternatives(to: path, among: candidates)
    guard nearestName(to: path, among: candidates) == nil else { return known }
    // `activaton` is near to the end of `model.activation`.
    let ends = candidates.map { $0.split(separator: ".").last.map(String.init) ?? $0 }
    guard let near = nearestName(to: path, among: ends), let index = ends.firstIndex(of: near)
    else { return known }
    return "did you mean '\(candidates[index])'?"
  }

  // MARK: - The primary metric

  private mutating func select(
    _ document: Document, _ task: LearningTask, _ axes: Axes, _ recorded: [RecordedMetric],
    hasTestPart: Bool, _ mistakes: inout [Diagnostic]
  ) {
    let known = columns(hasTestPart ? ["val", "train", "test"] : ["val", "train"])
    let metric = Self.primaryMetric(document, metrics)
    let position = document.select?.metric.position ?? document.base.position
    guard known.contains(metric) else {
      mistakes.append(
        Diagnostic(
          "'select' names '\(metric)', which is not recorded; "
            + alternatives(to: metric, among: known), at: position, code: "E17"))
      return
    }
    selection = StoredPlan.Selection(
      metric: metric, component: metricKinds[MetricName(metric).metric]?.component,
      maximize: Self.maximizes(metric, document, recorded),
      atBest: document.select?.atBest ?? false)
    if let varied = axes.differentLoss(metric) {
      let other = metrics.first ?? Self.defaultMetrics(task)[0]
      mistakes.append(
        Diagnostic(
          "'\(varied)' varies, so '\(metric)' cannot be compared between runs; "
            + "select another metric, such as val_\(other)", at: position, code: "E19"))
    }
  }

  /// Whether more of a recorded column is better.
  func maximizes(_ column: String) -> Bool {
    column == selection.metric
      ? selection.maximize : metricKinds[MetricName(column).metric]?.maximize ?? false
  }

  /// The recorded columns of some parts of the data.
  func columns(_ parts: [String]) -> [String] {
    parts.flatMap { part in (["loss"] + metrics).map { part + "_" + $0 } }
  }

  /// What `select` names, or what it would by default.
  static func primaryMetric(_ document: Document, _ metrics: [String]) -> String {
    document.select?.metric.value
      ?? (metrics.contains("accuracy") ? "val_accuracy" : "val_loss")
  }

  /// Whether more of the primary metric is better.
  static func maximizes(
    _ metric: String, _ document: Document, _ recorded: [RecordedMetric]
  ) -> Bool {
    document.select?.maximize
      ?? recorded.first { $0.name == MetricName(metric).metric }
      .map { type(of: $0.metric).maximizes } ?? false
  }
}

extension ComparisonPlan.Axes {
  /// What varies and makes the values of a column differ in kind, if anything: a loss under different
  /// losses or on different data.
  func differentLoss(_ column: String) -> String? {
    guard MetricName(column).metric == "loss" else { return nil }
    return candidates.first { path in
      ["loss", "data"].contains { path == $0 || path.hasPrefix($0 + ".") }
    }
  }
}
