import Foundation
import Measuring

/// A sweep that Descent trains, `Workloads/NAME.yaml`, and its peers, too, where it is in `peers.py`.
struct Workload {
  let name: String
  /// From the inputs to the outputs.
  let widths: [Int]
  let batchSize: Int
  let experiment: Experiment
  /// The workload whose products are the same.
  let floorName: String
  let isInPeers: Bool

  init(
    _ name: String, widths: [Int], batchSize: Int, floor: String? = nil, isInPeers: Bool = true
  ) throws {
    self.name = name
    self.widths = widths
    self.batchSize = batchSize
    floorName = floor ?? name
    self.isInPeers = isInPeers
    experiment = try Experiment(
      contentsOf: Repository.benchmarks.appending(path: "Workloads/\(name).yaml"))
  }

  static func all() throws -> [Workload] {
    [
      try Workload("small", widths: [64, 64, 32, 10], batchSize: 32),
      try Workload(
        "deep", widths: [64] + Array(repeating: 32, count: 16) + [10], batchSize: 32),
      try Workload("wide", widths: [784, 512, 512, 10], batchSize: 128),
      try Workload(
        "normalized", widths: [64, 64, 32, 10], batchSize: 32, floor: "small", isInPeers: false),
    ]
  }

  /// Multiplications and additions in a training row's matrix products: forward, the gradient of the
  /// weights, and behind the first layer that of the inputs.
  var flopsPerRow: Double {
    zip(widths, widths.dropFirst()).enumerated().reduce(0) { sum, layer in
      let (index, (fanIn, fanOut)) = layer
      return sum + Double(2 * fanIn * fanOut * (index == 0 ? 2 : 3))
    }
  }

  /// The network in a few characters, such as 64-32×16-10.
  var network: String {
    let hidden = widths.dropFirst().dropLast()
    let isLong = hidden.count > 3 && Set(hidden).count == 1
    let middle = isLong ? ["\(hidden[1])×\(hidden.count)"] : hidden.map { "\($0)" }
    return (["\(widths[0])"] + middle + ["\(widths[widths.count - 1])"]).joined(separator: "-")
  }
}

/// The data of the workloads `small`, `deep` and `normalized`.
enum Digits {
  /// The digits that are shipped, as CSV, with inputs from 0 to 1 as the peers have them.
  static func scaled() throws -> String {
    let shipped = try String(
      contentsOf: Repository.root.appending(path: "experiments/data/digits.csv"), encoding: .utf8)
    let lines = shipped.split(separator: "\n")
    let rows = lines.dropFirst().map { line in
      let cells = line.split(separator: ",")
      let inputs = cells.dropLast().map { String((Double($0) ?? .nan) / 16) }
      return (inputs + cells.suffix(1).map(String.init)).joined(separator: ",")
    }
    return (lines.prefix(1).map(String.init) + rows).joined(separator: "\n") + "\n"
  }
}
