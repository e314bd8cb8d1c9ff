public import Descent

/// A law that a component breaks, and where.
public struct Finding: Sendable, Hashable {
  /// The kind and the name, such as `activation 'relu'`.
  public var component: String
  /// The law as a sentence that should be true.
  public var law: String
  /// What was found instead, with the numbers.
  public var detail: String

  public init(_ component: any Component, _ law: String, _ detail: String) {
    self.init(
      component: "\(type(of: component).kind.rawValue) '\(type(of: component).name)'", law, detail)
  }

  public init(component: String, _ law: String, _ detail: String) {
    self.component = component
    self.law = law
    self.detail = detail
  }
}

extension Finding: CustomStringConvertible {
  public var description: String { "\(component): it should be true that \(law), but \(detail)" }
}
