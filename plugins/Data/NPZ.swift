public import Descent

/// A NumPy archive, `.npz`, with an array of inputs and one of targets, as ``NPY`` describes them.
///
/// It may be compressed (`numpy.savez_compressed`) or not.
public struct NPZ: DataSource {
  public static let name = "npz"
  public static let summary = "A NumPy archive with an array of inputs and one of targets"
  public static let reference =
    "NumPy Enhancement Proposal 1, A Simple File Format for NumPy Arrays"
  public static let hyperparameters = [
    Hyperparameter("path", \Self.path, "the file, relative to the experiment file"),
    Hyperparameter("inputs", \Self.inputs, "the name of the array of inputs"),
    Hyperparameter("targets", \Self.targets, "the name of the array of targets"),
  ]

  public var path = ""
  public var inputs = "x"
  public var targets = "y"

  public init() {}

  public var files: [String] { [path] }

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    try Table.naming(path) {
      let archive = try ZipArchive(files.first?.bytes ?? [])
      return try .arrays(
        (inputs, try array(inputs, in: archive)), (targets, try array(targets, in: archive)))
    }
  }

  private func array(_ name: String, in archive: ZipArchive) throws -> StoredArray {
    guard let bytes = try archive.contents(of: name + ".npy") else {
      let names = archive.names.filter { $0.hasSuffix(".npy") }.map { "'\($0.dropLast(4))'" }
      throw ComponentError(
        "there is no array '\(name)'; "
          + (names.isEmpty ? "the archive has none" : "it has " + names.joined(separator: ", ")))
    }
    do {
      return try StoredArray(npy: bytes)
    } catch let error as ComponentError {
      throw ComponentError("array '\(name)': \(error.message)")
    }
  }
}
