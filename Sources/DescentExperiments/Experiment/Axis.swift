public import Descent

/// A factor of the grid: a path with its candidates, each of which is trained.
///
///     Axis("model.activation", [Tanh(), Snake(frequency: 2)])
///     Axis("optimizer.learning_rate", [0.01, 0.03, 0.1])
///     Axis("model.hidden", [[16], [32, 32]])
public struct Axis: ExperimentPart {
  public let part: Experiment.Part

  /// - Parameters:
  ///   - path: Where the components stand, such as `optimizer`.
  ///   - components: Each with all its settings, whatever the base has there; nil for none.
  public init(_ path: String, _ components: [(any Component)?]) {
    self.init(path, .list(components.map { .component($0) }))
  }

  /// Components that reports call by labels: `["slow": Snake(frequency: 1), "fast": Snake(frequency: 4)]`.
  public init(_ path: String, _ components: KeyValuePairs<String, any Component>) {
    self.init(path, .list(components.map { .component($1, label: $0) }))
  }

  /// Values of a setting or of a hyperparameter.
  public init(_ path: String, _ values: [Value]) {
    self.init(path, .list(values.map { .value($0) }))
  }

  public init(_ path: String, _ values: [Double]) {
    self.init(path, values.map { Value.number($0) })
  }

  public init(_ path: String, _ values: [Int]) {
    self.init(path, values.map { Value.integer($0) })
  }

  /// How the points of an interval are spaced.
  public enum Scale: String, Sendable {
    case linear
    /// In equal ratios.
    case log
  }

  /// So many points of an interval, with both ends.
  public init(_ path: String, min: Double, max: Double, num: Int, scale: Scale = .linear) {
    self.init(
      path,
      .settings([
        "min": .number(min), "max": .number(max), "num": .integer(num),
        "scale": scale == .linear ? nil : .text(scale.rawValue),
      ]))
  }

  /// A point of an interval every `step`.
  public init(_ path: String, min: Double, max: Double, step: Double) {
    self.init(
      path, .settings(["min": .number(min), "max": .number(max), "step": .number(step)]))
  }

  private init(_ path: String, _ candidates: Experiment.Content) {
    part = Experiment.Part("grid", .map([(path, candidates)]))
  }
}
