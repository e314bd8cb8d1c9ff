/// Holm's correction for several tests (S12).
package enum Holm {
  /// The adjusted p values, in the order given; a test without a p value stays without one and does
  /// not count.
  ///
  ///     p̃(i) = max over j ≤ i of min(1, (m − j + 1) p(j)),   p(1) ≤ … ≤ p(m)
  package static func adjusted(_ values: [Double?]) -> [Double?] {
    let order = values.indices.filter { values[$0] != nil }
      .sorted { (values[$0] ?? 1, $0) < (values[$1] ?? 1, $1) }
    var result: [Double?] = Array(repeating: nil, count: values.count)
    var largest = 0.0
    for (position, index) in order.enumerated() {
      largest = max(largest, min(1, Double(order.count - position) * (values[index] ?? 1)))
      result[index] = largest
    }
    return result
  }
}
