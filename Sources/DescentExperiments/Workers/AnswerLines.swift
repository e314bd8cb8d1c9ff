import Subprocess

/// The lines that a worker writes, cut out of its output byte by byte as it arrives.
struct AnswerLines {
  private var buffers: SubprocessOutputSequence.Iterator
  private var pending: [UInt8] = []
  /// How much of `pending` holds no line end.
  private var searched = 0

  init(_ output: SubprocessOutputSequence) { buffers = output.makeAsyncIterator() }

  /// The next line without its end; nil where the output ends, also in the middle of a line.
  mutating func next() async throws -> [UInt8]? {
    while true {
      if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(pending[..<end])
        pending.removeSubrange(...end)
        searched = 0
        return line
      }
      searched = pending.count
      guard let buffer = try await buffers.next() else { return nil }
      buffer.withUnsafeBytes { pending.append(contentsOf: $0) }
    }
  }
}
