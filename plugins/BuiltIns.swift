public import Descent

/// The components that come with Descent.
public enum BuiltIns {
  public static let all: [any Component.Type] = [
    // Activations
    ELU.self, GELU.self, HardSigmoid.self, HardTanh.self, Identity.self, LeakyReLU.self, Mish.self,
    PReLU.self, ReLU.self, ReLU6.self, SELU.self, Sigmoid.self, Softmax.self, Softplus.self,
    Softsign.self, Swish.self, Tanh.self,
    // Losses
    Focal.self, Hinge.self, Huber.self, LogCosh.self, LogLoss.self, MeanAbsoluteErrorLoss.self,
    MeanSquaredError.self, Quantile.self, SquaredHinge.self,
    // Optimizers
    Adadelta.self, Adagrad.self, Adam.self, Adamax.self, AdamW.self, AMSGrad.self, Lion.self,
    Momentum.self, NAdam.self, Nesterov.self, RAdam.self, RMSProp.self, SGD.self, SignDescent.self,
    // Schedules
    Constant.self, Cosine.self, CosineRestarts.self, Cyclical.self, Exponential.self,
    InverseTime.self, Linear.self, MultiStep.self, OneCycle.self, Polynomial.self,
    ReduceOnPlateau.self,
    StepDecay.self,
    // Regularizers
    ElasticNet.self, L1.self, L2.self, MaxNorm.self,
    // Initializers
    ConstantWeights.self, He.self, LeCun.self, Normal.self, Orthogonal.self, PyTorch.self,
    Safetensors.self, TruncatedNormal.self, Uniform.self, Xavier.self, Zeros.self,
    // Metrics
    Accuracy.self, BalancedAccuracy.self, Brier.self, CalibrationError.self, F1.self,
    MeanAbsoluteError.self, Precision.self, ROCAUC.self, RSquared.self, Recall.self,
    RootMeanSquaredError.self, TopK.self,
    // Data
    Blobs.self, BreastCancer.self, Circles.self, CSV.self, Diabetes.self, Digits.self, IDX.self,
    IllConditioned.self, Iris.self, Moons.self, NPY.self, NPZ.self, Parity.self, Penguins.self,
    PolynomialCurve.self, Sine.self, Spirals.self, Wine.self, XOR.self,
  ]

  public static let registry = Registry(all)
}
