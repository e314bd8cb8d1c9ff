import Foundation

/// The program `descent`, run as a user runs it.
enum Program {
  /// What became of it.
  struct Ending {
    /// The exit status; a signal's number, negative, where one ended it.
    var status: Int32
    var output: String
    var errors: String

    var isKilled: Bool { status < 0 }
  }

  /// Where the build left the program: beside the tests.
  static let url: URL? = {
    let bundles = Bundle.allBundles + [Bundle(for: Marker.self), Bundle.main]
    let places = bundles.flatMap { bundle in
      [bundle.bundleURL, bundle.executableURL ?? bundle.bundleURL].flatMap {
        [$0, $0.deletingLastPathComponent()]
      }
    }
    return places.map { $0.appendingPathComponent("descent") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) && !$0.hasDirectoryPath }
  }()

  /// The folder of the package.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  struct Missing: Error {}

  private final class Marker {}
}

/// A program that runs; its output goes to files, so that it never waits for a reader.
final class RunningProgram {
  private let process = Process()
  private let folder: URL

  /// Where all tests keep compiled plugins.
  private static let cache = FileManager.default.temporaryDirectory
    .appendingPathComponent("descent-tests-\(ProcessInfo.processInfo.processIdentifier)").path

  /// Starts the program in a folder.
  init(
    _ arguments: [String], in workingFolder: URL, environment: [String: String] = [:]
  ) throws {
    guard let program = Program.url else { throw Program.Missing() }
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = workingFolder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["XDG_CACHE_HOME": Self.cache]) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.file(folder, "output")
    process.standardError = try Self.file(folder, "errors")
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(at: folder)
  }

  private static func file(_ folder: URL, _ name: String) throws -> FileHandle {
    let url = folder.appendingPathComponent(name)
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  var isRunning: Bool { process.isRunning }
  /// What it wrote so far.
  var output: String { text("output") }
  var errors: String { text("errors") }

  private func text(_ name: String) -> String {
    (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
  }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for its end; kills it where that takes longer than two minutes.
  func ending() async throws -> Program.Ending {
    let deadline = ContinuousClock.now + .seconds(120)
    while process.isRunning {
      if ContinuousClock.now > deadline { send(SIGKILL) }
      try await Task.sleep(for: .milliseconds(2))
    }
    let status = process.terminationStatus
    return Program.Ending(
      status: process.terminationReason == .uncaughtSignal ? -status : status, output: output,
      errors: errors)
  }
}

/// Asks again and again, until it is so or a number of seconds has passed.
func eventually(within seconds: Double = 20, _ condition: () throws -> Bool) async throws -> Bool {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while try !condition() {
    if ContinuousClock.now > deadline { return false }
    try await Task.sleep(for: .milliseconds(5))
  }
  return true
}
