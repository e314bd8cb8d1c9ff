package import Descent

/// Something that varies in a study independently of all else there: a list of points, of which each
/// configuration takes one.
package struct Dimension: Sendable {
  package var kind: Kind
  package var position: SourcePosition
  package var points: [Point]

  package enum Kind: Hashable, Sendable {
    /// An axis of `grid`, by its path: each point is one of its candidates.
    case grid(String)
    /// An axis of `zip`, by its name: each point is a row of several assignments.
    case zip(String)
    /// `random`: each point is a draw of everything in its space.
    case random
    /// `ablate`: nothing changes at the first point, and one thing at each of the others.
    case ablate
  }

  /// One or more settings at once.
  package struct Point: Sendable {
    package var assignments: [Assignment]
    /// How reports call a row of `zip`.
    package var label: String?

    package init(_ assignments: [Assignment], label: String? = nil) {
      self.assignments = assignments
      self.label = label
    }
  }

  package init(_ kind: Kind, _ points: [Point], at position: SourcePosition) {
    self.kind = kind
    self.points = points
    self.position = position
  }
}

/// A path with what it is given.
package struct Assignment: Sendable {
  package var path: String
  package var choice: Choice

  package enum Choice: Sendable {
    case component(ComponentChoice)
    case value(Located<Value>)
  }

  package init(_ path: String, _ choice: Choice) {
    self.path = path
    self.choice = choice
  }
}

extension Assignment.Choice {
  package var position: SourcePosition {
    switch self {
    case .component(let choice): choice.position
    case .value(let value): value.position
    }
  }

  /// The component's label or name, or the value.
  package var text: String {
    switch self {
    case .component(let choice): choice.label ?? choice.name
    case .value(let value): value.value.description
    }
  }
}

extension Dimension {
  /// What messages call it: `model.hidden`, `size`, `random`.
  package var name: String {
    switch kind {
    case .grid(let name), .zip(let name): name
    case .random: "random"
    case .ablate: "ablate"
    }
  }

  /// The paths that it assigns, in the order of the file.
  package var paths: [String] {
    var seen: Set<String> = []
    return points.lazy.flatMap(\.assignments).map(\.path).filter { seen.insert($0).inserted }
  }
}
