import Descent

/// What stands on top of the report: `question`.
public struct Question: ExperimentPart {
  public let part: Experiment.Part

  public init(_ text: String) { part = Experiment.Part("question", .value(.text(text))) }
}

/// The factors whose levels are compared, the first of which the answer is about: `compare`.
public struct Compare: ExperimentPart {
  public let part: Experiment.Part

  public init(_ paths: String...) { part = Experiment.Part("compare", .texts(paths)) }
}

/// The nuisance settings, over which a level is also shown at its best: `tune`; empty for none.
public struct Tune: ExperimentPart {
  public let part: Experiment.Part

  public init(_ paths: String...) { part = Experiment.Part("tune", .texts(paths)) }
}
