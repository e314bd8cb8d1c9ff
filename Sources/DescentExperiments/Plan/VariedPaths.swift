import Descent

/// The paths that a document varies, in the order of the file.
struct VariedPaths {
  /// Each path once: an axis, then what its branches set; a zip's name, then its keys.
  private(set) var all: [String] = []
  /// What is compared unless the file says: axes, those of `zip` by their names, and the keys of
  /// ablations; not what is drawn.
  private(set) var main: [String] = []
  /// Those of dimensions with more than one point.
  private(set) var several: Set<String> = []
  /// What is drawn.
  private(set) var drawn: Set<String> = []
  /// What branches set themselves.
  private(set) var branches: Set<String> = []
  /// The names of zip axes.
  private(set) var rows: Set<String> = []
  /// Depth and width, where they follow from an axis of hidden layers.
  private(set) var derived: Set<String> = []
  /// What follows from a path's level: the rest of its row, and what is adjusted where it is met.
  private var tied: [String: Set<String>] = [:]

  init(_ document: Document) {
    for study in document.studies {
      for dimension in study.dimensions { add(dimension) }
      for inclusion in study.inclusions { add(inclusion.assignments) }
      for adjustment in study.adjustments {
        add(adjustment.assignments)
        for term in adjustment.condition.terms {
          tied[term.path.value, default: []].formUnion(adjustment.assignments.map(\.path))
        }
      }
    }
    if all.contains("model.hidden") {
      derived = Set(["model.depth", "model.width"]).subtracting(all)
      for path in derived.sorted() { add(path) }
    }
  }

  /// What follows from the level of a path, the path itself aside.
  func tied(to path: String) -> [String] {
    let layers = ["model.hidden", "model.depth", "model.width"]
    let keys = tied.keys.filter { key in
      key == path || key.hasPrefix(path + ".") || layers.contains(path) && layers.contains(key)
    }
    return Set(keys.flatMap { tied[$0] ?? [] }).subtracting([path]).sorted()
  }

  private mutating func add(_ path: String) {
    if !all.contains(path) { all.append(path) }
  }

  private mutating func add(_ dimension: Dimension) {
    let paths = dimension.paths
    switch dimension.kind {
    case .grid, .ablate: main += paths.filter { !main.contains($0) }
    case .random: break
    case .zip(let name):
      if rows.insert(name).inserted, !main.contains(name) { main.append(name) }
      add(name)
      for path in paths + [name] { tied[path, default: []].formUnion(paths + [name]) }
    }
    let inner = add(dimension.points.flatMap(\.assignments))
    branches.formUnion(inner)
    if dimension.points.count > 1 { several.formUnion(paths + inner) }
    if dimension.kind == .random { drawn.formUnion(paths + inner) }
  }

  /// Adds the paths of assignments, each followed by the hyperparameters that its components set.
  ///
  /// - Returns: These hyperparameters.
  @discardableResult
  private mutating func add(_ assignments: [Assignment]) -> [String] {
    var keys: [String: Set<String>] = [:]
    var order: [String] = []
    for assignment in assignments {
      if keys[assignment.path] == nil { order.append(assignment.path) }
      var own = keys[assignment.path] ?? []
      if case .component(let choice) = assignment.choice { own.formUnion(choice.settings.keys) }
      keys[assignment.path] = own
    }
    var inner: [String] = []
    for path in order {
      let own = (keys[path] ?? []).sorted().map { path + "." + $0 }
      for path in [path] + own { add(path) }
      inner += own
    }
    return inner
  }
}
