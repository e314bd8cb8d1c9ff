/// What every plugin is: a value type with a name, declared hyperparameters and a short description.
///
/// A conformance to one of the kinds below (``Activation``, ``Loss``, ``Optimizer``, …) is a whole
/// plugin. It is a struct whose `init()` gives the defaults; the hyperparameters are its `var`s, and
/// nothing else about it ever changes.
public protocol Component: Sendable {
  /// The name in experiment files and reports: lower-case snake_case, unique within its kind.
  static var name: String { get }

  /// Its settings; each is declared here and nowhere else.
  static var hyperparameters: [Hyperparameter] { get }

  /// One sentence that says what it is.
  static var summary: String { get }

  /// The formula as plain text, or an empty string.
  static var formula: String { get }

  /// Authors, year and title of the source, or an empty string.
  static var reference: String { get }

  /// Which slot of an experiment it fits; given by the protocol of its kind.
  static var kind: ComponentKind { get }

  /// The component with all hyperparameters at their defaults.
  init()

  /// The files that it reads, as the experiment file names them.
  ///
  /// The core finds them relative to the experiment file, unpacks those in gzip's format, hashes the bytes
  /// for the run's id and hands them over. Most components read none.
  ///
  /// A path such as `shipped:digits.csv` names one of the data sets that come with Descent, those of
  /// `experiments/data`, wherever the experiment file lies; `./shipped:digits.csv` is a file beside it.
  var files: [String] { get }
}

extension Component {
  public static var hyperparameters: [Hyperparameter] { [] }
  public static var summary: String { "" }
  public static var formula: String { "" }
  public static var reference: String { "" }
  public var files: [String] { [] }

  /// The current value of every hyperparameter, by name.
  public var settings: [String: Value] {
    Dictionary(uniqueKeysWithValues: Self.hyperparameters.map { ($0.name, $0.value(of: self)) })
  }

  /// The component with the given hyperparameters, the others at their defaults.
  public init(settings: [String: Value]) {
    self.init()
    for hyperparameter in Self.hyperparameters {
      if let value = settings[hyperparameter.name] { hyperparameter.set(value, on: &self) }
    }
  }

  /// The component with one setting changed: `Momentum().with(\.momentum, 0.5)`.
  public func with<Setting>(_ path: WritableKeyPath<Self, Setting>, _ value: Setting) -> Self {
    var changed = self
    changed[keyPath: path] = value
    return changed
  }
}

/// The kinds of plugins.
public enum ComponentKind: String, Sendable, CaseIterable {
  case activation, loss, optimizer, schedule, regularizer, initializer, metric
  case data = "data source"
}

/// A file that a component asked for, with its bytes, unpacked where they were in gzip's format.
public struct LoadedFile: Sendable {
  /// The path as the experiment file gives it.
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
