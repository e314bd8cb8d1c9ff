extension UnsafePointer<Float> {
  /// The sum of a term over `count` numbers, in `Double`, eight at a time.
  ///
  /// The term of 0 must be 0.
  @inline(__always)
  func sum(_ count: Int, of term: (SIMD8<Double>) -> SIMD8<Double>) -> Double {
    sum(self, count) { number, _ in term(number) }
  }

  /// The sum of a term over `count` pairs of a number here and one there.
  @inline(__always)
  func sum(
    _ other: UnsafePointer<Float>, _ count: Int,
    of term: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
  ) -> Double {
    var sums = SIMD8<Double>.zero
    let whole = count & ~7
    for i in stride(from: 0, to: whole, by: 8) {
      let number = UnsafeRawPointer(self + i).loadUnaligned(as: SIMD8<Float>.self)
      let pair = UnsafeRawPointer(other + i).loadUnaligned(as: SIMD8<Float>.self)
      sums += term(SIMD8<Double>(number), SIMD8<Double>(pair))
    }
    if whole < count {
      var (number, pair) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
      for i in whole..<count {
        number[i - whole] = Double(self[i])
        pair[i - whole] = Double(other[i])
      }
      sums += term(number, pair)
    }
    return sums.sum()
  }
}
