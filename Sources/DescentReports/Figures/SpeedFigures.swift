import DescentFigures
import DescentStore

extension Analysis {
  /// How often a level is nearly the fastest to the target (F10).
  func profileFigure(_ times: TargetTimes) -> FigureBlock? {
    guard times.profile.settings.count > 1 else { return nil }
    let lines = times.levels.enumerated().map { index, level in
      DescentFigures.PerformanceProfile.Line(
        level.name, series: Series(index),
        steps: times.profile.steps(of: index).map { Point($0.factor, 100 * $0.share) },
        mark: Mark(
          key: "\(times.comparison.path)=\(level.name)",
          words: "\(level.name): score \(decimal(times.profile.score(of: index), 2))"))
    }
    let dropped = times.profile.dropped.count
    return FigureBlock(
      "profile-\(times.comparison.path)", DescentFigures.PerformanceProfile(lines: lines),
      title: "How often each \(lastName(of: times.comparison.path)) is within τ of the fastest",
      subtitle: "Median epochs to the target in \(counted(times.profile.settings.count, "setting"))"
        + (dropped > 0
          ? "; \(dropped) more in which no level got there \(dropped == 1 ? "is" : "are") left out"
          : ""),
      source: "runs.csv")
  }

  /// What a better score costs (F10): the score and the training time of each configuration.
  func paretoFigure() -> FigureBlock? {
    let fine = scores.runs.filter { $0.run.status == .ok }
    guard hasComparableTimes else { return nil }
    let seconds = Dictionary(grouping: fine, by: \.configuration).compactMapValues { runs in
      Sample(runs.map(\.run.trainSeconds)).median
    }
    let places = leaderboards.flatMap(\.entries).compactMap { entry -> (Int, Double, Double)? in
      guard let mean = entry.capped.mean, let time = seconds[entry.configuration], time > 0 else {
        return nil
      }
      return (entry.configuration, time, mean)
    }
    guard leaderboards.count == 1, places.count > 2, places.count <= 1500 else { return nil }
    // From the quickest on, whoever is better than all before.
    var front: Set<Int> = []
    var best = -Double.infinity
    for place in places.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) })
    where words.direction.oriented(place.2) > best {
      best = words.direction.oriented(place.2)
      front.insert(place.0)
    }
    return FigureBlock(
      "pareto",
      ParetoPlot(
        configurations: places.map { index, time, mean in
          let name = name(ofConfiguration: index)
          return ParetoPlot.Configuration(
            configurationName(index), seconds: time, score: words.displayed(mean),
            isOnFront: front.contains(index),
            mark: Mark(
              key: plan.configurations[index].configID,
              words: "\(name): \(words.value(mean, nil)) in \(significant(time)) s"))
        }, y: scoreAxis),
      title:
        "\(front.count) of \(places.count) configurations \(front.count == 1 ? "is" : "are") beaten by none in both score and time",
      subtitle:
        "Mean \(words.name) over median training seconds · one point a configuration · line: the "
        + "best that can be had in the time",
      source: "runs.csv")
  }

  /// Whether all runs that went well had the same machine, and the same company on it.
  var hasComparableTimes: Bool {
    let fine = scores.runs.filter { $0.run.status == .ok }
    return Set(fine.map { "\($0.run.host)\u{0}\($0.run.concurrency)" }).count == 1
  }
}
