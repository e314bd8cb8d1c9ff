public import Descent

/// All laws for a component, whatever its kind.
///
///     for finding in Laws.findings(for: MyActivation()) { print(finding) }
///
/// The files that a component asks for are handed in; a component that reads files is held to the
/// laws that need them only where they are given.
public enum Laws {
  public static func findings(
    for component: any Component, files: [LoadedFile] = []
  ) -> [Finding] {
    var findings =
      ComponentLaws.findings(for: component) + HyperparameterLaws.findings(for: component)
    switch component {
    case let activation as any RowActivation:
      findings += ActivationLaws.findings(for: activation)
    case let loss as any RowLoss: findings += LossLaws.findings(for: loss)
    case let optimizer as any MatrixOptimizer: findings += OptimizerLaws.findings(for: optimizer)
    case let schedule as any Schedule: findings += ScheduleLaws.findings(for: schedule)
    case let regularizer as any Regularizer:
      findings += RegularizerLaws.findings(for: regularizer)
    case let constraint as any NormConstraint:
      findings += NormConstraintLaws.findings(for: constraint)
    case let initializer as any Initializer:
      if component.files.isEmpty || !files.isEmpty {
        findings += InitializerLaws.findings(for: initializer, files: files)
      }
    case let metric as any Metric: findings += MetricLaws.findings(for: metric)
    case let source as any DataSource:
      if component.files.isEmpty || !files.isEmpty {
        findings += DataSourceLaws.findings(for: source, files: files)
      }
    default:
      findings.append(
        Finding(component, "a component is of one of the kinds", "it conforms to none of them"))
    }
    return findings
  }
}
