import Foundation

/// A file that is written piece by piece, and is in its place when it is whole.
///
/// What goes wrong on the way is told at the end.
final class GrowingFile {
  private let url: URL
  private let unfinished: URL
  private let handle: FileHandle
  private var failure: (any Error)?

  init(_ url: URL) throws {
    self.url = url
    unfinished = url.appendingPathExtension("unfinished")
    try Data().write(to: unfinished)
    handle = try FileHandle(forWritingTo: unfinished)
  }

  func append(_ text: String) {
    guard failure == nil else { return }
    do {
      try handle.write(contentsOf: Data(text.utf8))
    } catch {
      failure = error
    }
  }

  /// Puts the file in its place.
  ///
  /// - Throws: What the file system reported, now or before.
  func finish() throws {
    if let failure { throw failure }
    try handle.synchronize()
    try handle.close()
    guard rename(unfinished.path, url.path) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: url.path])
    }
  }

  deinit { unlink(unfinished.path) }
}
