import Descent

/// The configurations of an experiment: the union of its studies.
struct Expansion {
  /// In the order of their first appearance.
  private(set) var configurations: [Configuration] = []
  /// The names of the studies that each configuration is in.
  private(set) var studies: [[String]] = []
  /// How each study came to its configurations; none where there are hopelessly many.
  private(set) var counts: [Plan.StudyCounts] = []
  private(set) var mistakes: [Diagnostic] = []
  private(set) var notes: [Diagnostic] = []

  init(_ document: Document, registry: Registry) {
    guard document.combinationCount <= max(document.options.maxRuns, Self.alwaysExpanded) else {
      return
    }
    var places: [Configuration: Int] = [:]
    for study in document.studies {
      let expansion = StudyExpansion(study, document.base, registry)
      let name = [study.title]
      for configuration in expansion.configurations {
        if let place = places[configuration] {
          studies[place] += name
          configurations[place].rows.merge(configuration.rows) { first, _ in first }
        } else {
          if document.studies.count > 1 { places[configuration] = configurations.count }
          configurations.append(configuration)
          studies.append(name)
        }
      }
      counts.append(expansion.counts)
      mistakes += expansion.mistakes
      notes += expansion.notes
    }
  }

  /// So many combinations are expanded even where fewer runs are allowed: duplicates do not count.
  private static let alwaysExpanded = 100_000
}
