import Descent
import DescentExperiments
import DescentPlugins
import Testing

@Suite struct StreamTests {
  @Test(
    "a stream follows the seed where it varies, and is the one of replicate 0 elsewhere",
    arguments: RandomStream.Purpose.allCases)
  func replicates(purpose: RandomStream.Purpose) {
    let all = StreamReplicates(seed: 7, vary: RandomStream.Purpose.allCases)
    #expect(all[purpose] == 7)
    let others = StreamReplicates(
      seed: 7, vary: RandomStream.Purpose.allCases.filter { $0 != purpose })
    #expect(others[purpose] == 0)
    var (stream, expected) = (all.stream(purpose), RandomStream(purpose, replicate: 7))
    #expect((0..<4).map { _ in stream.nextBits() } == (0..<4).map { _ in expected.nextBits() })
  }

  @Test("all configurations of a seed have the same streams")
  func paired() throws {
    let plan = try Experiment(ExpansionTests.everyConstruct).plan()
    for (seed, runs) in Dictionary(grouping: plan.runs, by: \.seed) {
      let expected = StreamReplicates(seed: seed, vary: RandomStream.Purpose.allCases)
      #expect(runs.allSatisfy { $0.streams == expected })
    }
  }

  /// The training rows and the first input of each run.
  private func data(_ text: String) throws -> [(rows: [Int], input: Float?)] {
    let plan = try Experiment(text).plan()
    let catalog = DataCatalog(folder: ".", registry: BuiltIns.registry)
    return try plan.runs.map { run in
      let planned = plan.configurations[run.configuration]
      let dataset = try catalog.dataset(
        planned.configuration, task: planned.task, streams: run.streams)
      return (dataset.train.rows, dataset.train.inputs.first)
    }
  }

  @Test("where only the initialization varies, all seeds have the same data and the same split")
  func fixedSplit() throws {
    let runs = try data("base: {data: moons}\nseeds: {count: 4, vary: [initialization]}")
    #expect(Set(runs.map(\.rows)).count == 1)
    #expect(Set(runs.map(\.input)).count == 1)
  }

  @Test("by default every seed has data and a split of its own")
  func variedSplit() throws {
    let runs = try data("base: {data: moons}\nseeds: 4")
    #expect(Set(runs.map(\.rows)).count == 4)
    #expect(Set(runs.map(\.input)).count == 4)
  }

  @Test(
    "seeds are a count, a list, or a count with a start",
    arguments: [
      ("3", [1, 2, 3]), ("[4, 0, 9]", [4, 0, 9]), ("{count: 2, start: 8}", [8, 9]),
      ("{start: 3}", [3, 4, 5, 6, 7]), ("{vary: split}", [1, 2, 3, 4, 5]),
    ])
  func seeds(text: String, seeds: [Int]) throws {
    #expect(try Experiment("base: {data: moons}\nseeds: \(text)").document().seeds == seeds)
  }
}
