package import DescentStore

/// What a report says of a run's curve.
package struct CurveSummary {
  /// The primary metric at ``scoreEpoch``; nil for a run that failed or has no finite value there.
  package private(set) var score: Double?
  /// The epoch that counts: the last one, or the one with the best primary metric.
  package private(set) var scoreEpoch: Int?
  /// The test value of the primary metric at ``scoreEpoch``.
  package let testValue: Double?
  /// The primary metric before training; a test metric is not measured then, its validation twin
  /// stands in.
  package let untrainedScore: Double?
  /// The training value of the primary metric before training and at ``scoreEpoch``, turned so that
  /// larger is better; the metric itself where it was not measured in training.
  package let trainingStart: Double?
  package let trainingEnd: Double?
  /// Where the run first reached the plan's target.
  package let targetEpoch: Int?
  /// How fast the primary metric changed in the last tenth of the epochs; nil for less than ten.
  ///
  /// A test metric's validation twin stands in.
  package let finalSlope: Double?
  package let largestGradNorm: Double?
  /// The training loss before training.
  package let untrainedLoss: Double?

  package init(_ outcome: StoredOutcome, _ plan: StoredPlan) {
    let selection = plan.selection
    let own = MetricName(selection.metric)
    let direction = Direction(maximize: selection.maximize)
    let history = outcome.history
    let row = Self.scoredRow(of: outcome, selection)
    score = row.flatMap(own.value)
    scoreEpoch = row?.epoch
    testValue = row.flatMap(MetricName(part: "test", metric: own.metric).value)

    let start = history.first { $0.epoch == 0 }
    let twin = MetricName(part: "val", metric: own.metric)
    untrainedScore = start.flatMap { own.value(in: $0) ?? twin.value(in: $0) }
    let training = MetricName(part: "train", metric: own.metric)
    func trainingValue(_ row: HistoryRow?) -> Double? {
      row.flatMap { training.value(in: $0) ?? own.value(in: $0) }.map(direction.oriented)
    }
    trainingStart = trainingValue(start)
    trainingEnd = trainingValue(row)
    targetEpoch = plan.target.flatMap { outcome.reaches($0)?.epoch }
    finalSlope = Self.finalSlope(history.compactMap((own.part == "test" ? twin : own).value))
    untrainedLoss = start.flatMap(MetricName(part: "train", metric: "loss").value)
    largestGradNorm = history.compactMap(\.gradNorm).filter(\.isFinite).max()
  }

  /// The epoch that counts; nil where the run has no score of its own.
  package static func scoredRow(
    of outcome: StoredOutcome, _ selection: StoredPlan.Selection
  ) -> HistoryRow? {
    guard outcome.run.status.hasScore, !outcome.run.status.isFailure else { return nil }
    return selection.atBest
      ? outcome.best(MetricName(selection.metric), selection) : outcome.history.last
  }

  private static func finalSlope(_ curve: [Double]) -> Double? {
    curve.count < 10 ? nil : slope(curve.suffix(max(3, curve.count / 10)))
  }

  /// The least-squares slope per step of equally spaced values.
  private static func slope(_ values: ArraySlice<Double>) -> Double {
    let n = Double(values.count)
    let centre = (n - 1) / 2
    var products = 0.0
    var squares = 0.0
    for (index, value) in values.enumerated() {
      let x = Double(index) - centre
      products += x * value
      squares += x * x
    }
    return squares > 0 ? products / squares : 0
  }
}

extension StoredOutcome {
  /// The epoch with the best value of a metric; the first of equals.
  package func best(_ name: MetricName, _ selection: StoredPlan.Selection) -> HistoryRow? {
    let direction = Direction(maximize: selection.maximize)
    var best: (value: Double, row: HistoryRow)?
    for row in history {
      guard let value = name.value(in: row) else { continue }
      if let best, !direction.isBetter(value, than: best.value) { continue }
      best = (value, row)
    }
    return best?.row
  }

  /// Where the run first reached a target; nil where it never did.
  package func reaches(_ target: StoredPlan.Target) -> HistoryRow? {
    let name = MetricName(target.metric)
    return history.first { row in
      name.value(in: row).map { target.maximize ? $0 >= target.value : $0 <= target.value } ?? false
    }
  }
}
