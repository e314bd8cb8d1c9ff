public import Descent

/// An experiment as a Swift value, key by key what an experiment file holds.
///
///     let experiment = Experiment("snake") {
///       Question("Does snake fit a sine better than tanh?")
///       Base(data: Sine(), hidden: [32, 32], optimizer: Momentum(), epochs: 30)
///       Axis("model.activation", [Tanh(), Snake()])
///       Axis("optimizer.learning_rate", [0.01, 0.03, 0.1])
///       Seeds(6)
///       Compare("model.activation")
///     }
///
/// It has one meaning, that of the file that it writes: ``text`` is read, checked and planned as any
/// experiment file, with the same mistakes, runs and ids.
public struct Experiment: Sendable {
  /// What it is called in reports; also names the results folder.
  public let name: String
  let parts: [Part]

  /// One key of the file, with what stands behind it.
  public struct Part: Sendable {
    let key: String
    let content: Content

    init(_ key: String, _ content: Content) {
      self.key = key
      self.content = content
    }
  }

  public init(_ name: String, @ExperimentBuilder _ parts: () -> [any ExperimentPart]) {
    self.name = name
    self.parts = parts().map(\.part)
  }

  /// The experiment file, which `descent run` accepts too.
  public var text: String { ExperimentText(self).text }

  /// The experiment file, under the name that diagnostics give it.
  public var file: SourceFile { SourceFile(name: "experiment.yaml", text: text) }

  /// Reads the experiment as its file is read.
  ///
  /// - Parameter registry: The components of the program.
  /// - Returns: What the file says, typed.
  /// - Throws: Every mistake, at its place in ``text``.
  public func document(registry: Registry) throws(DiagnosticList) -> Document {
    let document = try Document.read(file, registry: registry)
    let strangers = parts.flatMap(\.content.components).compactMap { component -> Diagnostic? in
      let (own, kind) = (type(of: component), type(of: component).kind)
      guard let known = registry.component(kind, named: own.name), known != own else { return nil }
      return Diagnostic(
        "\(kind.rawValue) '\(own.name)' is \(String(reflecting: known)), "
          + "not \(String(reflecting: own)); give one of them another name", code: "E03")
    }
    if strangers.isEmpty { return document }
    throw DiagnosticList(strangers)
  }
}

/// What an ``Experiment`` is made of: ``Question``, ``Base``, ``Axis`` and the like.
public protocol ExperimentPart: Sendable {
  var part: Experiment.Part { get }
}

/// Collects the parts of an ``Experiment``, with `if` and `for` where they depend on something.
@resultBuilder
public enum ExperimentBuilder {
  public static func buildExpression(_ part: some ExperimentPart) -> [any ExperimentPart] {
    [part]
  }

  public static func buildBlock(_ parts: [any ExperimentPart]...) -> [any ExperimentPart] {
    parts.flatMap(\.self)
  }

  public static func buildOptional(_ parts: [any ExperimentPart]?) -> [any ExperimentPart] {
    parts ?? []
  }

  public static func buildEither(first parts: [any ExperimentPart]) -> [any ExperimentPart] {
    parts
  }

  public static func buildEither(second parts: [any ExperimentPart]) -> [any ExperimentPart] {
    parts
  }

  public static func buildArray(_ parts: [[any ExperimentPart]]) -> [any ExperimentPart] {
    parts.flatMap(\.self)
  }
}
