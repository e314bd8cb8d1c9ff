import Descent
import DescentExperiments
import DescentStore
import Foundation

/// Where this program comes from, and the machine that it runs on.
///
/// `make` leaves `descent.build.json` beside the program. It is believed only where it is not older
/// than the program: someone may have built again without `make`.
struct BuildRecord: Decodable {
  var commit = "unknown"
  var isDirty = false
  var swiftVersion = BuildRecord.compiler
  var compilerFlags = "unknown"
  /// The hash of the modules that plugins are compiled against; nil where they were not kept.
  var modules: String?

  static let current = load() ?? BuildRecord()

  /// The version and commit that a run is recorded with.
  var name: String { Version.current + " (" + commit + (isDirty ? ", modified)" : ")") }

  func provenance(jobs: Int) -> StoredPlan.Provenance {
    let process = ProcessInfo.processInfo
    return StoredPlan.Provenance(
      version: Version.current, commit: commit, isDirty: isDirty, swiftVersion: swiftVersion,
      compilerFlags: compilerFlags, operatingSystem: process.operatingSystemVersionString,
      processor: Self.processor, cores: process.activeProcessorCount, jobs: jobs,
      floatType: Self.floatType, matrixKernel: MatrixKernel.name,
      seedDerivation: "xoshiro256** seeded by SplitMix64 of FNV-1a(purpose) xor replicate · 2⁶⁴/φ",
      dataFiles: [])
  }

  /// What plugins are compiled like and against; nil where the modules are not there.
  var pluginBuild: PluginBuild? {
    guard let modules, let folder = Self.modulesFolder else { return nil }
    return PluginBuild(
      modules: folder, stamp: modules, swiftVersion: swiftVersion, flags: compilerFlags,
      processor: Self.processor)
  }

  /// Beside the program where `make` built it, or where `make install` put them.
  private static var modulesFolder: String? {
    let folder = (executable as NSString).deletingLastPathComponent
    return ["/descent.modules", "/../lib/descent/modules"].map { folder + $0 }
      .first { FileManager.default.fileExists(atPath: $0 + "/Descent.swiftmodule") }
  }

  /// The program itself, to be started again as a worker.
  static let executable: String =
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    ?? Bundle.main.executablePath ?? CommandLine.arguments[0]

  /// How the program was started, without its folder.
  static var commandLine: [String] {
    [(executable as NSString).lastPathComponent] + CommandLine.arguments.dropFirst()
  }

  private static func load() -> BuildRecord? {
    let program = URL(fileURLWithPath: executable)
    let file = program.deletingLastPathComponent().appendingPathComponent("descent.build.json")
    guard let data = try? Data(contentsOf: file), let built = modified(program),
      let written = modified(file), written >= built
    else { return nil }
    return try? JSONDecoder().decode(BuildRecord.self, from: data)
  }

  private static func modified(_ file: URL) -> Date? {
    try? file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
  }

  private static var compiler: String {
    #if compiler(>=6.4)
      "6.4 or newer"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  private static var floatType: String {
    #if arch(x86_64) || arch(arm64)
      "float32, denormals flushed to zero"
    #else
      "float32"
    #endif
  }

  private static var processor: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = lines.split(separator: "\n").first { $0.hasPrefix("model name") }
    return model?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
      ?? "unknown"
  }
}
