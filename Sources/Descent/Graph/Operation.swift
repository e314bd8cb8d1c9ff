/// What a node of a graph computes.
///
/// Each case has a file of its own in `Operations/`, where its forward step stands beside its
/// backward step.
public enum Operation: Sendable {
  /// A matrix given from outside.
  case input
  /// A trainable matrix, by its place in ``Graph/parameters``.
  case parameter(Int)
  /// A row that is not trained but follows what a layer sees, by its place in ``Graph/statistics``.
  case statistic(Int)
  /// x · w
  case product
  /// x + b in every row
  case bias
  /// f(x), row by row
  case activation(any RowActivation)
  /// f(x; c), element by element, with learned coefficients c
  case learnedActivation(any LearnedActivation)
  /// Each column of a batch on a common scale: x, scale, shift, running mean, running variance
  case batchNormalization
  /// Each row on a common scale: x, scale, shift
  case layerNormalization
  /// Each number left out by chance, with the given probability
  case dropout(Double)
  /// a + b
  case addition
  /// Each row's loss
  case loss(any RowLoss)
  /// The mean over rows
  case mean
  /// The penalty on a parameter
  case penalty(any Regularizer)
  /// The sum of scalars
  case sum

  /// The word that a printed graph shows.
  public var label: String {
    switch self {
    case .input: "input"
    case .parameter: "parameter"
    case .statistic: "running statistic"
    case .product: "matrix product"
    case .bias: "bias"
    case .activation(let function): type(of: function).name
    case .learnedActivation(let function): type(of: function).name
    case .batchNormalization: "batch normalization"
    case .layerNormalization: "layer normalization"
    case .dropout(let rate): "dropout \(Value.number(rate))"
    case .addition: "addition"
    case .loss(let loss): type(of: loss).name
    case .mean: "mean"
    case .penalty(let regularizer): "penalty " + type(of: regularizer).name
    case .sum: "sum"
    }
  }
}
