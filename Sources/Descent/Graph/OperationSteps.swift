/// Where an operation is compiled.
struct OperationSite<T: RealScalar> {
  var inputs: [Tensor<T>]
  var output: Tensor<T>
  /// Whether the output has a gradient to pass on.
  var needsGradient: Bool
  /// For each input, whether its gradient is added to rather than written.
  var accumulates: [Bool]
  /// Whether the output's buffer holds a value that the operation adds to.
  var addsToOutput: Bool
  /// Whether the network is learning.
  var mode: PlanMode
  /// For buffers of the operation's own.
  var arena: Arena<T>
}

/// A compiled operation: how its value is computed, and how its inputs' gradients are.
struct OperationSteps<T: RealScalar> {
  var forward: Pass
  var backward: Pass = Pass {}
  /// What an activation keeps from the way forward for the way back.
  var slopes: UnsafePointer<T>?
}
