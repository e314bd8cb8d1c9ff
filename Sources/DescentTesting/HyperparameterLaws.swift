public import Descent

/// What holds for the declared settings of every component.
public enum HyperparameterLaws {
  public static func findings(for component: any Component) -> [Finding] {
    names(of: component) + defaults(of: component) + refusals(of: component)
      + roundTrip(of: component) + separation(of: component)
  }

  /// Settings have names of their own, in snake_case.
  public static func names(of component: any Component) -> [Finding] {
    let names = hyperparameters(component).map(\.name)
    var findings = names.filter { !ComponentLaws.isSnakeCase($0) }.map {
      Finding(component, "settings are named in snake_case", "one is named '\($0)'")
    }
    if Set(names).count < names.count {
      findings.append(
        Finding(component, "settings have names of their own", "the names are \(names)"))
    }
    return findings
  }

  /// The defaults lie in their own ranges.
  public static func defaults(of component: any Component) -> [Finding] {
    hyperparameters(component).compactMap { hyperparameter in
      let value = hyperparameter.value(of: type(of: component).init())
      guard !hyperparameter.type.contains(value) else { return nil }
      return Finding(
        component, "the default of '\(hyperparameter.name)' lies in its range",
        "it is \(value) where \(hyperparameter.type.expectation) is expected")
    }
  }

  /// A range refuses the value that it calls invalid.
  public static func refusals(of component: any Component) -> [Finding] {
    hyperparameters(component).compactMap { hyperparameter in
      guard let value = hyperparameter.type.invalidValue, hyperparameter.type.contains(value)
      else { return nil }
      return Finding(
        component, "the range of '\(hyperparameter.name)' refuses an invalid value",
        "it takes \(value)")
    }
  }

  /// A component made from another one's settings has the same settings.
  public static func roundTrip(of component: any Component) -> [Finding] {
    let settings = component.settings
    let copy = type(of: component).init(settings: settings)
    guard copy.settings != settings else { return [] }
    return [
      Finding(
        component, "settings survive being written and read",
        "\(settings) became \(copy.settings)")
    ]
  }

  /// Setting one setting changes that one alone.
  public static func separation(of component: any Component) -> [Finding] {
    hyperparameters(component).compactMap { hyperparameter in
      let name = hyperparameter.name
      var expected = type(of: component).init().settings
      guard let value = other(than: expected[name], of: hyperparameter.type) else { return nil }
      expected[name] = value
      let changed = type(of: component).init(settings: [name: value]).settings
      guard changed != expected else { return nil }
      return Finding(
        component, "setting '\(name)' changes it and nothing else",
        "with \(value) the settings are \(changed)")
    }
  }

  private static func hyperparameters(_ component: any Component) -> [Hyperparameter] {
    type(of: component).hyperparameters
  }

  /// An allowed value that is not the given one, where there is one.
  private static func other(than value: Value?, of type: ValueType) -> Value? {
    let candidates: [Value] =
      switch type {
      case .number, .numberOr: Self.numbers.map { .number($0) }
      case .integer, .integerOr: Self.integers.map { .integer($0) }
      case .numbers: Self.numbers.map { .list([.number($0), .number($0)]) }
      case .integers: Self.integers.map { .list([.integer($0), .integer($0)]) }
      case .boolean: [.boolean(true), .boolean(false)]
      case .text: [.text("some text")]
      case .choice(let names): names.map { .text($0) }
      case .texts: [.list([.text("one"), .text("two")])]
      }
    return candidates.first { type.contains($0) && $0 != value }
  }

  private static let numbers = [0.125, 0.5, 2, -2, 100]
  private static let integers = [1, 2, 3, 10, 100]
}
