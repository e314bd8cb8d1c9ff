public import Descent

/// Weights and biases read from a safetensors file, so that a run starts where another one did.
///
/// Layer i takes `layers.i.weight` (fan-out × fan-in, as PyTorch stores it) and `layers.i.bias`: the
/// names that `descent run --save-weights` writes. What else a layer learns or keeps is, for example,
/// `layers.i.activation.slope`, `layers.i.normalization.weight` or `layers.i.normalization.running_mean`; what
/// the file does not hold starts where the activation or the normalisation says. A tensor that the network does not
/// have, or a number that is not finite, is a mistake.
public struct Safetensors: Initializer {
  public static let name = "safetensors"
  public static let summary = "Weights and biases from a safetensors file"
  public static let hyperparameters = [
    Hyperparameter("path", \Self.path, "the file, relative to the experiment file")
  ]

  public var path = ""

  public init() {}

  public var files: [String] { [path] }

  public func check(_ parameters: [String], files: [LoadedFile]) throws {
    for tensor in try file(files).tensors {
      guard parameters.contains(tensor.name) else {
        throw ComponentError(
          "the file holds '\(tensor.name)', which the network does not have", file: path)
      }
      guard tensor.values.allSatisfy(\.isFinite) else {
        throw ComponentError(
          "tensor '\(tensor.name)' holds numbers that are not finite", file: path)
      }
    }
  }

  public func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    let tensor = try tensor("weight", of: layer, shape: [layer.fanOut, layer.fanIn])
    var weights = Array(repeating: 0.0, count: tensor.values.count)
    for row in 0..<layer.fanOut {
      for column in 0..<layer.fanIn {
        weights[column * layer.fanOut + row] = tensor.values[row * layer.fanIn + column]
      }
    }
    return weights
  }

  public func biases(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    try tensor("bias", of: layer, shape: [layer.fanOut]).values
  }

  public func values(
    of coefficient: LearnedCoefficient, in layer: LayerSite, random: inout RandomStream
  ) throws -> [Double] {
    try storedTensor(coefficient.name, of: layer, shape: [coefficient.count])?
      .values ?? Array(repeating: coefficient.initialValue, count: coefficient.count)
  }

  private func tensor(
    _ suffix: String, of layer: LayerSite, shape: [Int]
  ) throws -> SafetensorsFile.Tensor {
    guard let tensor = try storedTensor(suffix, of: layer, shape: shape) else {
      throw ComponentError(
        "there is no tensor 'layers.\(layer.index).\(suffix)' in the file", file: path)
    }
    return tensor
  }

  /// The layer's tensor of this name, or nil where the file holds none.
  private func storedTensor(
    _ suffix: String, of layer: LayerSite, shape: [Int]
  ) throws -> SafetensorsFile.Tensor? {
    let name = "layers.\(layer.index).\(suffix)"
    guard let tensor = try file(layer.files).tensors.first(where: { $0.name == name }) else {
      return nil
    }
    guard tensor.shape == shape else {
      throw ComponentError(
        "tensor '\(name)' has shape \(tensor.shape), the network needs \(shape)", file: path)
    }
    return tensor
  }

  private func file(_ files: [LoadedFile]) throws -> SafetensorsFile {
    do {
      return try SafetensorsFile(files.first?.bytes ?? [])
    } catch let error as SafetensorsFile.FormatError {
      throw ComponentError(error.message, file: path)
    }
  }
}
