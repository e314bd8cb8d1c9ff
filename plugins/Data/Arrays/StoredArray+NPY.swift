import Descent

extension StoredArray {
  /// - Throws: A ``ComponentError`` without a file where the bytes are no NumPy file.
  init(npy bytes: [UInt8]) throws {
    guard bytes.count >= 10, bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw ComponentError("it is no NumPy file")
    }
    let version = bytes[6]
    guard (1...3).contains(version) else {
      throw ComponentError("it is of version \(version) of NumPy's format, not 1 to 3")
    }
    let lengthEnd = version == 1 ? 10 : 12
    guard bytes.count >= lengthEnd else { throw ComponentError("it ends within its header") }
    let length = bytes[8..<lengthEnd].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - lengthEnd else {
      throw ComponentError("it ends within its header")
    }
    let start = lengthEnd + length
    let text = String(decoding: bytes[lengthEnd..<start], as: UTF8.self)
    let header = try NPYHeader(text)
    try self.init(
      shape: header.shape, element: header.element, isBigEndian: header.isBigEndian,
      isColumnMajor: header.isColumnMajor, bytes: bytes, start: start)
  }
}

/// The header of a NumPy file, the text of a Python dictionary.
///
///     {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }
private struct NPYHeader {
  var shape: [Int]
  var element: ElementType
  var isBigEndian: Bool
  var isColumnMajor: Bool

  init(_ text: String) throws {
    guard let order = text.firstMatch(of: /'fortran_order'\s*:\s*(True|False)/),
      let tuple = text.firstMatch(of: /'shape'\s*:\s*\(([0-9L,\s]*)\)/),
      let description = text.firstMatch(of: /'descr'\s*:\s*(?:'([^']*)'|\[)/)
    else { throw ComponentError("its header is damaged") }
    isColumnMajor = order.1 == "True"
    let lengths = tuple.1.split(separator: ",").map { length in
      length.filter { $0.isNumber }
    }.filter { !$0.isEmpty }
    shape = lengths.compactMap { Int($0) }
    guard shape.count == lengths.count else {
      throw ComponentError("its shape (\(tuple.1)) is none")
    }
    guard let type = description.1 else {
      throw ComponentError("its elements are records; save each field as an array of its own")
    }
    guard let element = Self.element(type) else {
      throw ComponentError("its elements are of type '\(type)'; expected numbers or texts")
    }
    self.element = element
    isBigEndian = type.first == ">"
  }

  /// The type that a text such as `<f8` describes: byte order, kind and size.
  private static func element(_ type: Substring) -> ElementType? {
    guard let order = type.first, "<>|=".contains(order), let size = Int(type.dropFirst(2)) else {
      return nil
    }
    switch (type.dropFirst().first, size) {
    case ("b", 1), ("u", 1), ("u", 2), ("u", 4), ("u", 8): return .unsigned(bytes: size)
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8): return .signed(bytes: size)
    case ("f", 2), ("f", 4), ("f", 8): return .float(bytes: size)
    case ("U", 1...1_000_000): return .text(letters: size)
    default: return nil
    }
  }
}
