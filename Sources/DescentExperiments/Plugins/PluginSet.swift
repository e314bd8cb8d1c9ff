public import Descent
import Foundation

/// The plugins that an experiment names: compiled, tried in a process of their own, and loaded.
public struct PluginSet: Sendable {
  /// The components of the program, and those of the plugins.
  public let registry: Registry
  public let plugins: [LoadedPlugin]
  /// What the compiler had to say about a plugin that it compiled just now.
  public let warnings: [Diagnostic]

  /// A plugin that is part of this process now.
  public struct LoadedPlugin: Sendable {
    public var source: PluginSource
    /// The compiled library.
    public var library: String
    public var components: [any Component.Type]
  }

  /// A plugin to be loaded.
  public struct Request: Sendable {
    /// A Swift file, or a folder of them.
    public var path: String
    /// Where a relative path starts from; nil for the current folder.
    public var folder: String?
    /// Where it is named; nil for the command line.
    public var position: SourcePosition?

    public init(_ path: String, folder: String? = nil, position: SourcePosition? = nil) {
      self.path = path
      self.folder = folder
      self.position = position
    }
  }

  /// No plugins besides the components of the program.
  public init(_ registry: Registry) {
    (self.registry, plugins, warnings) = (registry, [], [])
  }

  /// Compiles and loads plugins.
  ///
  /// - Parameters:
  ///   - requests: The plugins; one that is named twice is loaded once.
  ///   - registry: The components of the program.
  ///   - build: How the program was built; nil where nothing is known about that.
  ///   - rehearse: Tries compiled libraries in another process, before they are loaded into this one.
  ///   - seclude: Runs what calls the plugins for the first time in this process.
  /// - Throws: The mistakes of all plugins.
  public init(
    _ requests: [Request], registry: Registry, build: PluginBuild?,
    rehearse: ([Candidate]) async throws(DiagnosticList) -> Void,
    seclude: (() -> Void) -> Void
  ) async throws(DiagnosticList) {
    guard !requests.isEmpty else {
      (self.registry, plugins, warnings) = (registry, [], [])
      return
    }
    let sources = try Self.read(requests)
    guard let build else {
      throw DiagnosticList([
        Diagnostic(
          "this program has no record of how it was built, which plugins need; build it with 'make'",
          at: requests.first?.position, code: "E05")
      ])
    }
    let (candidates, warnings) = try await Self.compile(sources, build)
    try await rehearse(candidates)
    var (loaded, mistakes) = ([LoadedPlugin](), [Diagnostic]())
    var all = registry
    seclude {
      for candidate in candidates {
        do throws(PluginLibrary.LoadingError) {
          let components = try PluginLibrary.components(at: candidate.library, stamp: build.stamp)
          let faults = candidate.source.faults(of: components, beside: all)
          mistakes += faults
          guard faults.isEmpty else { continue }
          all = all.adding(components, from: candidate.source.plugin)
          loaded.append(
            LoadedPlugin(
              source: candidate.source, library: candidate.library, components: components))
        } catch {
          try? FileManager.default.removeItem(atPath: candidate.library)
          mistakes.append(
            Diagnostic(
              "plugin '\(candidate.source.path)': \(error); it was taken out of the cache, and is compiled "
                + "anew the next time", at: candidate.position, code: "E05"))
        }
      }
    }
    guard mistakes.isEmpty else { throw DiagnosticList(mistakes) }
    self.registry = all
    plugins = loaded
    self.warnings = warnings
  }

  /// A compiled plugin that is not loaded yet.
  public struct Candidate: Sendable {
    public var source: PluginSource
    public var library: String
    public var position: SourcePosition?
  }

  private typealias Source = (source: PluginSource, position: SourcePosition?)

  private static func read(_ requests: [Request]) throws(DiagnosticList) -> [Source] {
    var (sources, mistakes) = ([Source](), [Diagnostic]())
    for request in requests {
      do throws(Diagnostic) {
        let source = try PluginSource(request.path, in: request.folder, at: request.position)
        guard !sources.contains(where: { $0.source.sha256 == source.sha256 }) else { continue }
        sources.append((source, request.position))
      } catch {
        mistakes.append(error)
      }
    }
    guard mistakes.isEmpty else { throw DiagnosticList(mistakes) }
    return sources
  }

  private static func compile(
    _ sources: [Source], _ build: PluginBuild
  ) async throws(DiagnosticList) -> ([Candidate], [Diagnostic]) {
    let compiler = PluginCompiler(build)
    var (candidates, warnings, mistakes) = ([Candidate](), [Diagnostic](), [Diagnostic]())
    for (source, position) in sources {
      do throws(DiagnosticList) {
        let product = try await compiler.product(of: source, at: position)
        candidates.append(
          Candidate(source: source, library: product.library, position: position))
        warnings += product.warnings
      } catch {
        mistakes += error.diagnostics
      }
    }
    guard mistakes.isEmpty else { throw DiagnosticList(mistakes) }
    return (candidates, warnings)
  }
}
