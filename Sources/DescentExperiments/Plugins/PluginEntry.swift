/// The file that is compiled along with a plugin, through which the program finds its components.
enum PluginEntry {
  static let fileName = "DescentPluginEntry.swift"
  /// The list that a plugin declares.
  static let list = "components"
  static let buildSymbol = "descent_plugin_build"
  static let componentsSymbol = "descent_plugin_components"

  typealias Build = @convention(c) () -> UnsafePointer<CChar>?
  typealias Components = @convention(c) (UnsafeMutableRawPointer) -> Void

  /// Its text.
  ///
  /// - Parameter stamp: The modules that it is compiled against.
  /// - Returns: Swift.
  static func text(stamp: String) -> String {
    """
    import Descent

    \(attribute(buildSymbol))
    public func descentPluginBuild() -> UnsafePointer<CChar>? {
      let stamp: StaticString = "\(stamp)"
      return UnsafeRawPointer(stamp.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    \(attribute(componentsSymbol))
    public func descentPluginComponents(_ list: UnsafeMutableRawPointer) {
      list.assumingMemoryBound(to: [any Descent.Component.Type].self).pointee = \(list)
    }

    """
  }

  /// A function of C's kind under the given name.
  private static func attribute(_ symbol: String) -> String {
    """
    #if compiler(>=6.3)
      @c(\(symbol))
    #else
      @_cdecl("\(symbol)")
    #endif
    """
  }

  /// The line that a plugin needs.
  static func example(_ types: [String]) -> String {
    "let \(list): [any Component.Type] = [\(types.map { $0 + ".self" }.joined(separator: ", "))]"
  }
}
