/// The values and gradients of a graph's parameters, and its running statistics.
///
/// Plans for several batch sizes share one `ParameterValues`.
public final class ParameterValues<T: RealScalar> {
  public let parameters: [Graph.Parameter]
  /// The values of each parameter, row-major.
  public let values: [UnsafeMutablePointer<T>]
  /// The gradient of each parameter, written by the backward pass of a plan.
  public let gradients: [UnsafeMutablePointer<T>]
  /// The values of each running statistic.
  public let statistics: [UnsafeMutablePointer<T>]
  /// How many numbers all parameters hold together; statistics do not count.
  public let count: Int
  /// Where each parameter begins in one stretch of memory, at a cache line; zeros fill what lies between.
  let offsets: [Int]
  /// The length of that stretch.
  let stretch: Int
  let allValues: UnsafeMutablePointer<T>
  let allGradients: UnsafeMutablePointer<T>
  /// How many numbers all statistics hold together.
  private let statisticCount: Int
  private let allStatistics: UnsafeMutablePointer<T>
  private let arena = Arena<T>()

  /// All values zero, and statistics at their first values.
  public init(_ graph: Graph) {
    parameters = graph.parameters
    var (offsets, stretch) = ([Int](), 0)
    for parameter in parameters {
      offsets.append(stretch)
      stretch += (parameter.count + 15) / 16 * 16
    }
    self.offsets = offsets
    self.stretch = stretch
    let (allValues, allGradients) = (arena.allocate(stretch), arena.allocate(stretch))
    self.allValues = allValues
    self.allGradients = allGradients
    values = offsets.map { allValues + $0 }
    gradients = offsets.map { allGradients + $0 }
    count = parameters.reduce(0) { $0 + $1.count }
    statisticCount = graph.statistics.reduce(0) { $0 + $1.columns }
    allStatistics = arena.allocate(statisticCount)
    var next = allStatistics
    statistics = graph.statistics.map { statistic in
      defer { next += statistic.columns }
      next.update(repeating: T(statistic.initialValue), count: statistic.columns)
      return next
    }
  }

  /// All parameters' values, one after the other, and behind them all statistics'.
  public var snapshot: [T] {
    get {
      var numbers: [T] = []
      numbers.reserveCapacity(count + statisticCount)
      for (parameter, pointer) in zip(parameters, values) {
        numbers.append(contentsOf: UnsafeBufferPointer(start: pointer, count: parameter.count))
      }
      numbers.append(
        contentsOf: UnsafeBufferPointer(start: allStatistics, count: statisticCount))
      return numbers
    }
    set {
      let needed = count + statisticCount
      precondition(newValue.count == needed, "\(needed) values are needed, not \(newValue.count)")
      var start = 0
      for (parameter, pointer) in zip(parameters, values) {
        for i in 0..<parameter.count { pointer[i] = newValue[start + i] }
        start += parameter.count
      }
      for i in 0..<statisticCount { allStatistics[i] = newValue[start + i] }
    }
  }
}

extension ParameterValues<Float> {
  /// The first parameter that holds a number that is not finite, if any.
  var firstNonFinite: Graph.Parameter? {
    func isFinite(_ values: UnsafePointer<Float>, _ count: Int) -> Bool {
      // 0 · x is NaN just where x is not finite, and the sum keeps it.
      values.sum(count) { 0 * $0 } == 0
    }
    if isFinite(allValues, stretch) { return nil }
    return zip(parameters, values).first { !isFinite($1, $0.count) }?.0
  }
}
