import Descent

// An activation for each hidden layer, in place of one for all: `name` then is the list of their names, and
// `2.slope` belongs to the second one.
extension Configuration {
  /// What a list of activations gives the section of the slot.
  static func values(
    ofLayers layers: [ComponentChoice], _ registry: Registry
  ) -> [String: Value] {
    var values: [String: Value] = [Slot.nameKey: .list(layers.map { .text($0.name) })]
    for (index, layer) in layers.enumerated() {
      let type = registry.component(.activation, named: layer.name)
      let settings = (type?.init().settings ?? [:]).merging(layer.settings) { $1 }
      for (name, value) in settings { values["\(index + 1).\(name)"] = value }
    }
    return values
  }

  /// The names of the hidden layers' activations, where each has its own.
  var layerActivationNames: [String]? {
    guard case .list(let names)? = self[Slot.activation.namePath] else { return nil }
    return names.map(\.description)
  }

  /// The activations of the hidden layers: one each, or one for all of them; nil where one is not known.
  func activations(from registry: Registry) -> [any RowActivation]? {
    guard let names = layerActivationNames else {
      return component(.activation, from: registry, as: (any RowActivation).self).map { [$0] }
    }
    let values = self[section: Slot.activation.rawValue]?.values ?? [:]
    let all = names.enumerated().compactMap { index, name -> (any RowActivation)? in
      let prefix = "\(index + 1)."
      let own = values.filter { $0.key.hasPrefix(prefix) }
        .map { (String($0.key.dropFirst(prefix.count)), $0.value) }
      return registry.make(
        .activation, named: name, settings: Dictionary(uniqueKeysWithValues: own))
    }
    return all.count == names.count ? all : nil
  }
}
