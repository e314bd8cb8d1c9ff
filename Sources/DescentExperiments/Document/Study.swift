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

  /// The name in tables, where a study without one has one too.
  package var title: String { name ?? "main" }

  /// All that some configuration is given in place of what the base has.
  package var assignments: [Assignment] {
    dimensions.flatMap { $0.points.flatMap(\.assignments) }
      + adjustments.flatMap(\.assignments) + inclusions.flatMap(\.assignments)
  }

  /// The paths of these.
  package var paths: Set<String> { Set(assignments.map(\.path)) }
}
