import Foundation

/// Counts what programs allocate; only where there is glibc, whose functions the counter replaces.
package enum Allocations {
  #if os(Linux)
    package static let canBeCounted = true
  #else
    package static let canBeCounted = false
  #endif

  /// How often the processes allocated that `body` starts by the given program.
  ///
  /// - Parameters:
  ///   - program: Counted, with the processes that it starts itself.
  ///   - firstArgument: Of the processes that count; nil for those without arguments.
  ///   - body: Runs the program, which it is handed.
  /// - Returns: The sum over these processes.
  /// - Throws: What `body` throws, and a ``MeasuringError`` where no process has counted.
  package static func count(
    in program: Program, firstArgument: String?, _ body: (Program) throws -> Void
  ) throws -> Int {
    let counts = FileManager.default.temporaryDirectory
      .appending(path: "allocations-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: counts) }
    var program = program
    program.environment["LD_PRELOAD"] = Repository.built("libAllocationCounter.so")
    program.environment["ALLOCATION_COUNTS"] = counts.path
    try body(program)
    let lines = try String(contentsOf: counts, encoding: .utf8).split(separator: "\n")
    let counted = lines.map { $0.split(separator: " ", maxSplits: 1) }
      .filter { $0[1] == firstArgument ?? "-" }.compactMap { Int($0[0]) }
    guard !counted.isEmpty else { throw MeasuringError("no process counted its allocations") }
    return counted.reduce(0, +)
  }

  /// How often a training step allocates.
  ///
  /// The experiment is trained twice, with batches of the given size and of an eighth of it: the same
  /// runs and epochs, more steps. The learning rate is next to nothing, so that both times nearly the
  /// same numbers are reported: long texts allocate, short ones do not. What the measured times' texts
  /// differ by from one execution to the next stays far below a hundredth of an allocation a step.
  ///
  /// - Parameters:
  ///   - experiment: Names `learning_rate` and `batch_size` once.
  ///   - batchSize: Either both sizes leave a shorter batch at the end of an epoch, or neither does.
  ///   - workspace: Where it is trained.
  /// - Returns: The difference of the allocations over that of the steps.
  /// - Throws: A ``MeasuringError`` where it cannot be trained.
  package static func perStep(
    of experiment: Experiment, batchSize: Int, in workspace: Workspace
  ) throws -> Double {
    let frozen = try experiment.setting("learning_rate", to: "1e-30")
    func count(_ batchSize: Int) throws -> (allocations: Int, steps: Int) {
      let experiment = try frozen.setting("batch_size", to: "\(batchSize)")
      var steps = 0
      let allocations = try Self.count(in: Repository.descent, firstArgument: "worker") {
        steps = try workspace.train(experiment, jobs: 1, with: $0).steps
      }
      return (allocations, steps)
    }
    let (few, many) = (try count(batchSize), try count(batchSize / 8))
    return Double(many.allocations - few.allocations) / Double(many.steps - few.steps)
  }
}
