import Foundation

/// Named tensors in the safetensors format: a JSON header and the raw numbers, little-endian.
public struct SafetensorsFile: Sendable {
  public var tensors: [Tensor]

  /// A named array of numbers, row-major.
  public struct Tensor: Sendable, Equatable {
    public var name: String
    public var shape: [Int]
    public var values: [Double]

    public init(name: String, shape: [Int], values: [Double]) {
      self.name = name
      self.shape = shape
      self.values = values
    }
  }

  /// What is wrong with a file.
  public struct FormatError: Error, Sendable {
    public var message: String
  }

  public init(tensors: [Tensor]) { self.tensors = tensors }

  // MARK: - Writing

  /// The file's bytes, with all numbers as 32-bit floats.
  public var bytes: [UInt8] {
    var (entries, offset) = ([String](), 0)
    for tensor in tensors {
      let end = offset + 4 * tensor.values.count
      entries.append(
        Self.quoted(tensor.name) + ":{\"dtype\":\"F32\",\"shape\":\(tensor.shape),"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var header = Array(("{" + entries.joined(separator: ",") + "}").utf8)
    // Spaces bring the numbers to an address that 8 divides, as the format advises.
    header += Array(repeating: 0x20, count: (8 - header.count % 8) % 8)
    var result: [UInt8] = []
    result.reserveCapacity(8 + header.count + offset)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { result += $0 }
    result += header
    for tensor in tensors {
      for value in tensor.values {
        withUnsafeBytes(of: Float(value).bitPattern.littleEndian) { result += $0 }
      }
    }
    return result
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let bytes = try? encoder.encode(text) else {
      preconditionFailure("'\(text)' cannot be written as JSON")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: - Reading

  /// What the header says of one tensor; nil fields where that is not well-formed.
  private struct Entry: Decodable {
    var dtype: String?
    var shape: [Int]?
    var offsets: [Int]?

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }

    init(from decoder: any Decoder) throws {
      guard let fields = try? decoder.container(keyedBy: CodingKeys.self) else { return }
      dtype = try? fields.decode(String.self, forKey: .dtype)
      shape = try? fields.decode([Int].self, forKey: .shape)
      offsets = try? fields.decode([Int].self, forKey: .offsets)
    }
  }

  /// Reads a file of 32-bit or 64-bit floats.
  ///
  /// - Throws: A ``FormatError``.
  public init(_ bytes: [UInt8]) throws {
    guard bytes.count >= 8 else {
      throw FormatError(message: "this is no safetensors file: it has fewer than 8 bytes")
    }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << (8 * UInt64($1)) }
    guard length <= UInt64(bytes.count - 8) else {
      throw FormatError(message: "this is no safetensors file: its header would be longer than it")
    }
    let start = 8 + Int(length)
    guard var header = try? JSONDecoder().decode([String: Entry].self, from: Data(bytes[8..<start]))
    else { throw FormatError(message: "this is no safetensors file: its header is not JSON") }
    header["__metadata__"] = nil
    tensors = []
    for (name, entry) in header.sorted(by: { $0.key < $1.key }) {
      tensors.append(try Self.tensor(name, entry, bytes[start...]))
    }
  }

  private static func tensor(
    _ name: String, _ entry: Entry, _ data: ArraySlice<UInt8>
  ) throws -> Tensor {
    guard let type = entry.dtype, let shape = entry.shape, let offsets = entry.offsets,
      offsets.count == 2
    else { throw FormatError(message: "the header's entry '\(name)' is not well-formed") }
    let size = type == "F32" ? 4 : (type == "F64" ? 8 : 0)
    guard size > 0 else {
      throw FormatError(message: "tensor '\(name)' is of type \(type); F32 or F64 is needed")
    }
    var count = 1
    for length in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflows else {
        throw FormatError(message: "tensor '\(name)' has the impossible shape \(shape)")
      }
      count = product
    }
    let (low, high) = (offsets[0], offsets[1])
    guard low >= 0, low <= high, high <= data.count, (high - low) / size == count,
      (high - low) % size == 0
    else {
      throw FormatError(message: "the numbers of tensor '\(name)' are not where its header says")
    }
    let slice = data[(data.startIndex + low)..<(data.startIndex + high)]
    let values = slice.withUnsafeBytes { raw in
      (0..<count).map { index in
        size == 4
          ? Double(
            Float(
              bitPattern: UInt32(
                littleEndian: raw.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))))
          : Double(
            bitPattern: UInt64(
              littleEndian: raw.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)))
      }
    }
    return Tensor(name: name, shape: shape, values: values)
  }
}
