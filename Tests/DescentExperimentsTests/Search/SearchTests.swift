import DescentExperiments
import Testing

@Suite("Search") struct SearchTests {
  /// Ids that sort as they are numbered.
  private func ids(_ count: Int) -> [String] {
    (0..<count).map { index in
      "c" + String(repeating: "0", count: 3 - "\(index)".count) + "\(index)"
    }
  }

  // Table 1 of Li and others, 2018: R = 81, η = 3.
  @Test("Hyperband's brackets have the sizes and the epochs of its paper") func paper() {
    let search = Search(method: .hyperband, eta: 3)
    let brackets = search.brackets(ids(81 + 34 + 15 + 8 + 5), epochs: 81)
    #expect(brackets.map(\.configurations.count) == [81, 34, 15, 8, 5])
    #expect(
      brackets.map(\.rungs)
        == [[1, 3, 9, 27, 81], [3, 9, 27, 81], [9, 27, 81], [27, 81], [81]])
    #expect(brackets.flatMap(\.configurations) == Array(0..<143))
  }

  @Test("successive halving halves until one is left, or no epoch can be divided")
  func halving() {
    let search = Search(method: .successiveHalving, eta: 3)
    #expect(search.brackets(ids(27), epochs: 81).map(\.rungs) == [[3, 9, 27, 81]])
    #expect(search.brackets(ids(100), epochs: 10).map(\.rungs) == [[1, 3, 10]])
    #expect(search.brackets(ids(2), epochs: 81).map(\.rungs) == [[81]])
    let patient = Search(method: .successiveHalving, eta: 2, minEpochs: 20)
    #expect(patient.brackets(ids(64), epochs: 80).map(\.rungs) == [[20, 40, 80]])
  }

  @Test(
    "every configuration is in one bracket, and the epochs of a bracket rise to the whole training",
    arguments: Search.Method.allCases, [1, 2, 7, 50, 143])
  func cover(method: Search.Method, count: Int) {
    for epochs in [1, 2, 10, 81, 100] {
      let brackets = Search(method: method, eta: 3).brackets(ids(count), epochs: epochs)
      #expect(brackets.flatMap(\.configurations).sorted() == Array(0..<count))
      for bracket in brackets {
        #expect(bracket.rungs.last == epochs && bracket.rungs == Set(bracket.rungs).sorted())
      }
    }
  }

  // MARK: - Steps

  private static let text = """
    base: {data: moons, model: {hidden: [4]}, training: {epochs: 9}}
    grid: {optimizer.learning_rate: [0.001, 0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]}
    seeds: 2
    search: successive_halving
    """

  @Test("those with the best mean over their seeds go on, a failed one does not") func steps()
    throws
  {
    let state = try #require(SearchState(try Experiment(Self.text).plan()))
    let first = state.next([:])
    #expect(first.map(\.run) == Array(0..<18) && first.allSatisfy { $0.epochs == 1 })
    var progress: [Int: SearchState.Progress] = [:]
    for run in 0..<18 {
      progress[run] = .init(
        isOver: run == 17, isFailed: run == 17, epochs: 1,
        scores: [1: Double(run / 2) + (run % 2 == 0 ? 5 : -5)])
    }
    let second = state.next(progress)
    #expect(second.map(\.run) == [10, 11, 12, 13, 14, 15])
    #expect(second.allSatisfy { $0.epochs == 3 })
    for run in 10..<16 { progress[run]?.epochs = 3 }
    for run in 10..<16 { progress[run]?.scores[3] = Double(-run / 2) }
    let last = state.next(progress)
    #expect(last.map(\.run) == [10, 11] && last.allSatisfy { $0.epochs == nil })
    for run in 10...11 { progress[run]?.isOver = true }
    #expect(state.next(progress).isEmpty)
  }

  @Test("a part of the runs of a comparison leaves the others to be trained") func resumed() throws
  {
    let state = try #require(SearchState(try Experiment(Self.text).plan()))
    let done = SearchState.Progress(isOver: false, isFailed: false, epochs: 1, scores: [1: 0])
    let rest = state.next(Dictionary(uniqueKeysWithValues: (0..<17).map { ($0, done) }))
    #expect(rest == [SearchState.Step(run: 17, epochs: 1)])
  }
}
