import DescentReports
import DescentStore
import Foundation
import Testing

@Suite("Random sweeps") struct RandomSweepTests {
  /// Where `make test-reference` wants the reports; `Tests/Reference/check_reports.py` recomputes them.
  private static let folder = ProcessInfo.processInfo.environment["RANDOM_SWEEPS"]

  @Test("reports of random sweeps are written for Python", .enabled(if: folder != nil))
  func writing() throws {
    let folder = URL(fileURLWithPath: try #require(Self.folder))
    for number in 1...500 {
      let sweep = RandomSweep.sweep(number)
      let report = Report(sweep)
      let data = folder.appendingPathComponent("\(number)/data")
      try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
      for (name, text) in report.csvFiles() {
        try Data(text.utf8).write(to: data.appendingPathComponent(name))
      }
      let manifest = folder.appendingPathComponent("\(number)/manifest.json")
      try Data(report.manifest().utf8).write(to: manifest)
      let plan = folder.appendingPathComponent("\(number)/plan.json")
      try JSONEncoder().encode(sweep.plan).write(to: plan)
    }
  }
}
