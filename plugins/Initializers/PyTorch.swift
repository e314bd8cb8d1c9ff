public import Descent

/// What PyTorch's `torch.nn.Linear` starts from, biases included.
///
///     w, b ~ U(−1/√fan_in, 1/√fan_in)
///
/// For the weights it calls `kaiming_uniform_(a=√5)`, whose variance 1 / (3 fan_in) is a sixth of that of ``He``.
///
/// PyTorch 2.13, `Linear.reset_parameters`; the rule is older: LeCun, Bottou, Orr and Müller 1998, *Efficient BackProp*.
public struct PyTorch: Initializer {
  public static let name = "pytorch"
  public static let summary = "What torch.nn.Linear starts from: uniform weights and biases"
  public static let formula = "w, b ~ U(-1 / sqrt(fan_in), 1 / sqrt(fan_in))"
  public static let reference = "PyTorch, torch.nn.Linear"

  public init() {}

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    layer.uniform(limit: 1 / Double(layer.fanIn).squareRoot(), random: &random)
  }

  public func biases(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    let limit = 1 / Double(layer.fanIn).squareRoot()
    return (0..<layer.fanOut).map { _ in random.uniform(in: -limit..<limit) }
  }
}
