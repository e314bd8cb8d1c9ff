import DescentStore

/// How far the gradient reaches back, by architecture.
///
/// Runs are grouped by every varied path of the model (activation, depth, width and the like) and by
/// what is compared. Medians are over runs, at the first measured epoch after the start of training,
/// which is where a network that cannot learn shows it.
package struct GradientFlow {
  /// The varied paths of the model that tell the groups apart.
  package let paths: [String]
  package let groups: [Group]

  package struct Group {
    /// One level for each path; nil where the configuration has no such setting.
    package var levels: [String?]
    /// Runs with measured layers.
    package var runs: Int
    /// The epochs at which they were measured.
    package var epochs: ClosedRange<Int>
    /// The root mean square of the gradient's entries in the first and in the last layer.
    package var firstRMS: Double?
    package var lastRMS: Double?
    /// ‖G₁‖ / ‖G_L‖; nil where no gradient reached the last layer.
    package var ratio: Double?
    /// The same over the runs with a verdict on their gradient, by verdict.
    package var ratios: [String: Double]
    /// (‖G₁‖ / ‖G_L‖)^(1/(L−1)): what one layer does to the gradient; about 1 is healthy.
    package var perLayer: Double?
    package var gradVerdicts: [String: Int]
    package var unitVerdicts: [String: Int]
    /// Of the runs with that verdict on the gradient, those that did not learn.
    package var untrained: [String: Int]
    /// Of the runs with dying units or a dead layer, those that did not learn.
    package var dyingUntrained: Int
    /// Shares of the hidden units at the last measured epoch, the mean over layers.
    package var deadShare: Double?
    package var saturatedShare: Double?
    /// The root mean square of each layer's gradient: before training, and at the last measured epoch.
    package var early: [Double?]
    package var late: [Double?]

    /// Runs with dying units or a dead layer.
    package var dyingCount: Int {
      unitVerdicts["dying", default: 0] + unitVerdicts["dead", default: 0]
    }
    package var untrainedCount: Int { untrained.values.reduce(0, +) }
  }

  /// Whether any run was measured after the start of training.
  package var isMeasuredInTraining: Bool { groups.contains { $0.epochs.upperBound > 0 } }

  package init(_ scores: Scores) {
    let plan = scores.plan
    var paths = plan.factors.map(\.path).filter { path in
      path.hasPrefix("model.") && !plan.comparisons.contains { $0.isZip(of: path) }
    }
    // Depth and width say the same as the list of layers, in fewer words.
    if paths.contains("model.depth") { paths.removeAll { $0 == "model.hidden" } }
    paths += plan.comparisons.map(\.path).filter { !paths.contains($0) }
    self.paths = paths
    let order = paths.map { path in
      plan.comparisons.first { $0.path == path }?.levels
        ?? plan.factors.first { $0.path == path }?.levels ?? []
    }
    var members: [[String?]: [ScoredRun]] = [:]
    for run in scores.runs where run.layers != nil {
      let configuration = plan.configurations[run.configuration]
      let levels = paths.map { path in
        configuration.comparisonLevels[path] ?? configuration.factorLevels[path]
      }
      members[levels, default: []].append(run)
    }
    func position(_ levels: [String?]) -> [Int] {
      zip(levels, order).map { level, all in level.flatMap(all.firstIndex(of:)) ?? all.count }
    }
    groups = members.keys.sorted { position($0).lexicographicallyPrecedes(position($1)) }
      .map { Group($0, members[$0, default: []]) }
  }
}

extension GradientFlow.Group {
  fileprivate init(_ levels: [String?], _ runs: [ScoredRun]) {
    self.levels = levels
    self.runs = runs.count
    let profiles = runs.compactMap(\.layers)
    ratios = Dictionary(grouping: runs, by: \.run.gradVerdict).compactMapValues { runs in
      Sample(runs.compactMap { $0.layers?.ratio }).median
    }
    let measured = profiles.map(\.epoch)
    epochs = (measured.min() ?? 0)...(measured.max() ?? 0)
    firstRMS = Sample(profiles.compactMap(\.firstRMS)).median
    lastRMS = Sample(profiles.compactMap(\.lastRMS)).median
    ratio = Sample(profiles.compactMap(\.ratio)).median
    perLayer = Sample(profiles.compactMap(\.perLayer)).median
    deadShare = Sample(profiles.compactMap(\.deadShare)).median
    saturatedShare = Sample(profiles.compactMap(\.saturatedShare)).median
    early = Self.medians(profiles.map(\.initialRMS))
    late = Self.medians(profiles.map(\.finalRMS))
    gradVerdicts = runs.reduce(into: [:]) { $0[$1.run.gradVerdict, default: 0] += 1 }
    unitVerdicts = runs.reduce(into: [:]) { $0[$1.run.unitVerdict, default: 0] += 1 }
    // A run that a search stopped had no time to.
    let stuck = runs.filter { !$0.learned && $0.run.status != .pruned }
    untrained = stuck.reduce(into: [:]) { $0[$1.run.gradVerdict, default: 0] += 1 }
    dyingUntrained = stuck.count { ["dying", "dead"].contains($0.run.unitVerdict) }
  }

  /// The median of each layer over the runs.
  private static func medians(_ runs: [[Double?]]) -> [Double?] {
    (0..<(runs.map(\.count).max() ?? 0)).map { layer in
      Sample(runs.compactMap { $0.indices.contains(layer) ? $0[layer] : nil }).median
    }
  }
}
