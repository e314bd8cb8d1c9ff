public import Descent

/// The components that come with Descent.
public enum BuiltIns {
  public static let all: [any Component.Type] = [
    // Activations
    Identity.self, LeakyReLU.self, ReLU.self, Sigmoid.self, Softmax.self, Tanh.self,
    // Losses
    LogLoss.self, MeanSquaredError.self,
    // Optimizers
    Adadelta.self, Adagrad.self, Adam.self, Adamax.self, AdamW.self, AMSGrad.self, Lion.self,
    Momentum.self, NAdam.self, Nesterov.self, RAdam.self, RMSProp.self, SGD.self, SignDescent.self,
    // Schedules
    Constant.self, Cosine.self, CosineRestarts.self, Cyclical.self, Exponential.self,
    InverseTime.self, Linear.self, MultiStep.self, OneCycle.self, Polynomial.self, StepDecay.self,
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
