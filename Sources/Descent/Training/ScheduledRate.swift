/// The learning rate over a run: the optimizer's times the schedule's multiplier.
struct ScheduledRate {
  private let base: Double
  private let schedule: any Schedule
  private let epochs: Double
  private let stepsPerEpoch: Double

  init(_ recipe: TrainingRecipe, rows: Int) {
    base = recipe.optimizer.learningRate
    schedule = recipe.schedule
    epochs = Double(recipe.epochs)
    let batchSize = recipe.batchRows(of: rows)
    stepsPerEpoch = Double((rows + batchSize - 1) / batchSize)
  }

  /// The time before a step, in epochs.
  func epoch(beforeStep step: Int) -> Double { Double(step - 1) / stepsPerEpoch }

  func callAsFunction(beforeStep step: Int) -> Double {
    base * schedule.multiplier(at: epoch(beforeStep: step), of: epochs)
  }
}
