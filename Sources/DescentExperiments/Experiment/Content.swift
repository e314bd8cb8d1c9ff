import Descent

extension Experiment {
  /// What stands behind a key, before it becomes text.
  indirect enum Content: Sendable {
    case value(Value)
    /// Nil leaves the slot empty: `none`.
    case component((any Component)?, label: String? = nil)
    case list([Content])
    /// In order, since a grid is.
    case map([Entry])

    typealias Entry = (key: String, content: Content)

    /// The entries of a map; otherwise none.
    var entries: [Entry] {
      guard case .map(let entries) = self else { return [] }
      return entries
    }

    /// A map of the settings that are given.
    static func settings(_ entries: KeyValuePairs<String, Value?>) -> Content {
      .map(entries.compactMap { key, value in value.map { (key, .value($0)) } })
    }

    static func texts(_ texts: [String]) -> Content { .list(texts.map { .value(.text($0)) }) }

    /// All components in it.
    var components: [any Component] {
      switch self {
      case .value: []
      case .component(let component, _): component.map { [$0] } ?? []
      case .list(let items): items.flatMap(\.components)
      case .map(let entries): entries.flatMap(\.content.components)
      }
    }
  }
}
