package import Descent

/// The configurations of a grid: the product of its axes, resolved, each once.
package struct Expansion {
  /// In the order of the file, the last axis fastest; none where there are hopelessly many.
  package private(set) var configurations: [Configuration] = []
  /// The product of the axes' sizes.
  package private(set) var combinationCount: Int
  /// Which axes did not apply everywhere.
  package private(set) var collapses: [Collapse] = []

  /// A dotted axis that a component sets itself or does not have.
  package struct Collapse: Sendable {
    package var key: Key
    /// Combinations before and configurations after, with this component.
    package var before: Int
    package var after: Int

    package struct Key: Hashable, Sendable {
      package var path: String
      /// The component's name.
      package var component: String
      /// Whether the component sets the hyperparameter itself, as against not having it.
      package var isSetInside: Bool
    }
  }

  private let document: Document
  private let registry: Registry

  package init(_ document: Document, registry: Registry) {
    self.document = document
    self.registry = registry
    combinationCount = document.axes.reduce(1) { product, axis in
      let (result, overflows) = product.multipliedReportingOverflow(by: axis.points.count)
      return overflows ? Int.max : result
    }
    if combinationCount <= max(document.options.maxRuns, Self.alwaysExpanded) { expand() }
  }

  /// So many combinations are expanded even where fewer runs are allowed: duplicates do not count.
  private static let alwaysExpanded = 100_000

  private mutating func expand() {
    var seen: Set<Configuration> = []
    var counters: [Collapse.Key: (before: Int, members: Set<Configuration>)] = [:]
    var order: [Collapse.Key] = []
    var parts = SectionResolver.all(document, registry)
    let byName = parts.indices.sorted { parts[$0].name < parts[$1].name }
    var indices = Array(repeating: 0, count: document.axes.count)
    for _ in 0..<combinationCount {
      let resolutions = parts.indices.map { parts[$0].resolution(at: indices) }
      let configuration = Configuration(byName.compactMap { resolutions[$0].section })
      if seen.insert(configuration).inserted { configurations.append(configuration) }
      for key in resolutions.lazy.flatMap(\.unused) {
        if counters[key] == nil { order.append(key) }
        counters[key, default: (0, [])].before += 1
        counters[key, default: (0, [])].members.insert(configuration)
      }
      for axis in indices.indices.reversed() {
        indices[axis] += 1
        if indices[axis] < document.axes[axis].points.count { break }
        indices[axis] = 0
      }
    }
    collapses = order.compactMap { key in
      guard let counter = counters[key], counter.members.count < counter.before else { return nil }
      return Collapse(key: key, before: counter.before, after: counter.members.count)
    }
  }
}
