public import Descent
public import DescentStore

/// The claims that the sweep is to test: `hypotheses`.
///
///     Hypotheses(
///       Hypothesis(
///         "H1", "momentum reaches a loss of 0.35 in fewer epochs", expect: "a < b",
///         factor: "optimizer", a: "momentum", b: "sgd",
///         metric: .init("epochs_to", of: "val_loss", target: 0.35),
///         tune: ["optimizer.learning_rate"]))
public struct Hypotheses: ExperimentPart {
  public let part: Experiment.Part

  public init(_ hypotheses: Hypothesis...) {
    part = Experiment.Part("hypotheses", .list(hypotheses.map(\.content)))
  }
}

/// One claim of ``Hypotheses``.
public struct Hypothesis: Sendable {
  let content: Experiment.Content

  /// The number of each run that a claim is about: `metric`.
  public struct Metric: Sendable, ExpressibleByStringLiteral {
    let content: Experiment.Content

    /// - Parameters:
    ///   - name: A column, or `epochs_to`, `seconds_to`, `failure_rate`, `lr_sensitivity`.
    ///   - column: What a target or a sensitivity is about.
    ///   - target: The value to be reached.
    ///   - layer: `first`, `last`, `max`, `mean` or a number.
    ///   - epochs: `init`, `epoch N`, `final`, `best` or `mean A..B`; by default final.
    public init(
      _ name: String, of column: String? = nil, target: Double? = nil, layer: String? = nil,
      at epochs: String? = nil
    ) {
      content = .settings([
        "name": .text(name), "of": column.map { .text($0) }, "target": target.map { .number($0) },
        "layer": layer.map { .text($0) }, "at": epochs.map { .text($0) },
      ])
    }

    public init(stringLiteral name: String) { self.init(name) }
  }

  /// - Parameters:
  ///   - id: Its name, of letters, digits and `_`.
  ///   - claim: In prose.
  ///   - expectation: What is expected: `a > b by 10x`, `increasing over model.depth`.
  ///   - factor: The factor of the sides; none where the expectation names its factors.
  ///   - a: A level of it.
  ///   - b: Another level.
  ///   - metric: The number that the claim is about.
  ///   - conditions: Settings that all configurations must have.
  ///   - tune: Settings at whose best each side is taken.
  ///   - scope: What the claim speaks of; by default what the report does.
  ///   - alpha: The accepted chance of a false support.
  ///   - note: Whatever else is worth saying.
  public init(
    _ id: String, _ claim: String, expect expectation: String, factor: String? = nil,
    a: Value? = nil, b: Value? = nil, metric: Metric,
    where conditions: KeyValuePairs<String, Value> = [:], tune: [String] = [],
    scope: Reports.Settings.Scope? = nil, alpha: Double? = nil, note: String? = nil
  ) {
    var entries: [Experiment.Content.Entry] = [
      ("id", .value(.text(id))), ("claim", .value(.text(claim))),
      ("expect", .value(.text(expectation))),
    ]
    if let factor {
      entries.append(("compare", .settings(["factor": .text(factor), "a": a, "b": b])))
    }
    entries.append(("metric", metric.content))
    if !conditions.isEmpty {
      entries.append(("where", .map(conditions.map { ($0, .value($1)) })))
    }
    if !tune.isEmpty { entries.append(("tune", .texts(tune))) }
    entries +=
      Experiment.Content.settings([
        "scope": scope.map { .text($0.rawValue) }, "alpha": alpha.map { .number($0) },
        "note": note.map { .text($0) },
      ]).entries
    content = .map(entries)
  }
}
