public import Descent

/// What holds for every limit on the weights of a unit.
public enum NormConstraintLaws {
  public static func findings(for constraint: any NormConstraint) -> [Finding] {
    range(of: constraint) + repose(of: constraint) + repetition(of: constraint)
  }

  private static let norms = [1e-6, 0.01, 0.3, 1, 2.5, 7, 100, 1e6]

  /// Weights are scaled to a norm that is finite and not negative.
  public static func range(of constraint: any NormConstraint) -> [Finding] {
    norms.compactMap { norm in
      let result = constraint(norm: norm)
      guard !result.isFinite || result < 0 else { return nil }
      return Finding(
        constraint, "the norm that it allows is finite and at least 0",
        "of weights with the norm \(norm) it makes \(result)")
    }
  }

  /// What it allows, it leaves alone.
  public static func repose(of constraint: any NormConstraint) -> [Finding] {
    norms.compactMap { norm in
      let once = constraint(norm: norm)
      let twice = constraint(norm: once)
      guard !(abs(twice - once) <= 1e-9 * max(once, 1)) else { return nil }
      return Finding(
        constraint, "a norm that it allows is left alone",
        "of \(norm) it makes \(once), and of that \(twice)")
    }
  }

  /// The same norm gives the same result.
  public static func repetition(of constraint: any NormConstraint) -> [Finding] {
    Repetition { norms.map { constraint(norm: $0) } }
      .findings(constraint) { "of weights with the norm \(norms[$0]) the result" }
  }
}
