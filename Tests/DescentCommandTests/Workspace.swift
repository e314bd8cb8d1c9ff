import Foundation

/// A folder of its own for a test, in which it runs the program; removed at its end.
final class Workspace {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("descent-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  // MARK: - Files

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      at: url.appendingPathComponent(name), withIntermediateDirectories: true)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: url.appendingPathComponent(name))
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: url.appendingPathComponent(name))
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  func table(_ name: String) throws -> CSVFile { CSVFile(try text(name)) }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
  }

  /// Everything below a folder, by name.
  func files(_ name: String = "") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: url.appendingPathComponent(name).path)
      .sorted()
  }

  /// Brings one of the data sets that are shipped.
  func addData(_ name: String) throws {
    try FileManager.default.copyItem(
      at: Program.package.appendingPathComponent("experiments/data/" + name),
      to: url.appendingPathComponent(name))
  }

  // MARK: - The program

  func start(_ arguments: String...) throws -> RunningProgram {
    try RunningProgram(arguments, in: url)
  }

  func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) async throws -> Program.Ending {
    try await RunningProgram(arguments, in: url, environment: environment).ending()
  }

  /// The workers that train experiments of this folder; Linux alone lists them.
  func workers() throws -> [pid_t] {
    let marker = Data("\0worker\0\(url.path)\0".utf8)
    return try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(pid_t.init)
      .filter { process in
        let command = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
        return command.range(of: marker) != nil
      }
  }

  static var canListProcesses: Bool {
    FileManager.default.fileExists(atPath: "/proc/self/cmdline")
  }
}
