/// What tells a configuration from others: the levels of the settings that vary.
package struct ConfigurationName: Sendable {
  package var settings: [Setting]

  package struct Setting: Hashable, Sendable {
    package var name, level: String

    package init(_ name: String, _ level: String) {
      self.name = name
      self.level = level
    }

    var text: String { "\(name) \(level)" }
  }

  package init(_ settings: [Setting]) { self.settings = settings }

  /// `activation relu, learning_rate 0.1`.
  package var text: String {
    settings.isEmpty
      ? "the one configuration" : settings.map(\.text).joined(separator: ", ")
  }
}

extension [ConfigurationName] {
  /// Without the settings that all of them share.
  ///
  /// The same where nothing would be left of one.
  package var withoutShared: [ConfigurationName] {
    let shared = dropFirst().reduce(Set(first?.settings ?? [])) { $0.intersection($1.settings) }
    let rest = map { name in ConfigurationName(name.settings.filter { !shared.contains($0) }) }
    return rest.contains { $0.settings.isEmpty } ? self : rest
  }
}
