extension OperationSteps {
  /// y = Σ xₖ over scalars.
  ///
  /// ∂xₖ = ∂y for each of them.
  static func sum(_ site: OperationSite<T>) -> OperationSteps {
    let (terms, y, accumulates) = (site.inputs, site.output, site.accumulates)
    return OperationSteps(
      forward: Pass {
        y.value[0] = 0
        for term in terms { y.value[0] += term.value[0] }
      },
      backward: Pass {
        guard let dy = y.gradient else { return }
        for (term, adds) in zip(terms, accumulates) {
          if let dx = term.gradient { dx[0] = (adds ? dx[0] : 0) + dy[0] }
        }
      })
  }
}
