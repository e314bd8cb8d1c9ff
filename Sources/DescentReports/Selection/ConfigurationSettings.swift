package import DescentStore
import Foundation

/// The settings of a planned configuration by path, defaults included.
///
/// A component stands under its slot's path: `optimizer`, not `optimizer.name`. Depth and width follow from
/// the hidden layers.
package struct ConfigurationSettings: Sendable {
  /// As its runs were given them.
  private var values: [String: SettingValue]
  /// As the plan names them: all that varies, and nothing else.
  private let levels: [[String: String]]

  package init(_ values: [String: SettingValue], _ configuration: StoredPlan.PlannedConfiguration) {
    self.values = values
    levels = [configuration.factorLevels, configuration.comparisonLevels]
  }

  /// Every path that has a value.
  package var paths: Set<String> { Set(values.keys).union(levels[0].keys) }

  /// The value of a path; that of the plan, a text, where no run of the configuration is stored.
  package subscript(_ path: String) -> SettingValue? {
    let path = Self.path(path)
    return values[path] ?? levels[0][path].map(SettingValue.init(level:))
  }

  /// What a path may be called: its value, and its levels as reports name them, which are labels where there
  /// are labels.
  package func names(_ path: String) -> [SettingValue] {
    [self[path]].compactMap { $0 } + levels.compactMap { $0[Self.path(path)].map { .text($0) } }
  }

  /// Whether some of the data is kept for a test; a plan that does not say so does.
  package var hasTestPart: Bool {
    if self["data.test"] != nil { return true }
    guard self["data.split.folds"] == nil else { return false }
    if case .list(let shares)? = self["data.split"] { return shares.count > 2 }
    return true
  }

  /// Takes what another source knows of the same configuration.
  package mutating func add(_ other: ConfigurationSettings) {
    values.merge(other.values) { _, known in known }
  }

  /// `optimizer.name` is `optimizer`.
  package static func path(_ path: String) -> String {
    path.hasSuffix(".name") ? String(path.dropLast(".name".count)) : path
  }

  // MARK: - A whole plan

  /// The settings of a plan's configurations, in its order.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - resolved: Canonical JSON by config id. A configuration that is missing has its levels, and the
  ///     values on which all others agree.
  /// - Returns: One for each configuration.
  package static func all(
    of plan: StoredPlan, _ resolved: [String: String]
  ) -> [ConfigurationSettings] {
    let known = plan.configurations.map { resolved[$0.configID].flatMap(values) }
    let varied = Set(plan.factors.map(\.path))
    let common = common(known.compactMap { $0 }).filter { !varied.contains($0.key) }
    return zip(known, plan.configurations).map { ConfigurationSettings($0 ?? common, $1) }
  }

  private static func values(_ json: String) -> [String: SettingValue]? {
    guard
      let settings = try? JSONDecoder().decode([String: SettingValue].self, from: Data(json.utf8))
    else { return nil }
    var values = Dictionary(
      settings.map { (path($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    if case .list(let widths) = values["model.hidden"] {
      values["model.depth"] = .number(Double(widths.count))
      values["model.width"] = Set(widths).count == 1 ? widths[0] : nil
    }
    return values
  }

  /// The values that all have.
  private static func common(_ all: [[String: SettingValue]]) -> [String: SettingValue] {
    guard var common = all.first else { return [:] }
    for values in all.dropFirst() {
      common = common.filter { values[$0.key] == $0.value }
    }
    return common
  }
}
