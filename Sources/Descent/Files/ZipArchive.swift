import CZlib

/// A zip file: named files, each stored as it is or packed by deflate.
///
/// Files of more than 4 GB, encrypted ones and other ways of packing are refused.
///
/// [PKWARE, APPNOTE.TXT](https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT), 4.3.
public struct ZipArchive: Sendable {
  /// The names of the files, in the archive's order.
  public var names: [String] { entries.map(\.name) }

  private let bytes: [UInt8]
  private var entries: [Entry] = []

  /// What the central directory says of a file.
  private struct Entry {
    var name: String
    var isEncrypted: Bool
    var method: Int
    var checksum: Int
    var packedCount: Int
    var count: Int
    var header: Int
  }

  /// Reads the list of files.
  ///
  /// - Throws: A ``ComponentError`` without a file for bytes that are no archive, or a damaged one.
  public init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    // The record at the end is followed by a comment of up to 65,535 bytes.
    let earliest = max(0, bytes.count - 22 - 0xffff)
    guard bytes.count >= 22,
      let end = stride(from: bytes.count - 22, through: earliest, by: -1)
        .first(where: { bytes[$0...].starts(with: [0x50, 0x4b, 5, 6]) })
    else { throw ComponentError("it is no zip archive, or its end is missing") }
    var place = try integer(end + 16, 4)
    let count = try integer(end + 10, 2)
    guard count < 0xffff, place < 0xffff_ffff else {
      throw ComponentError("archives of more than 4 GB or 65,534 files are not read")
    }
    for _ in 0..<count { entries.append(try entry(&place)) }
  }

  /// The contents of a file, or nil where none has the name.
  ///
  /// - Throws: A ``ComponentError`` without a file where it is damaged, or packed in another way.
  public func contents(of name: String) throws -> [UInt8]? {
    guard let entry = entries.first(where: { $0.name == name }) else { return nil }
    func mistake(_ message: String) -> ComponentError {
      ComponentError("'\(name)' in the archive: \(message)")
    }
    if entry.isEncrypted { throw mistake("it is encrypted") }
    guard try integer(entry.header, 4) == 0x0403_4b50 else { throw mistake("it is not there") }
    let start =
      try entry.header + 30 + integer(entry.header + 26, 2) + integer(entry.header + 28, 2)
    guard start <= bytes.count, entry.packedCount <= bytes.count - start else {
      throw mistake("the archive ends within it")
    }
    let packed = Array(bytes[start..<start + entry.packedCount])
    let result: [UInt8]
    switch entry.method {
    case 0: result = packed
    case 8:
      do {
        result = try Deflate.unpacked(packed, .none, limit: entry.count)
      } catch let error as ComponentError {
        throw mistake(error.message)
      }
    default:
      throw mistake("it is neither stored nor deflated, but packed by method \(entry.method)")
    }
    let checksum = result.withUnsafeBufferPointer { descent_crc32($0.baseAddress, $0.count) }
    guard result.count == entry.count, Int(checksum) == entry.checksum else {
      throw mistake("its checksum is wrong")
    }
    return result
  }

  // MARK: - Reading

  /// The entry of the central directory at a place, which moves behind it.
  private func entry(_ place: inout Int) throws -> Entry {
    guard try integer(place, 4) == 0x0201_4b50 else { throw Self.damaged }
    let nameCount = try integer(place + 28, 2)
    let nameStart = place + 46
    let next = try nameStart + nameCount + integer(place + 30, 2) + integer(place + 32, 2)
    guard next <= bytes.count else { throw Self.damaged }
    let entry = try Entry(
      name: String(decoding: bytes[nameStart..<nameStart + nameCount], as: UTF8.self),
      isEncrypted: integer(place + 8, 2) % 2 == 1, method: integer(place + 10, 2),
      checksum: integer(place + 16, 4), packedCount: integer(place + 20, 4),
      count: integer(place + 24, 4), header: integer(place + 42, 4))
    guard [entry.packedCount, entry.count, entry.header].allSatisfy({ $0 < 0xffff_ffff }) else {
      throw ComponentError("'\(entry.name)' in the archive: files of more than 4 GB are not read")
    }
    place = next
    return entry
  }

  /// The little-endian number of some bytes at a place.
  private func integer(_ place: Int, _ count: Int) throws -> Int {
    guard place <= bytes.count - count else { throw Self.damaged }
    return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static let damaged = ComponentError("the list of files in the archive is damaged")
}
