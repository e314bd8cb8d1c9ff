/// A node of a YAML document, with the place where it is written.
///
/// A scalar keeps its text: no resolver decides what it is. Who knows the declared type reads it, by
/// `number()`, `integer()` or `boolean()`. An alias stands as the node it names, at that node's place.
package struct YAMLNode: Sendable {
  package enum Kind: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// The entries in file order; every key is a scalar, and no two have the same text.
    case mapping([Entry])
  }

  package typealias Entry = (key: YAMLNode, value: YAMLNode)

  package let kind: Kind
  package let position: SourcePosition

  package init(_ kind: Kind, at position: SourcePosition) {
    self.kind = kind
    self.position = position
  }
}

// MARK: - Views of one kind

extension YAMLNode {
  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = kind { scalar } else { nil }
  }

  package var text: String? { scalar?.text }

  package var sequence: [YAMLNode]? {
    if case .sequence(let items) = kind { items } else { nil }
  }

  package var mapping: [Entry]? {
    if case .mapping(let entries) = kind { entries } else { nil }
  }

  /// Whether nothing is given: no text at all, `~` or `null`, without quotes.
  package var isNull: Bool { scalar?.isNull ?? false }

  /// The value of a key; nil where there is no such key, or the node is no map.
  package subscript(key: String) -> YAMLNode? {
    mapping?.first { $0.key.text == key }?.value
  }

  /// What the node is, as a diagnostic says it: `a map`, `a list`, `nothing`, `'0.1'`.
  package var summary: String {
    switch kind {
    case .mapping: "a map"
    case .sequence: "a list"
    case .scalar(let scalar): scalar.isNull ? "nothing" : "'\(scalar.text)'"
    }
  }
}
