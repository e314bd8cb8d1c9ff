package import Descent

extension Configuration {
  /// A level of a factor: the value of the setting, which is the name where the path is a slot's, and
  /// its text, which is the label where there is one.
  package struct Level: Sendable {
    package var value: Value
    package var text: String
  }

  /// The configuration's level of a factor; nil where it has no such setting.
  ///
  /// Depth and width follow from the hidden layers, however the file gives them.
  package func level(_ path: String) -> Level? {
    if let row = rows[path] { return Level(value: .text(row), text: row) }
    func level(_ value: Value?, label: String? = nil) -> Level? {
      value.map { Level(value: $0, text: label ?? $0.description) }
    }
    if let slot = Slot(rawValue: path) {
      return level(self[slot.namePath], label: label(slot))
    }
    switch path {
    case "model.depth": return level(.integer(hidden.count))
    case "model.width":
      return level(Set(hidden).count == 1 ? hidden.first.map { .integer($0) } : nil)
    default: return level(self[path])
    }
  }
}
