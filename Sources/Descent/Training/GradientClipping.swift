/// Limits on the gradient before the optimizer sees it, whatever the optimizer.
///
/// By value: gᵢ ← min(max(gᵢ, −value), value). By norm, over all parameters together, and
/// after the other where both are given: g ← g · min(1, norm / ‖g‖). Pascanu, Mikolov and Bengio 2013,
/// [arXiv:1211.5063](https://arxiv.org/abs/1211.5063).
public struct GradientClipping: Hashable, Sendable {
  /// The largest Euclidean norm; nil for any.
  public var norm: Double?
  /// The largest size of a number; nil for any.
  public var value: Double?

  public init(norm: Double? = nil, value: Double? = nil) {
    self.norm = norm
    self.value = value
  }

  /// Clips `count` numbers.
  ///
  /// A gradient that is not finite stays so.
  func apply(to gradient: UnsafeMutablePointer<Float>, _ count: Int) {
    if let value {
      let limit = Float(value)
      for i in 0..<count {
        let number = gradient[i]
        gradient[i] = number > limit ? limit : number < -limit ? -limit : number
      }
    }
    if let norm {
      let length = UnsafePointer(gradient).sum(count) { $0 * $0 }.squareRoot()
      guard length > norm else { return }
      let factor = Float(norm / length)
      for i in 0..<count { gradient[i] *= factor }
    }
  }
}
