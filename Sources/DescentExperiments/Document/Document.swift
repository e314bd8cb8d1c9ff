public import Descent
package import DescentStore

/// An experiment file, read and checked: typed, but not yet expanded.
public struct Document: Sendable {
  public let file: SourceFile
  public var name: String
  public var question: String?
  package var base: Base
  /// What is trained: the union of these.
  package var studies: [Study]
  /// The replicates.
  public var seeds: [Int]
  /// The streams that differ between replicates.
  public var vary: [RandomStream.Purpose]
  /// Where the file says so, if it does.
  package var varyPosition: SourcePosition?
  /// Nil: what the task implies.
  package var metrics: [ComponentChoice]?
  package var select: Selection?
  package var compare: [Located<String>]?
  package var tune: [Located<String>]?
  package var target: Target?
  /// Nil: every run is trained to its end.
  package var search: Located<Search>?
  package var report: Report
  package var hypotheses: [Hypothesis]
  /// What a command line gives every configuration at the end.
  package var forced: [Assignment] = []
  /// Of these, a configuration that is kept meets each.
  package var conditions: [Condition] = []
  /// Whether combinations that do not go together are recorded and not trained, in place of a mistake.
  package var skipsInvalid = false
  /// What the file varies, where a command line changes it: what is named and no longer there is left out.
  package var pathsOfFile: Set<String>?
  public var options: RunOptions

  /// One complete run, as far as the file gives it.
  package struct Base: Sendable {
    package var position: SourcePosition
    package var components: [Slot: ComponentChoice] = [:]
    /// The framework's settings that the file gives, by path.
    package var settings: [String: Value] = [:]
    /// Where each of them stands.
    package var positions: [String: SourcePosition] = [:]
  }

  /// `select` in the file: the one primary metric.
  package struct Selection: Sendable {
    package var metric: Located<String>
    package var maximize: Bool?
    package var atBest: Bool
  }

  /// How the sweep is run; nothing of it changes a result.
  public struct RunOptions: Sendable {
    /// Nil: one for each core.
    public var jobs: Int?
    /// Seconds after which a run is stopped.
    public var timeout: Double?
    /// What each worker may have; nil: half of the machine's memory, shared by the jobs.
    public var memory: MemoryLimit?
    public var maxRuns = 100_000
    /// Where the file says so, if it does.
    var maxRunsPosition: SourcePosition?
    /// After so many crashed or timed-out runs no other is begun; nil: whatever happens, all are.
    public var maxFailures: Int?
  }

  /// `target` in the file: a recorded column, and the value whose first reaching is timed.
  package struct Target: Sendable {
    package var metric: Located<String>
    package var value: Double
  }

  /// `report` in the file.
  package struct Report: Sendable {
    /// All but the baseline, whose levels are known when the plan is.
    package var settings = StoredPlan.ReportSettings()
    package var baseline: Condition?
  }
}

/// A component with the hyperparameters that the file gives it.
package struct ComponentChoice: Sendable, Hashable {
  package var name: String
  package var label: String?
  package var settings: [String: Value] = [:]
  /// Where each of them stands.
  package var positions: [String: SourcePosition] = [:]
  package var position: SourcePosition
  /// A component for each hidden layer, in place of one for all of them.
  package var layers: [ComponentChoice] = []

  /// The component with one more setting.
  func giving(_ name: String, _ value: Located<Value>) -> ComponentChoice {
    var choice = self
    choice.settings[name] = value.value
    choice.positions[name] = value.position
    return choice
  }

  /// Labels and places do not count: two choices that train alike are equal.
  package static func == (lhs: ComponentChoice, rhs: ComponentChoice) -> Bool {
    lhs.name == rhs.name && lhs.settings == rhs.settings && lhs.layers == rhs.layers
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(settings)
    hasher.combine(layers)
  }
}

/// A value with the place where it is written.
package struct Located<Value: Sendable>: Sendable {
  package var value: Value
  package var position: SourcePosition
}

extension Document {
  /// The base run alone, without all that varies.
  public var baseAlone: Document {
    var document = self
    document.studies = [Study()]
    document.compare = nil
    document.tune = nil
    document.report.baseline = nil
    document.hypotheses = []
    return document
  }
}
