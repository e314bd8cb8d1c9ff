package import DescentStore

/// The `f_` columns: the level of every varied setting.
package struct FactorColumns {
  package let factors: [StoredPlan.Factor]
  /// By configuration in the order of the plan.
  package let fields: [[CSVField]]

  package init(_ plan: StoredPlan) {
    factors = plan.factors
    fields = plan.configurations.map { configuration in
      plan.factors.map { factor in
        let level = configuration.factorLevels[factor.path]
        return factor.isNumeric ? .verbatim(level) : .text(level)
      }
    }
  }

  package var names: [String] { factors.map(\.column) }
}
