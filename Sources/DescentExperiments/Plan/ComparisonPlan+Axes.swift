import Descent
import DescentStore

extension ComparisonPlan {
  /// What varies between the configurations of a plan.
  struct Axes {
    /// Every varied path, in the order of the file's axes.
    var factors: [StoredPlan.Factor] = []
    /// The paths of the file's own axes that vary.
    var mainPaths: [String] = []
    private var derived: Set<String> = []
    private var branchPaths: Set<String> = []
    private let configurations: [Plan.PlannedConfiguration]

    var candidates: [String] { factors.map(\.path) }

    init(_ document: Document, _ configurations: [Plan.PlannedConfiguration]) {
      self.configurations = configurations
      var paths: [String] = []
      for axis in document.axes {
        paths.append(axis.path)
        guard let slot = axis.slot else { continue }
        for case .component(let choice) in axis.points {
          for key in choice.settings.keys.sorted() {
            let path = slot.rawValue + "." + key
            branchPaths.insert(path)
            if !paths.contains(path) { paths.append(path) }
          }
        }
      }
      if paths.contains("model.hidden") {
        for path in ["model.depth", "model.width"] where !paths.contains(path) {
          derived.insert(path)
          paths.append(path)
        }
      }
      for path in paths where !factors.contains(where: { $0.path == path }) {
        var levels: [String] = []
        var seen: Set<String> = []
        var isNumeric = true
        for planned in configurations {
          guard let value = value(path, planned) else { continue }
          if value.number == nil { isNumeric = false }
          if let text = text(path, planned), seen.insert(text).inserted { levels.append(text) }
        }
        guard levels.count > 1 else { continue }
        factors.append(StoredPlan.Factor(path: path, isNumeric: isNumeric, levels: levels))
      }
      mainPaths = document.axes.map(\.path).filter { candidates.contains($0) }
    }

    /// A setting's value; the name where the path is a slot's.
    private func value(_ path: String, _ planned: Plan.PlannedConfiguration) -> Value? {
      let configuration = planned.configuration
      if let slot = Slot(rawValue: path) { return configuration[slot.namePath] }
      let hidden = configuration.hidden
      switch path {
      case "model.depth": return .integer(hidden.count)
      case "model.width":
        return Set(hidden).count == 1 ? hidden.first.map { .integer($0) } : nil
      default: return configuration[path]
      }
    }

    /// A factor's level as text: the label or name of a component, or the value.
    func text(_ path: String, _ planned: Plan.PlannedConfiguration) -> String? {
      if let slot = Slot(rawValue: path), let label = planned.configuration.label(slot) {
        return label
      }
      return value(path, planned)?.description
    }

    /// Each configuration's level as comparisons name it: with a component's own varied settings
    /// where its name occurs more than once, but without the tuned ones.
    func levels(_ path: String, _ tune: [String]) -> [String] {
      let names = configurations.map { text(path, $0) ?? "-" }
      guard Slot(rawValue: path) != nil else { return names }
      let own = ownSettings(path, tune)
      var values: [String: [String: Set<Value>]] = [:]
      for (name, planned) in zip(names, configurations) {
        for setting in own {
          guard let value = value(setting, planned) else { continue }
          values[name, default: [:]][setting, default: []].insert(value)
        }
      }
      return zip(names, configurations).map { name, planned in
        let varied = own.compactMap { setting -> String? in
          guard let all = values[name]?[setting], all.count > 1,
            let value = value(setting, planned)
          else { return nil }
          return String(setting.dropFirst(path.count + 1)) + "=" + value.description
        }
        return varied.isEmpty ? name : name + "(" + varied.joined(separator: ", ") + ")"
      }
    }

    func comparison(_ path: String, tune: [String]) -> StoredPlan.Comparison {
      var seen: Set<String> = []
      let levels = self.levels(path, tune).filter { seen.insert($0).inserted }
      var own = [path] + ownSettings(path, tune)
      if path == "model.hidden" { own += derived.sorted() }
      if path == "model.depth" || path == "model.width" { own += ["model.hidden"] }
      return StoredPlan.Comparison(
        path: path, levels: levels, ownPaths: own.filter { $0 == path || candidates.contains($0) })
    }

    /// The varied settings that a component's branches give themselves.
    private func ownSettings(_ path: String, _ tune: [String]) -> [String] {
      candidates.filter {
        $0.hasPrefix(path + ".") && branchPaths.contains($0) && !tune.contains($0)
      }
    }
  }
}
