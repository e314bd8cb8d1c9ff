import DescentReports
import DescentStore
import Foundation
import Testing

@Suite struct ReportFilesTests {
  /// A folder of its own, removed at the end of the test.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func names(in folder: String) throws -> Set<String> {
      Set(try FileManager.default.contentsOfDirectory(atPath: url.path + "/" + folder))
    }

    func text(_ name: String) throws -> String {
      try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
    }
  }

  @Test("the files of a report hold its texts, and nothing is left beside them")
  func files() throws {
    let folder = try Folder()
    let report = Report(Sweeps.failures)
    for _ in 1...2 {
      try report.write(to: folder.url)
      let tables = report.csvFiles()
      #expect(try folder.names(in: "data") == Set(tables.map(\.name) + ["datapackage.json"]))
      for (name, text) in tables { #expect(try folder.text("data/" + name) == text, "\(name)") }
      #expect(try folder.text("report.md") == report.markdown())
      #expect(try folder.text("manifest.json") == report.manifest())
      #expect(try folder.text("data/datapackage.json") == report.dataPackage())
    }
  }

  @Test("files of formats that are no longer asked for are removed, and nothing else")
  func fewerFormats() throws {
    let folder = try Folder()
    var sweep = Sweeps.failures
    sweep.plan.report.formats = StoredPlan.ReportSettings.Format.allCases
    try Report(sweep).write(to: folder.url)
    let own = folder.url.appendingPathComponent("data/mine.csv")
    try Data("a\n".utf8).write(to: own)
    sweep.plan.report.formats = [.html]
    try Report(sweep).write(to: folder.url)
    #expect(try folder.names(in: "") == ["report.html", "manifest.json", "data"])
    #expect(try folder.names(in: "data") == ["mine.csv"])
  }

  @Test("a table that cannot be put in its place is an error, and leaves nothing in part")
  func unwritableTable() throws {
    let folder = try Folder()
    let place = folder.url.appendingPathComponent("data/history.csv/x")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    #expect(throws: (any Error).self) { try Report(Sweeps.failures).write(to: folder.url) }
    #expect(try !folder.names(in: "data").contains { $0.hasSuffix(".unfinished") })
  }

  @Test("a sweep read from the store gives the report that it gives in memory")
  func storedSweep() throws {
    let folder = try Folder()
    let sweep = Sweeps.failures
    let store = try Store(path: folder.url.path + "/results.sqlite")
    try store.save(sweep.plan)
    for outcome in sweep.outcomes.values { try store.record(outcome) }
    let stored = try Report(#require(try store.sweep()))
    let expected = Report(sweep)
    #expect(stored.answer == expected.answer)
    #expect(stored.markdown() == expected.markdown())
    #expect(stored.manifest() == expected.manifest())
    #expect(try stored.csvFiles().map(\.text) == expected.csvFiles().map(\.text))
  }
}
