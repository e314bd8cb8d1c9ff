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
      let expansion = StudyExpansion(study, of: document, registry)
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
    keep(document.conditions, document)
  }

  /// Leaves out what a command line does not ask for.
  private mutating func keep(_ conditions: [Condition], _ document: Document) {
    for condition in conditions {
      let places = configurations.indices.filter { configurations[$0].matches(condition) }
      if places.isEmpty, !configurations.isEmpty {
        let faults = condition.terms.compactMap {
          $0.fault(among: configurations, candidates: VariedPaths(document).all)
        }
        mistakes += faults.map { Diagnostic($0.value, at: $0.position, code: "E11") }
        return
      }
      configurations = places.map { configurations[$0] }
      studies = places.map { studies[$0] }
    }
  }

  /// So many combinations are expanded even where fewer runs are allowed: duplicates do not count.
  private static let alwaysExpanded = 100_000
}
