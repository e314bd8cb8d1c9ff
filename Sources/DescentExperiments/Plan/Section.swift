package import Descent
import DescentStore

/// The settings of one component, or of one part of the framework, in a configuration.
///
/// It never changes, so that the many configurations of a grid can share it.
package final class Section: Hashable, Sendable {
  /// What the paths of its settings begin with, such as `optimizer`.
  package let name: String
  /// By the rest of the path, such as `learning_rate`; by the empty text where that is all.
  package let values: [String: Value]
  /// The label that reports show in place of a component's name.
  package let label: String?
  /// The members of the configuration's canonical JSON, without braces.
  let canonicalJSON: String
  private let hash: Int

  package init(_ name: String, _ values: [String: Value], label: String? = nil) {
    self.name = name
    self.values = values
    self.label = label
    canonicalJSON = values.sorted { $0.key < $1.key }.map { key, value in
      (key.isEmpty ? name : name + "." + key).jsonString + ":" + value.canonicalJSON
    }.joined(separator: ",")
    hash = canonicalJSON.hashValue
  }

  /// The paths of its settings.
  package var paths: [String] { values.keys.map { $0.isEmpty ? name : name + "." + $0 } }

  /// The section of a path, and the rest of the path.
  ///
  /// What lies directly in `model`, beside its components, is a section by itself: the sections in the
  /// order of their names then have all paths in order. All of `data` is one section, and so are the
  /// activations of all layers.
  package static func place(of path: String) -> (section: String, key: String) {
    for (section, prefix) in wholeSections where path.utf8.starts(with: prefix.utf8) {
      return (section, String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
    }
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")), path[..<dot] != "model" else {
      return (path, "")
    }
    return (String(path[..<dot]), String(path[path.utf8.index(after: dot)...]))
  }

  /// The sections whose keys may hold dots, and what the paths of their settings begin with.
  private static let wholeSections = [
    (section: "data", prefix: "data."), (section: "model.activation", prefix: "model.activation."),
  ]

  /// Labels do not count: two sections that train alike are equal.
  package static func == (lhs: Section, rhs: Section) -> Bool {
    lhs === rhs || lhs.canonicalJSON == rhs.canonicalJSON
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
