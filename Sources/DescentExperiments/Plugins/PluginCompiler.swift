import Foundation
import Subprocess
import SystemPackage

/// Compiles plugins into libraries; each is compiled once, and then found in the user's cache.
///
/// A library's name in the cache is the hash of everything that it is made from: the source, the
/// compiler, its flags, the modules of the program and the processor.
package struct PluginCompiler: Sendable {
  private let build: PluginBuild
  private let cache: String

  /// A library, and what the compiler had to say when it was made.
  package struct Product: Sendable {
    package var library: String
    package var warnings: [Diagnostic] = []
  }

  package init(_ build: PluginBuild, cache: String = PluginCompiler.userCache) {
    self.build = build
    self.cache = cache
  }

  /// Where programs keep what they can make again (XDG base directories).
  package static var userCache: String {
    let environment = ProcessInfo.processInfo.environment
    let base =
      environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment["HOME"].map { $0 + "/.cache" }
      ?? FileManager.default.temporaryDirectory.path
    return base + "/descent/plugins"
  }

  /// The plugin's library; several processes that ask for it at once wait for the one that makes it.
  ///
  /// - Parameters:
  ///   - source: The plugin.
  ///   - position: Where the plugin is named, for what is wrong outside of its source.
  /// - Returns: The library, and the compiler's warnings where it was made just now.
  /// - Throws: The mistakes in the source, or why it cannot be compiled.
  package func product(
    of source: PluginSource, at position: SourcePosition?
  ) async throws(DiagnosticList) -> Product {
    let entry = PluginEntry.text(stamp: build.stamp)
    let flags = build.compilerFlags.joined(separator: " ")
    let parts = [source.sha256, build.swiftVersion, flags, build.processor, entry]
    let key = String(SHA256.hexDigest(of: Array(parts.joined(separator: "\n").utf8)).prefix(24))
    let library = "\(cache)/\(key).so"
    let files = FileManager.default
    do {
      if files.fileExists(atPath: library) { return Product(library: library) }
      try files.createDirectory(atPath: cache, withIntermediateDirectories: true)
      let lock = try FileDescriptor.open(
        FilePath("\(cache)/\(key).lock"), .readWrite, options: [.create, .closeOnExec],
        permissions: .ownerReadWrite)
      defer { try? lock.close() }
      flock(lock.rawValue, LOCK_EX)
      if files.fileExists(atPath: library) { return Product(library: library) }
      let folder = "\(cache)/\(key).building"
      try? files.removeItem(atPath: folder)
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? files.removeItem(atPath: folder) }
      let module = Self.identifier(source.stem) + "_" + key.prefix(8)
      let warnings = try await compile(source, entry, module, in: folder, at: position)
      try files.moveItem(atPath: "\(folder)/\(module).so", toPath: library)
      return Product(library: library, warnings: warnings)
    } catch let mistakes as DiagnosticList {
      throw mistakes
    } catch {
      throw failure(
        source, "\((error as NSError).localizedDescription) (in '\(cache)')", at: position)
    }
  }

  // MARK: - The compiler

  /// Makes the library in a folder that holds copies of the source, so that it is what was hashed.
  private func compile(
    _ source: PluginSource, _ entry: String, _ module: String, in folder: String,
    at position: SourcePosition?
  ) async throws -> [Diagnostic] {
    var copies: [String: SourceFile] = [:]
    var names: Set<String> = [PluginEntry.fileName]
    for (index, file) in source.files.enumerated() {
      // The compiler wants file names that differ.
      let last = file.name.split(separator: "/").last.map(String.init) ?? file.name
      let name = names.insert(last).inserted ? last : "\(index)-\(last)"
      let copy = "\(folder)/\(name)"
      try Data(file.bytes).write(to: URL(fileURLWithPath: copy))
      copies[copy] = file
    }
    let entryPath = "\(folder)/\(PluginEntry.fileName)"
    try Data(entry.utf8).write(to: URL(fileURLWithPath: entryPath))
    let arguments =
      ["-emit-library", "-o", "\(folder)/\(module).so", "-module-name", module]
      + ["-parse-as-library", "-wmo", "-swift-version", "6", "-diagnostic-style", "llvm"]
      + ["-I", build.modules] + build.compilerFlags + copies.keys.sorted() + [entryPath]
    let result: (text: String, isSuccess: Bool)
    do {
      result = try await Self.swiftc(arguments)
    } catch {
      throw failure(
        source, "the Swift compiler 'swiftc' cannot be run; it must be on the PATH", at: position)
    }
    let messages = CompilerMessages(result.text, files: copies, entry: entryPath)
    if result.isSuccess { return messages.warnings }
    if let other = try await otherCompiler() {
      throw failure(
        source,
        "this program was built by Swift \(build.swiftVersion), but 'swiftc' on the PATH is Swift "
          + "\(other); a plugin needs the same compiler", at: position)
    }
    let mistakes = messages.errors(of: source)
    guard mistakes.isEmpty else { throw DiagnosticList(mistakes) }
    throw failure(source, "the compiler failed:\n" + result.text.suffix(2000), at: position)
  }

  private static func swiftc(
    _ arguments: [String]
  ) async throws -> (text: String, isSuccess: Bool) {
    let result = try await Subprocess.run(
      .name("swiftc"), arguments: .init(arguments), output: .string(limit: 1 << 22),
      error: .combinedWithOutput)
    return (result.standardOutput, result.terminationStatus.isSuccess)
  }

  /// The version of the compiler on the PATH where it is not the one that built this program.
  private func otherCompiler() async throws -> String? {
    let text = try await Self.swiftc(["--version"]).text
    guard let match = text.firstMatch(of: /Swift version ([0-9.]+)/) else { return nil }
    let version = String(match.1)
    return version == build.swiftVersion ? nil : version
  }

  private func failure(
    _ source: PluginSource, _ message: String, at position: SourcePosition?
  ) -> DiagnosticList {
    DiagnosticList([
      Diagnostic("plugin '\(source.path)': \(message)", at: position, code: "E05")
    ])
  }

  /// A name that Swift takes for a module.
  private static func identifier(_ name: String) -> String {
    let letters = name.unicodeScalars.map {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) ? Character($0) : "_"
    }
    return "plugin_" + String(letters)
  }
}
