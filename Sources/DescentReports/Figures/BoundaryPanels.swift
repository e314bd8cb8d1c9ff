package import DescentFigures
package import DescentStore

/// The decision boundaries that a report draws: one panel for each level of the first comparison.
///
/// A level is shown by its best configuration's first run that has a score; without a comparison the best
/// configuration stands alone. Of several data sets it is the first one with two inputs.
package struct BoundaryPanels {
  /// More would be too small to read.
  static let most = 6

  /// From the plan's first level on.
  package let panels: [Panel]

  /// One run's boundary.
  package struct Panel {
    /// The level, or the configuration.
    package var title: String
    package var runID: String
    package var surface: SurfaceRow
  }

  /// - Throws: What reading the sweep reports.
  package init<Source: Sweep>(
    of sweep: Source, _ leaderboards: [Leaderboard], _ scores: Scores
  ) throws(Source.Failure) {
    for leaderboard in leaderboards {
      let chosen = Self.choice(in: leaderboard, scores)
      var surfaces: [String: SurfaceRow] = [:]
      try sweep.forEachOutcome(of: Set(chosen.map(\.runID))) { outcome in
        surfaces[outcome.run.runID] = outcome.surface
      }
      guard !surfaces.isEmpty else { continue }
      panels = chosen.compactMap { title, id in
        surfaces[id].map { Panel(title: title, runID: id, surface: $0) }
      }
      return
    }
    panels = []
  }

  private static func choice(
    in leaderboard: Leaderboard, _ scores: Scores
  ) -> [(title: String, runID: String)] {
    let plan = scores.plan
    let firstRuns = scores.firstRuns
    let ranked = leaderboard.entries.compactMap { firstRuns[$0.configuration] }
    guard let comparison = plan.comparisons.first else {
      let telling = plan.tellingFactors
      return ranked.prefix(1).map {
        (plan.configurationName($0.configuration, telling).text, $0.run.runID)
      }
    }
    return comparison.levels.prefix(most).compactMap { level in
      let best = ranked.first { run in
        let configuration = plan.configurations[run.configuration]
        return configuration.comparisonLevels[comparison.path] == level
      }
      return best.map { (level, $0.run.runID) }
    }
  }
}

extension BoundaryPanels {
  /// The panels that can share the axes of the first one, as their data span the same ranges.
  package var alike: [Panel] {
    guard let plane = panels.first?.surface.plane else { return [] }
    return panels.filter { $0.surface.plane.x == plane.x && $0.surface.plane.y == plane.y }
  }

  /// The panels that are alike as a figure; nil where there is none.
  package var figure: DecisionBoundary? {
    guard let plane = panels.first?.surface.plane else { return nil }
    return DecisionBoundary(
      panels: alike.map(\.drawing), x: Axis(plane.x.name), y: Axis(plane.y.name),
      xRange: plane.x.range, yRange: plane.y.range, classNames: plane.classes)
  }
}

extension BoundaryPanels.Panel {
  fileprivate var drawing: DecisionBoundary.Panel {
    let (plane, side) = (surface.plane, surface.side)
    let isClassified = !plane.classes.isEmpty
    let predictions = surface.predictions
    let rows = stride(from: 0, to: side * side, by: side).map { predictions[$0..<$0 + side] }
    let field: DecisionBoundary.Field =
      isClassified
      ? .classes(rows.map { $0.compactMap(\.classified) })
      : .surface(rows.map { $0.compactMap(\.number) })
    return DecisionBoundary.Panel(
      title: title, field: field,
      points: plane.points.map { point in
        (Point(Double(point.x), Double(point.y)), isClassified ? Int(point.target) : 0)
      }, mark: Mark(key: runID, words: "\(title): run \(runID)"))
  }
}

extension SurfaceRow.Prediction {
  fileprivate var classified: (label: Int, probability: Double)? {
    if case .classified(let label, let probability) = self { (label, probability) } else { nil }
  }

  fileprivate var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }
}

extension Scores {
  /// Each configuration's first run in the order of the plan that did not fail.
  var firstRuns: [Int: ScoredRun] {
    Dictionary(
      runs.filter { $0.run.status == .ok && $0.isOK }.map { ($0.configuration, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Analysis {
  /// What the networks say about the plane of two inputs (F11).
  func boundaryFigure() -> FigureBlock? {
    guard let figure = boundaries.figure, let first = boundaries.panels.first else { return nil }
    let isClassified = !first.surface.plane.classes.isEmpty
    let kind = plan.comparisons.first.map { " of each \(lastName(of: $0.path))" } ?? ""
    let leftOut = boundaries.panels.count - boundaries.alike.count
    return FigureBlock(
      "boundary", figure,
      title: isClassified
        ? "Where the best network\(kind) draws the line" : "The surface of the best network\(kind)",
      subtitle: (isClassified
        ? "Color: the class that is predicted, the stronger the more certain"
        : "Color: the number that is predicted")
        + " · points: training rows · one seed each"
        + (leftOut > 0 ? " · without \(leftOut) whose data span another range" : ""),
      source: "runs.csv")
  }
}
