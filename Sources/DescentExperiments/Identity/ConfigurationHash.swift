/// The hashes of configurations: of each with its data and the source of the plugins that it uses.
///
/// Neighbours in a grid begin with the same sections; these are hashed once for all of them.
struct ConfigurationHash {
  /// The sections of the configuration before, each with the hash of all text up to its end.
  private var begun: [(section: Section, hash: SHA256)] = []

  /// - Parameters:
  ///   - configuration: Everything that is set.
  ///   - fileHashes: The hashes of the files that it reads, in order.
  ///   - plugins: The hashes of the plugins' sources.
  /// - Returns: 64 hexadecimal digits.
  mutating func digest(
    of configuration: Configuration, fileHashes: [String], plugins: [String]
  ) -> String {
    let sections = configuration.sections
    let common = zip(begun, sections).prefix { $0.section === $1 }.count
    begun.removeSubrange(common...)
    var hash = begun.last?.hash ?? SHA256()
    for section in sections[common...] {
      hash.update((begun.isEmpty ? "{" : ",").utf8)
      hash.update(section.canonicalJSON.utf8)
      begun.append((section, hash))
    }
    hash.update((sections.isEmpty ? "{}" : "}").utf8)
    for file in fileHashes { hash.update("\n\(file)".utf8) }
    hash.update(Self.components.utf8)
    for plugin in plugins.sorted() { hash.update("\nplugin \(plugin)".utf8) }
    return hash.hexDigest
  }

  private static let components = "\ncomponents \(RunIdentity.componentVersion)"
}
