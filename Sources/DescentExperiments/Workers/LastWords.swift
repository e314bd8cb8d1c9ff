import Foundation
import SystemPackage

/// What a worker writes to standard error while it is at its present run.
///
/// A file without a name rather than a pipe: a worker that writes to it costs nobody a moment, and
/// what it holds when the worker has died is what the worker said last.
struct LastWords {
  /// Where the worker writes.
  let descriptor: FileDescriptor

  /// - Throws: What the file system reports.
  init() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("descent-worker-\(UUID().uuidString)").path
    descriptor = try FileDescriptor.open(
      FilePath(path), .readWrite,
      options: [.create, .exclusiveCreate, .append, .closeOnExec], permissions: .ownerReadWrite)
    unlink(path)
  }

  /// Forgets what belongs to an earlier run; the worker must be at none.
  func clear() {
    // To cut off nothing would still be work for the file system.
    if size != 0 { ftruncate(descriptor.rawValue, 0) }
  }

  func close() { try? descriptor.close() }

  /// At most 4,000 characters, without the trace that Swift's runtime adds to its own message; nil where
  /// it said nothing.
  var text: String? {
    guard let size else { return nil }
    // A character has four bytes at most.
    var bytes = Array(repeating: UInt8(0), count: Int(min(size, 16_000)))
    let count = bytes.withUnsafeMutableBytes { buffer in
      try? descriptor.read(fromAbsoluteOffset: size - Int64(buffer.count), into: buffer)
    }
    let words = String(decoding: bytes.prefix(count ?? 0), as: UTF8.self)
    let message = words.range(of: "\nCurrent stack trace:").map { words[..<$0.lowerBound] }
    let text = (message ?? words[...]).trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? nil : String(text.suffix(4000))
  }

  /// In bytes.
  private var size: Int64? { try? descriptor.seek(offset: 0, from: .end) }
}
