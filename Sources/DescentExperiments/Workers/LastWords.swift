import Foundation
import Synchronization

/// The end of what a worker wrote to standard error while it was at its present run.
final class LastWords: Sendable {
  private let lines = Mutex<[String]>([])

  func hear(_ line: String) {
    lines.withLock { lines in
      lines.append(line)
      if lines.count > 60 { lines.removeFirst(20) }
    }
  }

  /// Forgets what belongs to an earlier run.
  func clear() { lines.withLock { $0 = [] } }

  /// At most 4,000 characters; nil where it said nothing.
  var text: String? {
    let text = lines.withLock { $0.joined(separator: "\n") }
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? nil : String(text.suffix(4000))
  }
}
