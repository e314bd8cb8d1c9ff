import Measuring
import OneCore

/// What the machine can do at best, in one thread.
enum Machine {
  /// Keeps the programs that `body` runs on one core, so that none uses more than one thread at a time.
  static func onOneCore<Result>(_ body: () throws -> Result) rethrows -> Result {
    one_core_begin()
    defer { one_core_end() }
    return try body()
  }

  /// Microseconds that the products of a workload's step take on warm data; nil without libxsmm.
  static func floor(of workload: Workload) throws -> Double? {
    let output = try Program(Repository.built("floor")).run().output
    let lines = output.split(separator: "\n").map { $0.split(separator: " ") }
    guard let line = lines.first(where: { $0[0] == workload.floorName }) else { return nil }
    guard line.count > 2, let step = Double(line[2]) else {
      throw MeasuringError("'floor' printed no number for \(workload.name)")
    }
    return step
  }

  /// Fused multiply-adds in registers alone, in GFLOP/s.
  static func peak() throws -> Double {
    let output = try Program(Repository.built("peak")).run().output
    guard let rate = output.split(separator: " ").dropFirst().first.flatMap({ Double($0) }) else {
      throw MeasuringError("'peak' printed no number")
    }
    return rate
  }
}
