package import Descent

/// A place in an experiment where a component stands.
package enum Slot: String, CaseIterable, Sendable {
  case data
  case activation = "model.activation"
  case initializer = "model.initializer"
  case output = "model.output"
  case loss
  case optimizer
  case schedule
  case regularizer

  package var kind: ComponentKind {
    switch self {
    case .data: .data
    case .activation, .output: .activation
    case .initializer: .initializer
    case .loss: .loss
    case .optimizer: .optimizer
    case .schedule: .schedule
    case .regularizer: .regularizer
    }
  }

  /// What stands there when the file says nothing; nil where it must say something, or where it
  /// follows from the rest.
  package var defaultName: String? {
    switch self {
    case .data, .loss, .output: nil
    case .activation: "relu"
    case .initializer: "he"
    case .optimizer: "sgd"
    case .schedule: "constant"
    case .regularizer: Self.none
    }
  }

  /// The key of a component that names it in reports.
  package static let labelKey = "label"

  /// The name that leaves a slot empty.
  package static let none = "none"

  package var allowsNone: Bool { self == .regularizer }

  /// The path of the component's name among the resolved settings.
  package var namePath: String { rawValue + "." + Self.nameKey }

  package static let nameKey = "name"

  /// The slot that a path lies in, and the rest of the path: `optimizer` and `learning_rate`.
  package static func containing(_ path: String) -> (slot: Slot, key: String)? {
    for slot in allCases where path.hasPrefix(slot.rawValue + ".") {
      return (slot, String(path.dropFirst(slot.rawValue.count + 1)))
    }
    return nil
  }
}
