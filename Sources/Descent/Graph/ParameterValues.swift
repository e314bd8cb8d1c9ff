/// The values and gradients of a graph's parameters.
///
/// Plans for several batch sizes share one `ParameterValues`.
public final class ParameterValues<T: RealScalar> {
  public let parameters: [Graph.Parameter]
  /// The values of each parameter, row-major.
  public let values: [UnsafeMutablePointer<T>]
  /// The gradient of each parameter, written by the backward pass of a plan.
  public let gradients: [UnsafeMutablePointer<T>]
  /// How many numbers all parameters hold together.
  public let count: Int
  private let arena = Arena<T>()

  /// All values zero.
  public init(_ graph: Graph) {
    parameters = graph.parameters
    let arena = arena
    values = parameters.map { arena.allocate($0.count) }
    gradients = parameters.map { arena.allocate($0.count) }
    count = parameters.reduce(0) { $0 + $1.count }
  }

  /// All parameters' values, one after the other.
  public var snapshot: [T] {
    get {
      var numbers: [T] = []
      numbers.reserveCapacity(count)
      for (parameter, pointer) in zip(parameters, values) {
        numbers.append(contentsOf: UnsafeBufferPointer(start: pointer, count: parameter.count))
      }
      return numbers
    }
    set {
      precondition(newValue.count == count, "\(count) values are needed, not \(newValue.count)")
      var start = 0
      for (parameter, pointer) in zip(parameters, values) {
        for i in 0..<parameter.count { pointer[i] = newValue[start + i] }
        start += parameter.count
      }
    }
  }

}

extension ParameterValues<Float> {
  /// The first parameter that holds a number that is not finite, if any.
  var firstNonFinite: Graph.Parameter? {
    zip(parameters, values).first { parameter, values in
      // 0 · x is NaN just where x is not finite, and the sum keeps it.
      !(UnsafePointer(values).sum(parameter.count) { 0 * $0 } == 0)
    }?.0
  }
}
