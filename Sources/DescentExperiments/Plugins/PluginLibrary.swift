package import Descent
import Foundation

/// A compiled plugin, loaded into this process for good.
package enum PluginLibrary {
  /// Why a library is not used.
  package enum LoadingError: Error, CustomStringConvertible {
    case notLoadable(String)
    case otherBuild

    package var description: String {
      switch self {
      case .notLoadable(let reason): "it cannot be loaded: \(reason)"
      case .otherBuild: "it was compiled for another build of Descent"
      }
    }
  }

  /// Loads a library and asks for its components.
  ///
  /// The plugin's own code runs here for the first time: it may end the process.
  ///
  /// - Parameters:
  ///   - path: The library.
  ///   - stamp: The modules of this program.
  /// - Returns: What the plugin lists.
  /// - Throws: A ``LoadingError``.
  package static func components(
    at path: String, stamp: String
  ) throws(LoadingError) -> [any Component.Type] {
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw .notLoadable(dlerror().map { String(cString: $0) } ?? "unknown error")
    }
    guard let build = dlsym(handle, PluginEntry.buildSymbol),
      let list = dlsym(handle, PluginEntry.componentsSymbol)
    else { throw .notLoadable("it is no plugin of Descent") }
    let found = unsafeBitCast(build, to: PluginEntry.Build.self)()
    guard let found, String(cString: found) == stamp else { throw .otherBuild }
    var components: [any Component.Type] = []
    withUnsafeMutablePointer(to: &components) {
      unsafeBitCast(list, to: PluginEntry.Components.self)(UnsafeMutableRawPointer($0))
    }
    return components
  }
}
