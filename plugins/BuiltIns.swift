public import Descent

/// The components that come with Descent.
public enum BuiltIns {
  public static let all: [any Component.Type] = [
    // Activations
    ELU.self, GELU.self, HardSigmoid.self, HardTanh.self, Identity.self, LeakyReLU.self, Mish.self,
    PReLU.self, ReLU.self, ReLU6.self, SELU.self, Sigmoid.self, Softmax.self, Softplus.self,
    Softsign.self, Swish.self, Tanh.self,
    // Losses
    LogLoss.self, MeanSquaredError.self,
    // Optimizers
    Momentum.self, Nesterov.self, SGD.self,
    // Schedules
    Constant.self, Cosine.self, Exponential.self, InverseTime.self, StepDecay.self,
    // Regularizers
    L2.self,
    // Initializers
    He.self, Normal.self, Safetensors.self, Uniform.self, Xavier.self, Zeros.self,
    // Metrics
    Accuracy.self, MeanAbsoluteError.self, RSquared.self, RootMeanSquaredError.self,
    // Data
    Blobs.self, Circles.self, CSV.self, IllConditioned.self, Moons.self, Spirals.self,
  ]

  public static let registry = Registry(all)
}
