import Descent

/// The configurations of one study: the product of its dimensions, resolved, each once; then changed,
/// left out and added to.
///
/// Expansion follows the grammar's order: resolve, deduplicate, `adjust`, `exclude`, `include`, deduplicate.
struct StudyExpansion {
  let study: Study
  /// In the order of the file, the last dimension fastest, what is included at the end.
  private(set) var configurations: [Configuration] = []
  private(set) var counts = Plan.StudyCounts()
  private(set) var mistakes: [Diagnostic] = []
  private(set) var notes: [Diagnostic] = []

  /// A dotted key that a component sets itself or does not have.
  struct Collapse: Sendable {
    var key: Key
    /// Combinations before and configurations after, with this component.
    var before: Int
    var after: Int

    struct Key: Hashable, Sendable {
      var path: String
      /// The component's name.
      var component: String
      /// Whether the component sets the hyperparameter itself, as against not having it.
      var isSetInside: Bool
    }
  }

  private let base: Document.Base
  private let registry: Registry
  /// What every configuration is given at the end.
  private let forced: [Study.Adjustment]
  /// Whether a command line changed the file, which may leave some of its entries without a configuration.
  private let isEdited: Bool
  /// For each configuration, the points of the combination that gave it first; empty where nobody asks.
  private var combinations: [[Int]] = []
  private var resolvers: [SectionResolver]

  /// - Parameters:
  ///   - study: What varies.
  ///   - document: The experiment that it is a part of.
  ///   - registry: The components that it may name.
  init(_ study: Study, of document: Document, _ registry: Registry) {
    self.study = study
    self.registry = registry
    base = document.base
    isEdited = document.pathsOfFile != nil
    forced =
      document.forced.isEmpty
      ? []
      : [
        Study.Adjustment(
          condition: Condition(terms: [], position: base.position),
          assignments: document.forced, isForced: true)
      ]
    resolvers = SectionResolver.all(study.dimensions, base, registry)
    combine()
    adjust()
    exclude()
    force()
    include()
    counts.total = configurations.count
  }

  // MARK: - Combinations

  /// Resolves the product of the dimensions.
  private mutating func combine() {
    let sizes = study.dimensions.map(\.points.count)
    let rows = RowNames(study)
    var parts = AblationParts(study)
    var seen: Set<Configuration> = []
    let isChanged = !study.adjustments.isEmpty || !forced.isEmpty
    var counters: [Collapse.Key: (before: Int, members: Set<Configuration>)] = [:]
    var order: [Collapse.Key] = []
    var indices = Array(repeating: 0, count: sizes.count)
    counts.combinations = study.combinationCount
    for _ in 0..<counts.combinations {
      let resolutions = resolvers.indices.map { resolvers[$0].resolution(at: indices) }
      var configuration = Configuration(resolutions.compactMap(\.section))
      if seen.insert(configuration).inserted {
        configuration.rows = rows.names(at: indices)
        configurations.append(configuration)
        if isChanged { combinations.append(indices) }
        parts.count(indices)
      }
      for key in resolutions.lazy.flatMap(\.unused) {
        if counters[key] == nil { order.append(key) }
        counters[key, default: (0, [])].before += 1
        counters[key, default: (0, [])].members.insert(configuration)
      }
      for dimension in indices.indices.reversed() {
        indices[dimension] += 1
        if indices[dimension] < sizes[dimension] { break }
        indices[dimension] = 0
      }
    }
    counts.distinct = configurations.count
    counts.parts = parts.counts
    counts.collapses = order.compactMap { key in
      guard let counter = counters[key], counter.members.count < counter.before else { return nil }
      return Collapse(key: key, before: counter.before, after: counter.members.count)
    }
  }

  // MARK: - Changes

  private mutating func adjust() {
    guard !study.adjustments.isEmpty else { return }
    let adjuster = adjust(study.adjustments)
    counts.adjusted = adjuster.adjustedCount
    counts.distinctAfterAdjusting = configurations.count
    for (adjustment, count) in zip(study.adjustments, adjuster.matchCounts) where count == 0 {
      reportUseless(adjustment.condition, "this 'when'")
    }
  }

  /// Gives configurations what adjustments set, each configuration once.
  private mutating func adjust(_ adjustments: [Study.Adjustment]) -> Adjuster {
    var adjuster = Adjuster(adjustments, resolvers, registry)
    var seen: Set<Configuration> = []
    let adjusted = zip(configurations, combinations).map { configuration, indices in
      adjuster.adjusted(configuration, at: indices)
    }
    keep(adjusted.indices.filter { seen.insert(adjusted[$0]).inserted }, of: adjusted)
    mistakes += adjuster.mistakes
    return adjuster
  }

  private mutating func keep(_ places: [Int], of configurations: [Configuration]) {
    self.configurations = places.map { configurations[$0] }
    if !combinations.isEmpty { combinations = places.map { combinations[$0] } }
  }

  private mutating func force() {
    guard !forced.isEmpty else { return }
    let count = configurations.count
    _ = adjust(forced)
    counts.merged = count - configurations.count
  }

  private mutating func exclude() {
    guard !study.exclusions.isEmpty, let first = study.exclusions.first else { return }
    var isMet = study.exclusions.map { _ in false }
    let remaining = configurations.indices.filter { place in
      var isExcluded = false
      for (index, exclusion) in study.exclusions.enumerated()
      where configurations[place].matches(exclusion) {
        isMet[index] = true
        isExcluded = true
      }
      return !isExcluded
    }
    for (exclusion, isMet) in zip(study.exclusions, isMet) where !isMet {
      reportUseless(exclusion, "this entry of 'exclude'")
    }
    counts.excluded = configurations.count - remaining.count
    keep(remaining, of: configurations)
    if remaining.isEmpty, study.inclusions.isEmpty {
      mistakes.append(
        Diagnostic(
          "'exclude' leaves no configuration" + (study.name.map { " of study '\($0)'" } ?? ""),
          at: first.position, code: "E12"))
    }
  }

  private mutating func include() {
    guard !study.inclusions.isEmpty else { return }
    var seen = Set(configurations)
    for inclusion in study.inclusions {
      let dimension = Dimension(
        .ablate, [Dimension.Point(inclusion.assignments)], at: inclusion.position)
      var resolvers = SectionResolver.all([dimension], base, registry)
      let sections = resolvers.indices.map { resolvers[$0].resolution(at: [0]).section }
      var configuration = Configuration(sections.compactMap(\.self))
      if !forced.isEmpty {
        var adjuster = Adjuster(forced, resolvers, registry)
        configuration = adjuster.adjusted(configuration, at: [0])
        mistakes += adjuster.mistakes
      }
      if seen.insert(configuration).inserted {
        configurations.append(configuration)
        counts.included += 1
      } else {
        notes.append(
          Diagnostic(
            "this entry of 'include' is there already", at: inclusion.position, severity: .note))
      }
    }
  }

  /// Reports a condition that no configuration meets, with the part of it that is at fault.
  private mutating func reportUseless(_ condition: Condition, _ what: String) {
    guard !isEdited else { return }
    let faults = condition.terms.compactMap {
      $0.fault(among: configurations, candidates: study.paths.sorted())
    }
    mistakes += faults.map { Diagnostic($0.value, at: $0.position, code: "E11") }
    if faults.isEmpty {
      mistakes.append(
        Diagnostic(
          "no configuration meets all of \(what) at once", at: condition.position, code: "E11"))
    }
  }
}

/// The names of the rows that a combination has, one for each zip axis.
private struct RowNames {
  private let axes: [(dimension: Int, name: String, labels: [String])]

  init(_ study: Study) {
    axes = study.dimensions.enumerated().compactMap { index, dimension in
      guard case .zip(let name) = dimension.kind else { return nil }
      return (index, name, dimension.points.map { $0.label ?? "" })
    }
  }

  func names(at indices: [Int]) -> [String: String] {
    if axes.isEmpty { return [:] }
    return Dictionary(
      uniqueKeysWithValues: axes.map { ($0.name, $0.labels[indices[$0.dimension]]) })
  }
}

/// How many configurations each part of an ablation brings: the first point, then each key.
private struct AblationParts {
  private(set) var counts: [Int] = []
  private var dimension = 0
  /// The part of each point.
  private var parts: [Int] = []

  init(_ study: Study) {
    guard let index = study.dimensions.firstIndex(where: { $0.kind == .ablate }) else { return }
    dimension = index
    let paths = study.dimensions[index].paths
    parts = study.dimensions[index].points.map { point in
      point.assignments.first.flatMap { paths.firstIndex(of: $0.path) }.map { $0 + 1 } ?? 0
    }
    counts = Array(repeating: 0, count: paths.count + 1)
  }

  mutating func count(_ indices: [Int]) {
    if !counts.isEmpty { counts[parts[indices[dimension]]] += 1 }
  }
}
