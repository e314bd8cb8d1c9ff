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
      backward: y.gradient.map { dy in
        .sequence(
          zip(terms, accumulates).compactMap { term, adds in
            term.gradient.map { dx in Pass { dx[0] = (adds ? dx[0] : 0) + dy[0] } }
          })
      } ?? Pass {})
  }
}
