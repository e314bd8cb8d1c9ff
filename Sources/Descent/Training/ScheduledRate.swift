/// The learning rate over a run: the optimizer's times the multipliers of warm-up and schedule.
struct ScheduledRate {
  private let base: Double
  private let schedule: any Schedule
  private let epochs: Double
  private let warmup: Double
  private let stepsPerEpoch: Double
  /// What an adaptive schedule made of the epochs so far.
  private var reaction = 1.0
  private var losses: [Double] = []
  private var epochsNoted = 0

  init(_ recipe: TrainingRecipe, rows: Int) {
    base = recipe.optimizer.learningRate
    guard base >= 0, base < .infinity else {
      fatalError(
        "optimizer '\(type(of: recipe.optimizer).name)' has the learning rate \(base), not a finite "
          + "number of at least 0")
    }
    schedule = recipe.schedule
    epochs = Double(recipe.epochs)
    warmup = recipe.warmup
    let batchSize = recipe.batchRows(of: rows)
    stepsPerEpoch = Double((rows + batchSize - 1) / batchSize)
  }

  /// The time before a step, in epochs.
  func epoch(beforeStep step: Int) -> Double { Double(step - 1) / stepsPerEpoch }

  /// In the k-th of n steps of warm-up k / n of the rate; the schedule's time begins behind them.
  func callAsFunction(beforeStep step: Int) -> Double {
    let ramp = warmup > 0 ? min(1, Double(step) / (warmup * stepsPerEpoch)) : 1
    let time = max(0, epoch(beforeStep: step) - warmup)
    let multiplier = checked(
      schedule.multiplier(at: time, of: epochs - warmup),
      "after \(time) of \(epochs - warmup) epochs")
    return base * ramp * multiplier * reaction
  }

  /// Tells an adaptive schedule how an epoch ended; one that began in the warm-up is not its matter.
  mutating func note(_ validationLoss: Double) {
    epochsNoted += 1
    guard let schedule = schedule as? any AdaptiveSchedule, Double(epochsNoted - 1) >= warmup
    else { return }
    losses.append(validationLoss)
    reaction = checked(
      schedule.multiplier(after: losses), "after the validation losses of \(losses.count) epochs")
  }

  /// Ends the process, and so the run, where there is no rate: the author of a schedule must be told.
  private func checked(_ multiplier: Double, _ time: @autoclosure () -> String) -> Double {
    guard multiplier >= 0, multiplier < .infinity else {
      fatalError(
        "schedule '\(type(of: schedule).name)' gave \(multiplier) \(time()), not a finite number of at "
          + "least 0")
    }
    return multiplier
  }
}
