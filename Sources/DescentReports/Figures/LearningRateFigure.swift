import DescentFigures
import DescentStore

extension Analysis {
  /// How careful one must be with the learning rate (F4).
  func learningRateFigure(_ profiles: [LearningRateProfile]) -> FigureBlock? {
    let shown = profiles.filter { $0.points.count > 1 }.prefix(8)
    guard let first = shown.first else { return nil }
    let panels = shown.enumerated().map { index, profile in
      let sensitivity = profile.sensitivity
      let curve = SensitivityPlot.Curve(
        profile.level ?? "all", series: Series(index),
        levels: profile.points.map { point in
          level(point, profile, isBest: sensitivity?.bestRate == point.rate)
        }, mark: Mark(key: key(of: profile), words: name(of: profile)))
      return SensitivityPlot.Panel(
        title: profile.level.map { _ in name(of: profile) }, curves: [curve],
        usable: sensitivity?.window.map { $0.lower...$0.upper })
    }
    let axis = plan.factors.first { $0.path == LearningRateProfile.path }.map(axis(of:))
    return FigureBlock(
      "learning-rate-\(first.factor ?? "all")",
      SensitivityPlot(
        panels: Array(panels),
        x: Axis(
          "Learning rate", kind: axis?.kind ?? .logarithmic, levels: axis?.levels ?? []),
        y: scoreAxis,
        failureScore: failureScore),
      title: title(Array(shown)),
      subtitle:
        "\(capitalized(words.name)) · \(seedWords) · "
        + (scores.scoredSeeds.count > 1
          ? "band: \(percent(confidence)) t interval where no run failed; " : "")
        + "× failed runs; shaded: usable rates; ▲ the best rate is at the edge",
      source: "lr_sensitivity.csv")
  }

  private func level(
    _ point: LearningRateProfile.Point, _ profile: LearningRateProfile, isBest: Bool
  ) -> SensitivityPlot.Level {
    let isAtEdge = isBest && profile.sensitivity?.isAtEdge ?? false
    return SensitivityPlot.Level(
      point.rate, mean: point.ok > 0 ? estimate(point.mean, point.interval) : nil,
      failed: point.failed, count: point.cells, isBestAtEdge: isAtEdge,
      mark: Mark(
        key: key(of: profile),
        words: "\(profile.level.map { $0 + ", " } ?? "")learning rate \(plain(point.rate)): "
          + "\(words.value(point.mean, nil))"
          + (point.failed > 0 ? ", \(point.failed) of \(point.cells) failed" : "")))
  }

  /// What the row of a level is known by.
  func key(of profile: LearningRateProfile) -> String {
    "\(profile.factor ?? "-")=\(profile.level ?? "-")"
  }

  /// The level, with its factor where it is no word of its own: `depth 8`.
  private func name(of profile: LearningRateProfile) -> String {
    guard let comparison = plan.comparisons.first(where: { $0.path == profile.factor }),
      let index = profile.level.flatMap(comparison.levels.firstIndex(of:))
    else { return "this network" }
    return Answer(analysis: self).level(index, comparison).plainText
  }

  private func title(_ profiles: [LearningRateProfile]) -> String {
    let known = profiles.compactMap { profile in
      profile.sensitivity.flatMap { sensitivity in
        sensitivity.sensitivity.map { (name(of: profile), $0) }
      }
    }
    guard let most = known.max(by: { $0.1 < $1.1 }), let least = known.min(by: { $0.1 < $1.1 }),
      known.count > 1, most.1 > least.1
    else { return "The score over the learning rate" }
    let amounts = [most, least].map { words.amount($0.1, nil) }
    return
      "Averaged over its rates \(most.0) falls \(amounts[0]) short of its best, \(least.0) \(amounts[1])"
  }
}
