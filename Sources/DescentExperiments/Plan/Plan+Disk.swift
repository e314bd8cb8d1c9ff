import Descent

extension Plan {
  /// What a results folder takes with some of the runs, in bytes: the store, the tables and the report.
  ///
  ///     400 kB + 9 kB a run + 315 B an epoch + 415 B a measured layer
  ///
  /// fitted to the folders of the shipped experiments, from 0.4 to 9 MB, which it meets to within a third.
  public func bytes(of runs: [PlannedRun]) -> Double {
    let sizes = configurations.map { planned -> Double in
      let configuration = planned.configuration
      let epochs = configuration.integer("training.epochs") ?? 1
      let layers = (configuration.hidden.count + 1) * configuration.probing.count(of: epochs)
      return 9e3 + 315 * Double(epochs + 1) + 415 * Double(layers)
    }
    return runs.reduce(400e3) { $0 + sizes[$1.configuration] }
  }
}
