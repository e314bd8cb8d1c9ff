/// How the first weights of a layer are drawn.
public protocol Initializer: Component {
  /// Refuses a network that the initialiser's files are not made for; by default none.
  ///
  /// - Parameters:
  ///   - parameters: The names of all that the network has: `layers.0.weight`, `layers.0.bias`, ….
  ///   - files: The files that the initialiser asked for.
  /// - Throws: A ``ComponentError`` that says what does not fit.
  func check(_ parameters: [String], files: [LoadedFile]) throws

  /// The first weights, fan-in × fan-out, row-major.
  ///
  /// - Throws: A ``ComponentError`` where the layer cannot be initialised.
  func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double]

  /// The first biases, one for each unit; zeros by default.
  func biases(of layer: LayerSite, random: inout RandomStream) throws -> [Double]

  /// The first values of what else the layer has, such as `activation.slope`, as many as it counts; by default
  /// the value that its activation or its normalisation gives.
  func values(
    of coefficient: LearnedCoefficient, in layer: LayerSite, random: inout RandomStream
  ) throws -> [Double]
}

/// The layer that an initialiser fills.
public struct LayerSite: Sendable {
  /// The layer's place, from 0.
  public var index: Int
  public var fanIn: Int
  public var fanOut: Int
  /// What the layer does with its sums: in the last one the output activation.
  public var activation: any RowActivation
  /// The files that the initialiser asked for.
  public var files: [LoadedFile]

  public init(
    index: Int, fanIn: Int, fanOut: Int, activation: any RowActivation, files: [LoadedFile] = []
  ) {
    self.index = index
    self.fanIn = fanIn
    self.fanOut = fanOut
    self.activation = activation
    self.files = files
  }
}

extension Initializer {
  public static var kind: ComponentKind { .initializer }

  public func check(_ parameters: [String], files: [LoadedFile]) throws {}

  public func biases(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    Array(repeating: 0, count: layer.fanOut)
  }

  public func values(
    of coefficient: LearnedCoefficient, in layer: LayerSite, random: inout RandomStream
  ) throws -> [Double] {
    Array(repeating: coefficient.initialValue, count: coefficient.count)
  }
}

extension LayerSite {
  /// One normal number for each weight.
  public func normal(sd: Double, random: inout RandomStream) -> [Double] {
    (0..<fanIn * fanOut).map { _ in sd * random.normal() }
  }

  /// One normal number for each weight, drawn again while it is more than `cut` times `sd` from 0.
  ///
  /// - Precondition: `cut` is above 0; below ½ most numbers are drawn in vain.
  public func normal(sd: Double, cutAt cut: Double, random: inout RandomStream) -> [Double] {
    guard cut > 0 else { fatalError("no normal number is less than \(cut) from 0") }
    return (0..<fanIn * fanOut).map { _ in
      var number = random.normal()
      while abs(number) > cut { number = random.normal() }
      return sd * number
    }
  }

  /// One uniform number in −`limit` ..< `limit` for each weight.
  public func uniform(limit: Double, random: inout RandomStream) -> [Double] {
    (0..<fanIn * fanOut).map { _ in limit * (2 * random.uniform() - 1) }
  }
}

/// Why a component cannot do what it was asked for: a sentence that completes "cannot run: …", and
/// where it is the fault of a file or of a setting, the place.
public struct ComponentError: Error, Sendable, CustomStringConvertible {
  public var message: String
  /// The path of the file at fault, as the experiment file gives it.
  public var file: String?
  /// From 1.
  public var line: Int?
  /// The cell of the line, from 1.
  public var column: Int?
  /// The name of the hyperparameter at fault.
  public var setting: String?

  public init(
    _ message: String, file: String? = nil, line: Int? = nil, column: Int? = nil,
    setting: String? = nil
  ) {
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.setting = setting
  }

  public var description: String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap { $0 }
    return place.isEmpty ? message : place.joined(separator: ":") + ": " + message
  }
}
