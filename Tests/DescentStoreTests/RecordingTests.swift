import DescentStore
import Foundation
import Testing

/// Graphs and surfaces in the store.
@Suite struct RecordingTests {
  let folder = try? TemporaryFolder()

  private func path() throws -> String { try #require(folder).path("results.sqlite") }

  @Test("what runs have in common is stored once, in whatever order and by whatever process")
  func shared() throws {
    for ids in [["r2", "r1"], ["r3"]] {
      let store = try Store(path: path())
      for id in ids { try store.record(.full(id, epochs: 1)) }
    }
    var other = StoredOutcome.full("r4", epochs: 1)
    other.graph?.nodes[2].operation = "relu"
    let store = try Store(path: path())
    try store.record(other)
    try store.record(.full("r2", epochs: 1))
    var expected = Dictionary(
      uniqueKeysWithValues: ["r1", "r2", "r3"].map { ($0, StoredOutcome.full($0, epochs: 1)) })
    expected["r4"] = other
    #expect(try store.allOutcomes() == expected)
    let file = try SQLiteFile(path: path())
    #expect(try file.strings("SELECT count(*) FROM shared") == ["3"])
    #expect(try file.strings("SELECT count(*) FROM graphs") == ["4"])
  }

  @Test("a recording that a run no longer has goes with the run that is replaced")
  func replaced() throws {
    let store = try Store(path: path())
    try store.record(.full("r1"))
    try store.record(StoredOutcome.full("r1").bare)
    #expect(try store.allOutcomes() == ["r1": StoredOutcome.full("r1").bare])
  }

  @Test("a sweep hands out graphs and surfaces of chosen runs alone")
  func chosenAlone() throws {
    let store = try Store(path: path())
    try store.save(.full(runs: ["r1"]))
    try store.record(.full("r1"))
    let sweep = try #require(try store.sweep())
    let small = SmallSweep(plan: sweep.plan, outcomes: try store.allOutcomes())
    let bare = StoredOutcome.full("r1").bare
    var outcomes: [StoredOutcome] = []
    try sweep.forEachOutcome { outcomes.append($0) }
    small.forEachOutcome { outcomes.append($0) }
    try sweep.forEachOutcome(of: ["r1"]) { outcomes.append($0) }
    small.forEachOutcome(of: ["r1"]) { outcomes.append($0) }
    #expect(outcomes == [bare, bare, .full("r1"), .full("r1")])
  }

  @Test(
    "a cell holds its class exactly and its probability to half a step", arguments: [2, 3, 10, 64])
  func classes(count: Int) throws {
    let names = (0..<count).map { "class \($0)" }
    let cells = 0..<count * count
    let lowest = 1 / Float(count)
    let values = cells.map { lowest + (1 - lowest) * Float($0) / Float(cells.count - 1) }
    let surface = try #require(
      SurfaceRow(SurfaceRow.plane(names), classes: cells.map { $0 % count }, values: values))
    #expect(surface.side == count)
    for (cell, prediction) in surface.predictions.enumerated() {
      guard case .classified(let place, let probability) = prediction else {
        Issue.record("\(prediction) is no class")
        continue
      }
      #expect(place == cell % count)
      let step = Double(1 - lowest) / Double(256 / count - 1)
      #expect(abs(probability - Double(values[cell])) <= 0.5 * step + 1e-6)
    }
    #expect(surface.predictions.last == .classified((cells.count - 1) % count, probability: 1))
  }

  @Test("more than 64 classes have no surface")
  func tooManyClasses() {
    let names = (0..<65).map { "class \($0)" }
    #expect(SurfaceRow(SurfaceRow.plane(names), classes: [0], values: [1]) == nil)
  }

  @Test("numbers keep their range exactly, and 256 steps of it")
  func numbers() throws {
    let surface = try #require(
      SurfaceRow(SurfaceRow.plane([]), classes: [], values: [-2, 0.5, 1, 3]))
    #expect(surface.range == -2...3)
    let values = surface.predictions.map { prediction in
      if case .number(let value) = prediction { value } else { Double.nan }
    }
    #expect(values[0] == -2 && values[3] == 3)
    #expect(abs(values[1] - 0.5) <= 2.5 / 255 && abs(values[2] - 1) <= 2.5 / 255)
    let flat = try #require(
      SurfaceRow(SurfaceRow.plane([]), classes: [], values: [7, 7, 7, 7]))
    #expect(flat.predictions == Array(repeating: .number(7), count: 4))
  }

  @Test(
    "bytes that were edited are an error, not a trap",
    arguments: [
      "UPDATE shared SET bytes = x'00' WHERE shared_id = 1",
      "UPDATE shared SET bytes = substr(bytes, 1, 60)",
      "UPDATE graphs SET own = x''", "UPDATE surfaces SET own = x'010100000000000000ff'",
      "UPDATE graphs SET own = substr(own, 1, 20)",
      "UPDATE surfaces SET common = (SELECT common FROM graphs)",
    ])
  func damaged(edit: String) throws {
    let store = try Store(path: path())
    var outcome = StoredOutcome.full("r1")
    outcome.surface = .classes(["u", "v", "w"])
    try store.record(outcome)
    try SQLiteFile(path: path()).execute(edit)
    #expect(throws: StoreError.self) { try store.allOutcomes() }
  }
}
