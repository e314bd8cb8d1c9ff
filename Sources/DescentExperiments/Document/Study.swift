/// A part of an experiment: what varies in it, and which combinations are changed, left out or added.
///
/// A file without `studies` is one study.
package struct Study: Sendable {
  /// Nil where the file has no `studies`.
  package var name: String?
  /// The grid's axes, those of `zip`, `random` and `ablate`, in this order; the last is the fastest.
  package var dimensions: [Dimension] = []
  /// `adjust`, in order.
  package var adjustments: [Adjustment] = []
  package var exclusions: [Condition] = []
  package var inclusions: [Inclusion] = []

  /// What matching combinations are given in place of what they have.
  package struct Adjustment: Sendable {
    package var condition: Condition
    package var assignments: [Assignment]
    /// Whether a command line says so, as against `adjust`.
    package var isForced = false
  }

  /// A further configuration: what it has in place of what the base has.
  package struct Inclusion: Sendable {
    package var assignments: [Assignment]
    package var position: SourcePosition
  }

  package init(name: String? = nil) { self.name = name }

  /// The study without conditions that could not be read as a whole, and without those on what is given to
  /// some paths, of which it is not known what they hold.
  func without(conditionsOn given: Set<String>) -> Study {
    let layers = ["model.hidden", "model.depth", "model.width"]
    func isKnown(_ condition: Condition) -> Bool {
      condition.isWhole
        && condition.terms.allSatisfy { term in
          !given.contains { path in
            let path = path.hasSuffix(".name") ? String(path.dropLast(5)) : path
            return term.path.value == path || term.path.value.hasPrefix(path + ".")
              || layers.contains(path) && layers.contains(term.path.value)
          }
        }
    }
    var study = self
    study.adjustments.removeAll { !isKnown($0.condition) }
    study.exclusions.removeAll { !isKnown($0) }
    return study
  }

  /// The name in tables, where a study without one has one too.
  package var title: String { name ?? "main" }

  /// What configurations are held against.
  package var conditions: [Condition] { exclusions + adjustments.map(\.condition) }

  /// All that some configuration is given in place of what the base has.
  package var assignments: [Assignment] {
    dimensions.flatMap { $0.points.flatMap(\.assignments) }
      + adjustments.flatMap(\.assignments) + inclusions.flatMap(\.assignments)
  }

  /// The paths of these.
  package var paths: Set<String> { Set(assignments.map(\.path)) }
}
