public import Descent
import Foundation

/// What a plan's runs would take, extrapolated from one timed epoch of a few of its configurations.
public struct Pilot {
  /// Seconds of one run, by the place of its configuration.
  private let secondsPerRun: [Double]

  /// Trains one epoch for at most eight kinds of configuration.
  ///
  /// - Throws: A ``ComponentError`` where one cannot be set up.
  public init(_ plan: Plan, registry: Registry, folder: String) throws {
    let catalog = DataCatalog(folder: folder, registry: registry)
    let streams = StreamReplicates(seed: plan.document.seeds.first ?? 1, vary: plan.document.vary)
    let kinds = Dictionary(grouping: plan.configurations.indices) { index in
      let configuration = plan.configurations[index].configuration
      return ["model.hidden", "training.batch_size", Slot.data.namePath]
        .map { configuration[$0]?.description ?? "" }
    }
    let groups = kinds.values.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    let stride = max(1, (groups.count + 7) / 8)
    var secondsPerRun = Array(repeating: 0.0, count: plan.configurations.count)
    var measured: [Double] = []
    for (place, group) in groups.enumerated() {
      guard let first = group.first else { continue }
      if place % stride == 0 {
        let planned = plan.configurations[first]
        let dataset = try catalog.dataset(
          planned.configuration, task: planned.task, streams: streams)
        var recipe = try TrainingRecipe(
          planned.configuration, registry: registry, catalog: catalog)
        recipe.epochs = 1
        let trainer = try Trainer(
          recipe, on: dataset, initialization: streams.stream(.initialization),
          shuffle: streams.stream(.shuffle))
        let seconds = trainer.run().seconds
        measured.append(seconds.train + seconds.evaluation / 2)
      }
      // A kind that was not timed costs as much as the last one that was.
      for index in group {
        let epochs = plan.configurations[index].configuration.integer("training.epochs") ?? 1
        secondsPerRun[index] = (measured.last ?? 0) * Double(epochs)
      }
    }
    self.secondsPerRun = secondsPerRun
  }

  /// The time that one process would take for the runs.
  public func seconds(of runs: [Plan.PlannedRun]) -> Double {
    runs.reduce(0) { $0 + secondsPerRun[$1.configuration] }
  }
}
