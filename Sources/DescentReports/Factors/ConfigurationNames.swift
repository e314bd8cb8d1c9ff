import DescentFigures
package import DescentStore

// What configurations are called.
extension StoredPlan {
  /// The name of a configuration by its levels of some factors.
  func configurationName(_ index: Int, _ factors: [Factor]) -> ConfigurationName {
    let levels = configurations[index].factorLevels
    return ConfigurationName(
      factors.compactMap { factor in
        levels[factor.path].map {
          ConfigurationName.Setting(lastName(of: factor.path), shortened($0))
        }
      })
  }

  /// The factors that tell configurations apart in as few words as will do.
  ///
  /// Depth and width are said by the list of layers, and what the rows of a zip set by the name of the row.
  package var tellingFactors: [Factor] {
    let compared = Set(comparisons.map(\.path))
    let layers = ["model.depth", "model.width"]
    let hasLayers =
      factors.contains { $0.path == "model.hidden" } && compared.isDisjoint(with: layers)
    return factors.filter { factor in
      guard !compared.contains(factor.path) else { return true }
      if hasLayers, layers.contains(factor.path) { return false }
      return !comparisons.contains { $0.isZip(of: factor.path) && follows(factor, $0) }
    }
  }

  /// The factors that the rows of a zip set; of layers, neither depth nor width.
  func followers(of comparison: Comparison) -> [Factor] {
    factors.filter { factor in
      !["model.depth", "model.width"].contains(factor.path) && comparison.isZip(of: factor.path)
        && follows(factor, comparison)
    }
  }

  /// Whether each level of a comparison has one level of a factor.
  private func follows(_ factor: Factor, _ comparison: Comparison) -> Bool {
    var levels: [String: String?] = [:]
    return configurations.allSatisfy { configuration in
      guard let row = configuration.comparisonLevels[comparison.path] else { return false }
      let level = configuration.factorLevels[factor.path]
      return (levels.updateValue(level, forKey: row) ?? level) == level
    }
  }
}

extension StoredPlan.Comparison {
  /// Whether its levels set a path that is no part of it, as the rows of a zip do.
  package func isZip(of other: String) -> Bool {
    ownPaths.contains(other) && other != path && !other.hasPrefix(path + ".")
      && !path.hasPrefix("model.")
  }
}
