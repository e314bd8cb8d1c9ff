/// Plugins as authors write them, right and wrong.
enum PluginSources {
  static let snake = """
    import Descent

    struct Snake: Activation {
      static let name = "snake"
      func callAsFunction<T: Scalar>(_ x: T) -> T { x + .sin(x) * .sin(x) }
    }
    let components: [any Component.Type] = [Snake.self]
    """

  /// An activation whose formula is the given expression.
  static func activation(_ name: String, _ formula: String, besides: String = "") -> String {
    """
    import Descent
    \(besides)
    struct Odd: Activation {
      static let name = "\(name)"
      static let summary = "An odd activation"
      func callAsFunction<T: Scalar>(_ x: T) -> T { \(formula) }
    }
    let components: [any Component.Type] = [Odd.self]
    """
  }

  /// A small sweep of 20 runs, half of them with the activation of `odd.swift`.
  static func sweep(
    _ activation: String, plugin: String = "odd.swift", timeout: Int = 60
  ) -> String {
    """
    name: odd
    plugins: [\(plugin)]
    base:
      data: {name: moons, samples: 100}
      model: {hidden: [4]}
      optimizer: {name: sgd, learning_rate: 0.1}
      training: {epochs: 2}
    grid: {model.activation: [relu, \(activation)]}
    seeds: 10
    run: {timeout: \(timeout)s, memory: 300MB, jobs: 2}
    """
  }
}
