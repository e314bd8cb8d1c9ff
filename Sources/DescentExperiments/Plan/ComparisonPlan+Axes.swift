import Descent
import DescentStore

extension ComparisonPlan {
  /// What varies between the configurations of a plan.
  struct Axes {
    /// Every varied path, in the order of the file's axes.
    var factors: [StoredPlan.Factor] = []
    private let varied: VariedPaths
    private let configurations: [Configuration]
    /// By path.
    private var columns: [String: LevelColumn] = [:]

    var candidates: [String] { factors.map(\.path) }
    /// Those of ``VariedPaths/main`` that have more than one level.
    var mainPaths: [String] { varied.main.filter(candidates.contains) }
    /// What is drawn at random.
    var drawnPaths: Set<String> { varied.drawn }

    init(_ varied: VariedPaths, _ configurations: [Configuration]) {
      self.varied = varied
      self.configurations = configurations
      for path in varied.all {
        let column = LevelColumn(path, configurations, isRow: varied.rows.contains(path))
        columns[path] = column
        var levels: [(text: String, number: Double?)] = []
        var seen: Set<String> = []
        for level in column.known where seen.insert(level.text).inserted {
          levels.append((level.text, level.value.number))
        }
        guard levels.count > 1 else { continue }
        let isNumeric = levels.allSatisfy { $0.number != nil }
        // The file has no order for what is drawn.
        if isNumeric, varied.drawn.contains(path) {
          levels.sort { ($0.number ?? 0) < ($1.number ?? 0) }
        }
        factors.append(
          StoredPlan.Factor(path: path, isNumeric: isNumeric, levels: levels.map(\.text)))
      }
    }

    /// Each configuration's level of a varied path; nil where it has no such setting.
    func levels(_ path: String) -> LevelColumn {
      columns[path] ?? LevelColumn(path, configurations, isRow: varied.rows.contains(path))
    }

    /// Each configuration's level as comparisons name it: with a component's own varied settings
    /// where its name occurs more than once, but without the tuned ones.
    ///
    /// Nil where a configuration is in no row of a zip axis.
    func levels(_ path: String, _ tune: [String]) -> [String?] {
      let plain = levels(path)
      if varied.rows.contains(path) { return plain.map { $0?.text } }
      let names = plain.map { $0?.text ?? "-" }
      guard Slot(rawValue: path) != nil else { return names }
      let own = ownSettings(path, tune).map { (path: $0, levels: levels($0)) }
      guard !own.isEmpty else { return names }
      var values: [String: [String: Set<Value>]] = [:]
      for (index, name) in names.enumerated() {
        for setting in own {
          guard let level = setting.levels[index] else { continue }
          values[name, default: [:]][setting.path, default: []].insert(level.value)
        }
      }
      return names.enumerated().map { index, name in
        let varied = own.compactMap { setting -> String? in
          guard let all = values[name]?[setting.path], all.count > 1,
            let level = setting.levels[index]
          else { return nil }
          return String(setting.path.dropFirst(path.count + 1)) + "=" + level.value.description
        }
        return varied.isEmpty ? name : name + "(" + varied.joined(separator: ", ") + ")"
      }
    }

    /// Whether some component is tried with several values of a setting.
    ///
    /// Where each has one of its own, the setting is part of what the component is.
    func offersChoice(_ path: String) -> Bool {
      guard let slot = Slot.containing(path)?.slot else { return true }
      var values: [String: Value] = [:]
      for (configuration, level) in zip(configurations, levels(path)) {
        guard let name = configuration.name(slot), let value = level?.value else {
          continue
        }
        if values.updateValue(value, forKey: name).map({ $0 != value }) ?? false { return true }
      }
      return false
    }

    /// A comparison of a path's levels; what only follows from a level, or from what is tuned, is no setting of
    /// its own.
    func comparison(_ path: String, tune: [String]) -> StoredPlan.Comparison {
      var seen: Set<String> = []
      let levels = self.levels(path, tune).compactMap(\.self).filter { seen.insert($0).inserted }
      var own = [path] + ownSettings(path, tune)
      let axes = Set(varied.main).subtracting(varied.rows)
      let followers = tune.flatMap(varied.tied(to:)).filter { !axes.contains($0) }
      for path in varied.tied(to: path) + followers
      where !own.contains(path) && !tune.contains(path) {
        own.append(path)
      }
      if (own + tune).contains("model.hidden") { own += varied.derived.sorted() }
      if path == "model.depth" || path == "model.width" { own += ["model.hidden"] }
      return StoredPlan.Comparison(
        path: path, levels: levels, ownPaths: own.filter { $0 == path || candidates.contains($0) })
    }

    /// The varied settings that a component's branches give themselves.
    private func ownSettings(_ path: String, _ tune: [String]) -> [String] {
      candidates.filter {
        $0.hasPrefix(path + ".") && varied.branches.contains($0) && !tune.contains($0)
      }
    }
  }
}
