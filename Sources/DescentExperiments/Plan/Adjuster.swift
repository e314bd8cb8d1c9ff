import Descent

/// Applies the adjustments of a study to its configurations, in order: the later wins.
struct Adjuster {
  /// How many configurations met at least one `when`.
  private(set) var adjustedCount = 0
  /// How many configurations met each `when`.
  private(set) var matchCounts: [Int]
  private(set) var mistakes: [Diagnostic] = []

  private let adjustments: [Study.Adjustment]
  private let resolvers: [String: SectionResolver]
  private let registry: Registry
  /// What became of each section, so that the adjusted configurations share theirs too.
  private var known: [Change: Section?] = [:]
  private var reported: Set<Fault> = []

  private struct Change: Hashable {
    var section: ObjectIdentifier?
    var adjustment: Int
    var assignment: Int
    /// The points of the dimensions, where the section depends on them besides.
    var indices: [Int]
  }

  /// Adjustments of many configurations are wrong in the same way.
  private struct Fault: Hashable {
    var adjustment: Int
    var path: String
    var component: String
  }

  init(
    _ adjustments: [Study.Adjustment], _ resolvers: [SectionResolver], _ registry: Registry
  ) {
    self.adjustments = adjustments
    self.resolvers = Dictionary(uniqueKeysWithValues: resolvers.map { ($0.name, $0) })
    self.registry = registry
    matchCounts = adjustments.map { _ in 0 }
  }

  /// A configuration after all adjustments.
  ///
  /// - Parameters:
  ///   - configuration: As its combination gives it.
  ///   - indices: The points of the study's dimensions that it comes from.
  /// - Returns: The configuration, with what adjustments that it met set.
  mutating func adjusted(_ configuration: Configuration, at indices: [Int]) -> Configuration {
    var result = configuration
    var isMet = false
    for (index, adjustment) in adjustments.enumerated() where result.matches(adjustment.condition) {
      isMet = true
      matchCounts[index] += 1
      for (place, assignment) in adjustment.assignments.enumerated() {
        let name = SectionResolver.sectionName(of: assignment.path)
        let section = result[section: name]
        let isComponent = if case .component = assignment.choice { true } else { false }
        let change = Change(
          section: section.map(ObjectIdentifier.init), adjustment: index, assignment: place,
          indices: isComponent ? indices : [])
        let adjusted =
          known[change] ?? self.section(section, name, assignment, index, result, indices)
        known[change] = adjusted
        result[section: name] = adjusted
      }
    }
    if isMet { adjustedCount += 1 }
    return result
  }

  /// The section after one assignment.
  private mutating func section(
    _ section: Section?, _ name: String, _ assignment: Assignment, _ adjustment: Int,
    _ configuration: Configuration, _ indices: [Int]
  ) -> Section? {
    let value: Located<Value>
    switch assignment.choice {
    case .component(let choice):
      return resolvers[name]?.section(section, with: choice, at: indices)
    case .value(let given): value = given
    }
    var values = section?.values ?? [:]
    let key = Section.place(of: assignment.path).key
    switch assignment.path {
    case "model.depth", "model.width":
      values[""] = Self.layers(assignment.path, value.value, configuration)
    case let path where Setting.at(path) != nil:
      for other in SectionResolver.alternatives(to: path) {
        values[Section.place(of: other).key] = nil
      }
      values[key] = value.value
    default:
      guard hasHyperparameter(assignment, value, configuration, adjustment) else { return section }
      values[key] = value.value
    }
    return Section(name, values, label: section?.label)
  }

  /// The hidden layers with another depth or width; layers of several widths give way to 32.
  private static func layers(
    _ path: String, _ value: Value, _ configuration: Configuration
  ) -> Value {
    let isDepth = path == "model.depth"
    let hidden = configuration.hidden
    let width = isDepth ? configuration.level("model.width")?.value ?? .integer(32) : value
    let depth = if isDepth, case .integer(let depth) = value { depth } else { hidden.count }
    return .list(Array(repeating: width, count: depth))
  }

  /// Whether the component of a configuration has what is set.
  private mutating func hasHyperparameter(
    _ assignment: Assignment, _ value: Located<Value>, _ configuration: Configuration,
    _ adjustment: Int
  ) -> Bool {
    guard let (slot, key) = Slot.containing(assignment.path),
      let name = configuration.name(slot) ?? (slot.allowsNone ? Slot.none : nil)
    else { return false }
    let type = registry.component(slot.kind, named: name)
    if type?.hyperparameters.contains(where: { $0.name == key }) ?? false { return true }
    let fault = Fault(adjustment: adjustment, path: assignment.path, component: name)
    if reported.insert(fault).inserted {
      mistakes.append(
        Diagnostic(
          (adjustments[adjustment].isForced ? "'--force'" : "'adjust'")
            + " sets '\(assignment.path)' where the \(slot.kind.rawValue) is '\(name)', which "
            + "has no '\(key)'" + (adjustments[adjustment].isForced ? "" : "; narrow its 'when'"),
          at: value.position, code: "E11"))
    }
    return false
  }
}
