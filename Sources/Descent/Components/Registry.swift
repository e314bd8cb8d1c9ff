/// The components that an experiment may name.
public struct Registry: Sendable {
  private var entries: [ComponentKind: [Entry]] = [:]
  /// The plugins that were loaded at run time, in the order in which they were added.
  public private(set) var plugins: [Plugin] = []

  /// A component with the plugin that it came with; nil for one that the program is built with.
  private struct Entry {
    var type: any Component.Type
    var plugin: Plugin?
  }

  /// The source of components that were loaded at run time.
  public struct Plugin: Hashable, Sendable {
    /// The file or folder, as the user names it.
    public var path: String
    /// The hash of its source.
    public var sha256: String

    public init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// A registry of the given components.
  ///
  /// - Precondition: no two components of one kind share a name.
  public init(_ components: [any Component.Type]) { add(components, nil) }

  /// The registry with the components of a plugin besides.
  ///
  /// - Precondition: no two components of one kind share a name.
  public func adding(_ components: [any Component.Type], from plugin: Plugin) -> Registry {
    var registry = self
    registry.plugins.append(plugin)
    registry.add(components, plugin)
    return registry
  }

  private mutating func add(_ components: [any Component.Type], _ plugin: Plugin?) {
    for type in components {
      guard component(type.kind, named: type.name) == nil else {
        fatalError("two \(type.kind.rawValue)s are named '\(type.name)'")
      }
      entries[type.kind, default: []].append(Entry(type: type, plugin: plugin))
    }
    for kind in entries.keys { entries[kind]?.sort { $0.type.name < $1.type.name } }
  }

  /// All components, by kind and name.
  public var all: [any Component.Type] { ComponentKind.allCases.flatMap { components(of: $0) } }

  /// The components of a kind, by name.
  public func components(of kind: ComponentKind) -> [any Component.Type] {
    (entries[kind] ?? []).map(\.type)
  }

  public func names(of kind: ComponentKind) -> [String] { components(of: kind).map { $0.name } }

  public func component(_ kind: ComponentKind, named name: String) -> (any Component.Type)? {
    entry(kind, name)?.type
  }

  /// The plugin that a component came with; nil for one that the program is built with, or none at all.
  public func plugin(of kind: ComponentKind, named name: String) -> Plugin? {
    entry(kind, name)?.plugin
  }

  /// A component of a kind with the given hyperparameters, or nil where the name is unknown.
  public func make<Kind>(
    _ kind: ComponentKind, named name: String, settings: [String: Value] = [:],
    as: Kind.Type = Kind.self
  ) -> Kind? {
    component(kind, named: name).flatMap { $0.init(settings: settings) as? Kind }
  }

  private func entry(_ kind: ComponentKind, _ name: String) -> Entry? {
    entries[kind]?.first { $0.type.name == name }
  }
}
