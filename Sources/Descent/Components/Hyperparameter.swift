/// One setting of a component: its name, its type and range, and where it is kept.
///
///     static let hyperparameters = [Hyperparameter("slope", \Self.slope, in: 0..<1)]
///     var slope = 0.01
///
/// Reading from YAML, the range check, "did you mean", the report's column, the documentation and the
/// invalid value that a test tries all come from this one declaration. The default is the
/// property's own.
public struct Hyperparameter: Sendable {
  public let name: String
  public let type: ValueType
  /// What it does, in a few words.
  public let help: String

  private let read: @Sendable (any Component) -> Value
  private let write: @Sendable (Value, any Component) -> any Component

  public func value(of component: any Component) -> Value { read(component) }

  /// Stores a value that ``ValueType/contains(_:)`` has accepted.
  public func set<C: Component>(_ value: Value, on component: inout C) {
    if let changed = write(value, component) as? C { component = changed }
  }

  // MARK: - Declaring numbers

  public init<C: Component>(
    _ name: String, _ path: any WritableKeyPath<C, Double> & Sendable, in range: Range<Double>,
    _ help: String = ""
  ) {
    self.init(name, path, in: Bounds(range), help)
  }

  public init<C: Component>(
    _ name: String, _ path: any WritableKeyPath<C, Double> & Sendable,
    in range: ClosedRange<Double>, _ help: String = ""
  ) {
    self.init(name, path, in: Bounds(range), help)
  }

  /// A number within bounds that a Swift range cannot write, such as `.above(0)`.
  public init<C: Component>(
    _ name: String, _ path: any WritableKeyPath<C, Double> & Sendable, in bounds: Bounds,
    _ help: String = ""
  ) {
    self.init(
      name, .number(bounds), help, path, wrap: { .number($0) }, unwrap: { $0.number })
  }

  public init<C: Component>(
    _ name: String, _ path: any WritableKeyPath<C, Int> & Sendable, in range: ClosedRange<Int>,
    _ help: String = ""
  ) {
    self.init(
      name, .integer(range), help, path, wrap: { .integer($0) },
      unwrap: { if case .integer(let value) = $0 { value } else { nil } })
  }

  // MARK: - Declaring other types

  public init<C: Component>(
    _ name: String, _ path: any WritableKeyPath<C, Bool> & Sendable, _ help: String = ""
  ) {
    self.init(
      name, .boolean, help, path, wrap: { .boolean($0) },
      unwrap: { if case .boolean(let value) = $0 { value } else { nil } })
  }

  public init<C: Component>(
    _ name: String, _ path: any WritableKeyPath<C, String> & Sendable, _ help: String = ""
  ) {
    self.init(
      name, .text, help, path, wrap: { .text($0) },
      unwrap: { if case .text(let value) = $0 { value } else { nil } })
  }

  /// A list of texts, such as the columns of a table.
  public init<C: Component>(
    _ name: String, _ path: any WritableKeyPath<C, [String]> & Sendable, _ help: String = ""
  ) {
    self.init(
      name, .texts, help, path, wrap: { .list($0.map { .text($0) }) },
      unwrap: { value in
        guard case .list(let values) = value else { return nil }
        return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      })
  }

  /// A list of numbers, such as the milestones of a schedule.
  public init<C: Component>(
    _ name: String, _ path: any WritableKeyPath<C, [Double]> & Sendable, in bounds: Bounds,
    _ help: String = ""
  ) {
    self.init(
      name, .numbers(bounds), help, path, wrap: { .list($0.map { .number($0) }) },
      unwrap: { value in
        guard case .list(let values) = value else { return nil }
        return values.compactMap(\.number)
      })
  }

  /// One of an enumeration's cases, by raw value.
  public init<C: Component, Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ path: any WritableKeyPath<C, Choice> & Sendable, _ help: String = ""
  ) {
    self.init(
      name, .choice(Choice.allCases.map(\.rawValue)), help, path, wrap: { .text($0.rawValue) },
      unwrap: { if case .text(let value) = $0 { Choice(rawValue: value) } else { nil } })
  }

  private init<C: Component, Stored>(
    _ name: String, _ type: ValueType, _ help: String,
    _ path: any WritableKeyPath<C, Stored> & Sendable,
    wrap: @escaping @Sendable (Stored) -> Value, unwrap: @escaping @Sendable (Value) -> Stored?
  ) {
    self.name = name
    self.type = type
    self.help = help
    read = { component in
      guard let component = component as? C else {
        fatalError("'\(name)' belongs to \(C.self), not to \(Swift.type(of: component))")
      }
      return wrap(component[keyPath: path])
    }
    write = { value, component in
      guard var changed = component as? C, let stored = unwrap(value) else {
        fatalError("'\(name)' of \(C.self) cannot hold \(value)")
      }
      changed[keyPath: path] = stored
      return changed
    }
  }
}
