/// The learning rate over a run: the optimizer's times the schedule's multiplier.
struct ScheduledRate {
  private let base: Double
  private let schedule: any Schedule
  private let epochs: Double
  private let stepsPerEpoch: Double

  init(_ recipe: TrainingRecipe, rows: Int) {
    base = recipe.optimizer.learningRate
    guard base >= 0, base < .infinity else {
      fatalError(
        "optimizer '\(type(of: recipe.optimizer).name)' has the learning rate \(base), not a finite "
          + "number of at least 0")
    }
    schedule = recipe.schedule
    epochs = Double(recipe.epochs)
    let batchSize = recipe.batchRows(of: rows)
    stepsPerEpoch = Double((rows + batchSize - 1) / batchSize)
  }

  /// The time before a step, in epochs.
  func epoch(beforeStep step: Int) -> Double { Double(step - 1) / stepsPerEpoch }

  /// Ends the process, and so the run, where there is no rate: the author of a schedule must be told.
  func callAsFunction(beforeStep step: Int) -> Double {
    let time = epoch(beforeStep: step)
    let multiplier = schedule.multiplier(at: time, of: epochs)
    guard multiplier >= 0, multiplier < .infinity else {
      fatalError(
        "schedule '\(type(of: schedule).name)' gave \(multiplier) after \(time) of \(epochs) epochs, "
          + "not a finite number of at least 0")
    }
    return base * multiplier
  }
}
