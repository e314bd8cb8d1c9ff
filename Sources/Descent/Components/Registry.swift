/// The components that an experiment may name.
public struct Registry: Sendable {
  private let types: [ComponentKind: [any Component.Type]]

  /// A registry of the given components.
  ///
  /// - Precondition: no two components of one kind share a name.
  public init(_ components: [any Component.Type]) {
    types = Dictionary(grouping: components) { $0.kind }
      .mapValues { $0.sorted { $0.name < $1.name } }
    for (kind, types) in types {
      for (first, second) in zip(types, types.dropFirst()) {
        precondition(first.name != second.name, "two \(kind.rawValue)s are named '\(first.name)'")
      }
    }
  }

  /// The components of a kind, by name.
  public func components(of kind: ComponentKind) -> [any Component.Type] { types[kind] ?? [] }

  public func names(of kind: ComponentKind) -> [String] { components(of: kind).map { $0.name } }

  public func component(_ kind: ComponentKind, named name: String) -> (any Component.Type)? {
    components(of: kind).first { $0.name == name }
  }

  /// A component of a kind with the given hyperparameters, or nil where the name is unknown.
  public func make<Kind>(
    _ kind: ComponentKind, named name: String, settings: [String: Value] = [:],
    as: Kind.Type = Kind.self
  ) -> Kind? {
    component(kind, named: name).flatMap { $0.init(settings: settings) as? Kind }
  }
}
