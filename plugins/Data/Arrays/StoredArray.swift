import Descent

/// An array in a binary file, taken as rows: its first dimension counts them, the others lie one after the other.
struct StoredArray {
  let shape: [Int]
  let element: ElementType
  let isBigEndian: Bool
  /// Whether the first dimension varies fastest, as in Fortran.
  let isColumnMajor: Bool
  private let bytes: [UInt8]
  private let start: Int

  /// - Throws: A ``ComponentError`` without a file where the bytes from `start` on are more or fewer than the
  ///   shape asks for, or there is no row.
  init(
    shape: [Int], element: ElementType, isBigEndian: Bool, isColumnMajor: Bool = false,
    bytes: [UInt8], start: Int
  ) throws {
    self.shape = shape
    self.element = element
    self.isBigEndian = isBigEndian
    self.isColumnMajor = isColumnMajor
    self.bytes = bytes
    self.start = start
    var (size, isTooLarge) = (element.size, false)
    for length in shape {
      let product = size.multipliedReportingOverflow(by: length)
      size = product.partialValue
      isTooLarge = isTooLarge || product.overflow
    }
    guard !isTooLarge, bytes.count - start == size else {
      throw ComponentError(
        "\(shapeText) elements of \(element.size) bytes do not fill the \(bytes.count - start) bytes "
          + "that follow the header")
    }
    guard !shape.isEmpty, size > 0 else {
      throw ComponentError("the array has the shape \(shapeText), without any row")
    }
  }

  var rows: Int { shape[0] }

  /// The numbers, or texts, of each row.
  var columns: Int { shape[1...].reduce(1, *) }

  /// As in `60000 × 28 × 28`.
  var shapeText: String { shape.isEmpty ? "()" : shape.map(String.init).joined(separator: " × ") }

  /// The columns, called by a letter, and by their number from 1 where there are several.
  ///
  /// A number that is none, NaN, is an empty cell.
  func columns(named letter: String) throws -> [Table.Column] {
    try places.enumerated().map { index, place in
      let name = shape.count == 1 ? letter : letter + String(index + 1)
      return Table.Column(name, try cells(from: place, name))
    }
  }

  /// Where the first element of each column lies, in elements.
  private var places: [Int] {
    guard isColumnMajor else { return Array(0..<columns) }
    // The last dimension varies fastest among columns, the first among the elements.
    var places = [0]
    var step = rows
    for length in shape[1...] {
      places = places.flatMap { place in (0..<length).map { (place, $0) } }
        .map { place, index in place + index * step }
      step *= length
    }
    return places
  }

  private func cells(from place: Int, _ name: String) throws -> Table.Cells {
    let (size, step) = (element.size, isColumnMajor ? 1 : columns)
    func cell(_ row: Int, _ all: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
      let first = start + (place + row * step) * size
      return UnsafeBufferPointer(rebasing: all[first..<first + size])
    }
    if case .text = element {
      return bytes.withUnsafeBufferPointer { all in
        .texts(
          (0..<rows).map { ElementType.text(cell($0, all), isBigEndian: isBigEndian) }
            .map { $0.isEmpty ? nil : $0 })
      }
    }
    let numbers = bytes.withUnsafeBufferPointer { all in
      (0..<rows).map { element.number(cell($0, all), isBigEndian: isBigEndian) }
    }
    if let row = numbers.firstIndex(where: \.isInfinite) {
      throw ComponentError("row \(row + 1) of column '\(name)' is infinite")
    }
    return .numbers(numbers.map { $0.isNaN ? nil : $0 })
  }
}

extension Table {
  /// The table of two arrays with a row for each example.
  ///
  /// Inputs are called `x1`, `x2`, …, targets `y1`, `y2`, …; without a number where an array has one dimension.
  ///
  /// - Throws: A ``ComponentError`` that names the second file where the numbers of rows differ.
  static func arrays(
    _ inputs: (file: String, array: StoredArray), _ targets: (file: String, array: StoredArray)
  ) throws -> Table {
    let (count, other) = (targets.array.rows, inputs.array.rows)
    guard count == other else {
      throw ComponentError(
        "it has \(count) rows, but '\(inputs.file)' has \(other)", file: targets.file)
    }
    let y = try naming(targets.file) { try targets.array.columns(named: "y") }
    return Table(
      columns: try naming(inputs.file) { try inputs.array.columns(named: "x") } + y,
      targets: y.map(\.name))
  }

  /// What a closure returns; its mistakes with the name of a file.
  static func naming<Result>(_ file: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as ComponentError {
      throw ComponentError(error.message, file: file)
    }
  }
}
