public import Descent

/// A pair of NumPy files, `.npy`: inputs, and targets with as many rows.
///
/// The first dimension counts the rows; the others lie one after the other, in C's order, as columns `x1`, `x2`, … and
/// `y1`, `y2`, …, or `y` where the targets have one dimension. Any integers, floats, booleans and texts, little- or
/// big-endian, in C's or Fortran's order. NaN is an empty cell.
public struct NPY: DataSource {
  public static let name = "npy"
  public static let summary = "NumPy files of inputs and of targets"
  public static let reference =
    "NumPy Enhancement Proposal 1, A Simple File Format for NumPy Arrays"
  public static let hyperparameters = [
    Hyperparameter("inputs", \Self.inputs, "the file of the inputs"),
    Hyperparameter("targets", \Self.targets, "the file of the targets"),
  ]

  public var inputs = ""
  public var targets = ""

  public init() {}

  public var files: [String] { [inputs, targets] }

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    let arrays = try files.map { file in
      (file.path, try Table.naming(file.path) { try StoredArray(npy: file.bytes) })
    }
    return try .arrays(arrays[0], arrays[1])
  }
}
