public import Descent

/// A pair of files in MNIST's format, IDX: images, or other arrays, and a label for each.
///
/// Each file begins with two zeros, the type of its elements, the number of its dimensions and their lengths; all
/// numbers are big-endian. The first dimension counts the rows; the others lie one after the other in columns
/// `x1`, `x2`, … Labels of one dimension that are whole numbers are classes, `y`; any others are targets.
///
/// LeCun, Cortes and Burges, *The MNIST database of handwritten digits*.
public struct IDX: DataSource {
  public static let name = "idx"
  public static let summary = "Images and labels in the format of MNIST, packed by gzip or not"
  public static let reference =
    "LeCun, Cortes, Burges, The MNIST database of handwritten digits"
  public static let hyperparameters = [
    Hyperparameter("images", \Self.images, "the file of the inputs"),
    Hyperparameter("labels", \Self.labels, "the file of the targets"),
  ]

  public var images = ""
  public var labels = ""

  public init() {}

  public var files: [String] { [images, labels] }

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    let arrays = try files.map { file in
      (file.path, try Table.naming(file.path) { try StoredArray(idx: file.bytes) })
    }
    var table = try Table.arrays(arrays[0], arrays[1])
    let labels = arrays[1].1
    if labels.shape.count == 1, labels.element.isInteger { table.task = .classification }
    return table
  }
}

extension StoredArray {
  /// - Throws: A ``ComponentError`` without a file where the bytes are no IDX file.
  init(idx bytes: [UInt8]) throws {
    let types: [UInt8: ElementType] = [
      0x08: .unsigned(bytes: 1), 0x09: .signed(bytes: 1), 0x0b: .signed(bytes: 2),
      0x0c: .signed(bytes: 4), 0x0d: .float(bytes: 4), 0x0e: .float(bytes: 8),
    ]
    guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else {
      throw ComponentError("it is no IDX file, which begins with two zeros")
    }
    guard let element = types[bytes[2]] else {
      throw ComponentError("its elements are of type \(bytes[2]), which IDX does not know")
    }
    let start = 4 + 4 * Int(bytes[3])
    guard bytes.count >= start else {
      throw ComponentError("it ends within the lengths of its \(bytes[3]) dimensions")
    }
    let shape = stride(from: 4, to: start, by: 4).map { place in
      bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    try self.init(shape: shape, element: element, isBigEndian: true, bytes: bytes, start: start)
  }
}
