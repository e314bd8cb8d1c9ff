import Foundation

extension Double: RealScalar {
  public static func exp(_ x: Double) -> Double { Foundation.exp(x) }
  public static func log(_ x: Double) -> Double { Foundation.log(x) }
  public static func log1p(_ x: Double) -> Double { Foundation.log1p(x) }
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }
  public static func tanh(_ x: Double) -> Double { Foundation.tanh(x) }
  public static func sin(_ x: Double) -> Double { Foundation.sin(x) }
  public static func cos(_ x: Double) -> Double { Foundation.cos(x) }
  public static func erf(_ x: Double) -> Double { Foundation.erf(x) }
  public static func normalCDF(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }

  public static func kernel(of activation: any RowActivation) -> ActivationKernel<Double> {
    activation.kernel(for: Double.self)
  }

  public static func learnedKernel(
    of activation: any LearnedActivation
  ) -> LearnedActivationKernel<Double> {
    activation.learnedKernel(for: Double.self)
  }

  public static func kernel(of loss: any RowLoss) -> LossKernel<Double> {
    loss.kernel(for: Double.self)
  }

  public static func kernel(of regularizer: any Regularizer) -> RegularizerKernel<Double> {
    regularizer.kernel(for: Double.self)
  }

  public static func kernel(of optimizer: any MatrixOptimizer) -> OptimizerKernel<Double> {
    optimizer.kernel(for: Double.self)
  }

  public static func product(_ shape: ProductShape) -> MatrixProduct<Double> {
    .portable(shape)
  }
}
