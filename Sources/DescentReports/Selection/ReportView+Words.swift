import DescentStore

// How a report says that it is not that of one whole plan.
extension Analysis {
  /// What the title is about: the plan's name, with the conditions on its runs.
  var subject: Prose {
    guard let view, !view.conditions.isEmpty else { return "\(plan.name)" }
    return "\(plan.name) with \(conditions(of: view))"
  }

  /// `Of 180 runs, the 90 with optimizer adam.`, and what else was asked for; nil for one whole plan.
  func viewWords() -> Prose? {
    guard let view else { return nil }
    var sentences: [Prose] = []
    if view.isJoined { sentences.append(joining(view)) }
    if !view.conditions.isEmpty {
      sentences.append(
        "Of \(counted(view.plannedRuns, "run")), the \(plan.runs.count) with \(conditions(of: view))."
      )
    }
    if let path = view.query.grouping {
      sentences.append(
        "The comparison asked for is that of \(ConfigurationSettings.path(path)).")
    }
    if view.query.metric != nil {
      sentences.append("Runs are scored by \(code: plan.selection.metric), as asked.")
    }
    if !view.query.baselines.isEmpty {
      let baselines = plan.report.baseline.sorted { $0.key < $1.key }
      sentences.append(
        "The baseline is \(listed(baselines.map { "\($0.key) \($0.value)" as Prose })).")
    }
    if view.hypothesesLeftOut > 0 {
      let count = view.hypothesesLeftOut
      sentences.append(
        "\(count) declared \(count == 1 ? "hypothesis is" : "hypotheses are") left out: "
          + (view.isJoined
            ? "the report of each folder judges its own."
            : "not all that \(count == 1 ? "it speaks" : "they speak") of is here."))
    }
    return sentences.joined(separator: " ")
  }

  private func joining(_ view: ReportView) -> Prose {
    let folders = view.origins.map { "\(code: $0.folder) (\($0.plannedRuns))" as Prose }
    let shared = view.origins.reduce(0) { $0 + $1.plannedRuns } - view.plannedRuns
    return "The \(counted(view.plannedRuns, "run")) of \(listed(folders))"
      + (shared > 0 ? ", of which \(shared) in more than one count once." : ".")
  }

  private func conditions(of view: ReportView) -> Prose {
    view.conditions.map { "\($0)" as Prose }.joined(separator: " and ")
  }

  /// The results folders that the runs come from; the one of a whole plan has no name here.
  var origins: [Origin] { view?.origins ?? [Origin(plan, folder: "")] }
}
