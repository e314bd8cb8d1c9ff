/// What a plan is for: some operations do another thing while a network learns.
public enum PlanMode {
  /// Batches are normalised by the running statistics, and nothing is dropped.
  case evaluation
  /// Batches are normalised by their own statistics, which the running ones follow, and numbers are dropped
  /// as the noise has it.
  case training(Noise)
}
