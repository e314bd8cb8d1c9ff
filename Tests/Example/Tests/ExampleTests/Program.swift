import Foundation

/// A program of this package, in a folder of its own, which is removed in the end.
final class Program {
  private let name: String
  private let folder: URL

  init(_ name: String) throws {
    self.name = name
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What became of it.
  struct Ending {
    var status: Int32
    var output: String
    var errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  func run(_ arguments: String...) throws -> Ending {
    let process = Process()
    process.executableURL = Self.built(name)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    // Files, so that neither of the two waits for a reader.
    try write("", to: "output")
    try write("", to: "errors")
    process.standardOutput = try FileHandle(forWritingTo: url("output"))
    process.standardError = try FileHandle(forWritingTo: url("errors"))
    try process.run()
    process.waitUntilExit()
    return Ending(
      status: process.terminationStatus, output: try text("output"), errors: try text("errors"))
  }

  // MARK: - Its folder

  func url(_ path: String) -> URL { folder.appending(path: path) }

  func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

  func write(_ text: String, to path: String) throws { try Data(text.utf8).write(to: url(path)) }

  /// The tables of a results folder by name, without what times change.
  func tables(_ results: String) throws -> [String: [[Substring]]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: url(results + "/data").path)
    var tables: [String: [[Substring]]] = [:]
    for name in names where name.hasSuffix(".csv") {
      // No cell of these experiments holds a comma.
      let rows = try text("\(results)/data/\(name)").split(separator: "\n")
        .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      let kept = (rows.first ?? []).indices.filter { !Self.times.contains(rows[0][$0]) }
      tables[name] = rows.map { row in kept.map { row[$0] } }
    }
    return tables
  }

  private static let times: Set<Substring> = [
    "wall_s", "train_s", "eval_s", "diag_s", "seconds", "samples_per_s", "started_at",
    "median_wall_s",
  ]

  /// A program that the build left beside the tests.
  private static func built(_ name: String) -> URL {
    (Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0]))
      .deletingLastPathComponent().appending(path: name)
  }
}
