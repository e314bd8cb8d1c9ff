import Descent

// The two hinge losses differ in the power of what is missing from a margin of 1.

extension Span where Element: Scalar {
  /// The mean over the wrong classes of what `missing` makes of a margin; with one column, for targets 0 and 1, of the
  /// signed score.
  func margins(to expected: Span<Element>, _ missing: (Element) -> Element) -> Element {
    if count == 1 { return missing((2 * expected[0] - 1) * self[0]) }
    var truth = self[0]
    for i in indices where expected[i] > 0.5 { truth = self[i] }
    var sum: Element = 0
    for i in indices where !(expected[i] > 0.5) { sum += missing(truth - self[i]) }
    return sum / Element(Double(count))
  }
}
