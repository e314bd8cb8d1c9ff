public import Descent

/// Normal clouds around random centres, one class each.
///
/// Centres are uniform in a cube of side 2 · ``spread``; every cloud has standard deviation 1.
public struct Blobs: DataSource {
  public static let name = "blobs"
  public static let summary = "Normal clouds around random centres, one class each; generated"
  public static let hyperparameters = [
    Hyperparameter("samples", \Self.samples, in: 2...10_000_000, "rows"),
    Hyperparameter("classes", \Self.classes, in: 2...1000, "clouds"),
    Hyperparameter("features", \Self.features, in: 1...100_000, "inputs"),
    Hyperparameter("spread", \Self.spread, in: .above(0), "half the side of the centres' cube"),
  ]

  public var samples = 600
  public var classes = 3
  public var features = 2
  public var spread = 4.0

  public init() {}

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    let centres = (0..<classes).map { _ in
      (0..<features).map { _ in random.uniform(in: -spread..<spread) }
    }
    let labels = (0..<samples).map { $0 % classes }
    let points = labels.map { label in centres[label].map { $0 + random.normal() } }
    return .classes(points, labels, names: (1...features).map { "x\($0)" })
  }
}
