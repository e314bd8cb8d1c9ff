import Descent

extension Registry {
  /// For each loaded component of a kind, the plugin that it comes from.
  func origins(of kind: ComponentKind) -> [String: String] {
    var notes: [String: String] = [:]
    for name in names(of: kind) {
      if let plugin = plugin(of: kind, named: name) { notes[name] = "from plugin \(plugin.path)" }
    }
    return notes
  }
}
