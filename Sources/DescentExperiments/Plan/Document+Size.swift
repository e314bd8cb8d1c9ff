extension Document {
  /// The combinations of all studies, or the largest number where they are too many for one.
  var combinationCount: Int {
    studies.reduce(0) { sum, study in
      let (result, overflows) = sum.addingReportingOverflow(study.combinationCount)
      return overflows ? Int.max : result
    }
  }
}

extension Study {
  /// The product of the dimensions' sizes, or the largest number where that is too large for one.
  var combinationCount: Int {
    dimensions.reduce(1) { product, dimension in
      let (result, overflows) = product.multipliedReportingOverflow(by: dimension.points.count)
      return overflows ? Int.max : result
    }
  }
}
