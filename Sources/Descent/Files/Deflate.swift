import CZlib
import Foundation

/// Bytes that were packed by deflate, RFC 1951, which is what gzip and zip use.
public enum Deflate {
  /// What stands around the packed bytes.
  public enum Wrapping: Sendable {
    /// Nothing, as within a zip file.
    case none
    /// A header and a checksum, RFC 1952; several such members in a row are one file.
    case gzip
  }

  /// No file is unpacked to more bytes than this.
  public static let limit = 1 << 34

  /// Whether a file begins as gzip files do.
  public static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b, 0x08]) }

  /// Unpacks bytes.
  ///
  /// - Parameters:
  ///   - bytes: All of them belong to the packed data; zeros may follow gzip's last member.
  ///   - wrapping: What stands around the packed data.
  ///   - limit: How many bytes there may be in the end.
  /// - Returns: What they were packed from.
  /// - Throws: A ``ComponentError`` without a file where the data are truncated, damaged or too large.
  public static func unpacked(
    _ bytes: [UInt8], _ wrapping: Wrapping, limit: Int = Deflate.limit
  ) throws -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    repeat {
      start += try append(
        bytes[start...], isGzip: wrapping == .gzip, limit: limit, to: &result)
    } while wrapping == .gzip && start < bytes.count && bytes[start...].contains { $0 != 0 }
    if wrapping == .none, start < bytes.count {
      throw ComponentError("\(bytes.count - start) bytes follow the end of the packed data")
    }
    return result
  }

  /// Appends what one stream unpacks to, and says how many bytes it took.
  private static func append(
    _ bytes: ArraySlice<UInt8>, isGzip: Bool, limit: Int, to result: inout [UInt8]
  ) throws -> Int {
    var (target, count, consumed) = (UnsafeMutablePointer<UInt8>?.none, 0, 0)
    let ending = bytes.withUnsafeBufferPointer {
      descent_unpack(
        $0.baseAddress, $0.count, isGzip, limit - result.count, &target, &count, &consumed)
    }
    defer { free(target) }
    switch ending {
    case descent_unpacked: result += UnsafeBufferPointer(start: target, count: count)
    case descent_truncated: throw ComponentError("the packed data end too early")
    case descent_too_large:
      throw ComponentError(
        "the packed data unpack to more than \(limit) bytes, or than there is memory for")
    default: throw ComponentError("the packed data are damaged")
    }
    return consumed
  }
}
