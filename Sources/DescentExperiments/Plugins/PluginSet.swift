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

extension PluginSource {
  /// As a registry knows it.
  var plugin: Registry.Plugin { Registry.Plugin(path: path, sha256: sha256) }

  /// What keeps the components that it lists from being used beside those that are there.
  func faults(of components: [any Component.Type], beside registry: Registry) -> [Diagnostic] {
    guard !components.isEmpty else { return [missingList] }
    var names: [ComponentKind: Set<String>] = [:]
    return components.compactMap { type in
      let position = position(ofName: type.name) ?? listPosition
      func fault(_ message: String) -> Diagnostic { Diagnostic(message, at: position, code: "E05") }
      let kind = type.kind.rawValue
      guard type.name.isSnakeCase else {
        return fault("\(kind) '\(type.name)': expected a name in lower-case snake_case")
      }
      guard type.name != Slot.none else {
        return fault("\(kind) '\(type.name)': the name stands for nothing; expected another one")
      }
      guard type.isOfItsKind else {
        return fault("'\(type)' calls itself \(kind), but does not conform to its protocol")
      }
      let settings = type.hyperparameters.map(\.name)
      let taken =
        [Slot.nameKey, Slot.labelKey]
        + Slot.allCases.filter { $0.kind == type.kind }.flatMap { Setting.keys(in: $0) }
      if let reserved = settings.first(where: taken.contains) {
        return fault(
          "\(kind) '\(type.name)': a setting cannot be called '\(reserved)', which means something else "
            + "there")
      }
      if let name = settings.first(where: { !$0.isSnakeCase }) {
        return fault(
          "\(kind) '\(type.name)': expected names of settings in lower-case snake_case, not '\(name)'"
        )
      }
      guard Set(settings).count == settings.count else {
        return fault("\(kind) '\(type.name)': two of its settings share a name: \(settings)")
      }
      let defaults = type.init()
      for setting in type.hyperparameters {
        let value = setting.value(of: defaults)
        guard setting.type.contains(value) else {
          return fault(
            "\(kind) '\(type.name)': the default of '\(setting.name)' must be "
              + "\(setting.type.expectation), not \(value)")
        }
      }
      guard names[type.kind, default: []].insert(type.name).inserted else {
        return fault("two \(kind)s of the plugin are named '\(type.name)'")
      }
      guard registry.component(type.kind, named: type.name) == nil else {
        let owner =
          registry.plugin(of: type.kind, named: type.name).map { "comes with plugin '\($0.path)'" }
          ?? "comes with Descent"
        return fault("\(kind) '\(type.name)' \(owner) already; expected another name")
      }
      return nil
    }
  }
}

extension String {
  fileprivate var isSnakeCase: Bool { wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil }
}

extension Component {
  /// Whether it conforms to the protocol of the kind that it gives as its own.
  fileprivate static var isOfItsKind: Bool {
    switch kind {
    case .activation: self is any RowActivation.Type
    case .loss: self is any RowLoss.Type
    case .optimizer: self is any MatrixOptimizer.Type
    case .schedule: self is any Schedule.Type
    case .regularizer: self is any Regularizer.Type
    case .initializer: self is any Initializer.Type
    case .metric: self is any Metric.Type
    case .data: self is any DataSource.Type
    }
  }
}
