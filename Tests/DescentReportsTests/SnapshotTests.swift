import DescentReports
import DescentStore
import Foundation
import Testing

/// Whole reports as files: a change of wording shows as a change of the file.
///
/// `RECORD_SNAPSHOTS=1` writes them anew, and fails so that nobody forgets to look at them.
@Suite struct SnapshotTests {
  static let sweeps: [(name: String, sweep: SmallSweep)] = [
    ("vanishing", Sweeps.vanishing), ("own-learning-rates", Sweeps.ownLearningRates),
    ("failures", Sweeps.failures),
  ]

  @Test("a report reads as its snapshot", arguments: sweeps)
  func snapshot(name: String, sweep: SmallSweep) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Snapshots/\(name).md")
    let text = Report(sweep).markdown()
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(file.lastPathComponent)")
    } else {
      let recorded = try String(contentsOf: file, encoding: .utf8)
      for (line, (new, old)) in zip(lines(text), lines(recorded)).enumerated() where new != old {
        Issue.record("line \(line + 1) is\n\(new)\nnot\n\(old)")
        return
      }
      #expect(text == recorded)
    }
  }

  private func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
