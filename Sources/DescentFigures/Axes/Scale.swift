import Foundation

/// Places the values of an axis on the canvas.
package struct Scale: Sendable {
  package enum Kind: Sendable {
    case linear
    /// Where ratios are meant; values are positive.
    case logarithmic

    func forward(_ value: Double) -> Double { self == .linear ? value : log10(value) }
    func backward(_ value: Double) -> Double { self == .linear ? value : pow(10, value) }
  }

  package let kind: Kind
  package let domain: ClosedRange<Double>
  /// The pixels of the domain's ends; a vertical axis starts at its bottom.
  package let start, end: Double

  package init(_ kind: Kind, _ domain: ClosedRange<Double>, from start: Double, to end: Double) {
    self.kind = kind
    self.domain = domain
    self.start = start
    self.end = end
  }

  /// The pixel of a value, which is held at the ends of the domain.
  package func callAsFunction(_ value: Double) -> Double {
    let held = min(max(value, domain.lowerBound), domain.upperBound)
    let low = kind.forward(domain.lowerBound)
    let share = (kind.forward(held) - low) / (kind.forward(domain.upperBound) - low)
    return share.isFinite ? start + share * (end - start) : start
  }

  /// The end of the domain that a value lies beyond.
  package func end(beyond value: Double) -> End? {
    if value < domain.lowerBound { return .lower }
    return value > domain.upperBound ? .upper : nil
  }

  package enum End: Hashable, Sendable {
    case lower, upper
  }
}
