import DescentExperiments
import Testing

@Suite("Mistakes behind other mistakes") struct HiddenMistakesTests {
  /// A file, and the line and code of each of its mistakes.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var mistakes: [String]

    init(_ name: String, _ text: String, _ mistakes: [String]) {
      testDescription = name
      self.text = text
      self.mistakes = mistakes
    }
  }

  private static let cases: [Case] = [
    Case(
      "a value of 'set' out of its range",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, adam]}
      adjust: [{when: {optimizer: adam}, set: {optimizer.learning_rate: -1}}]
      exclude: [{optimizer: momentum}]
      """, ["3 E05", "4 E11"]),
    Case(
      "a misspelt key of 'adjust'",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, adam]}
      adjust: [{when: {optimizer: adam}, st: {optimizer.learning_rate: 1}}]
      exclude: [{optimizer: momentum}]
      """, ["3 E02", "4 E11"]),
    Case(
      "an unknown component of another study",
      """
      base: {data: moons}
      studies:
        one: {grid: {optimizer: [sgd, adm]}}
        two:
          grid: {optimizer: [sgd, adam]}
          exclude: [{optimizer: momentum}]
      """, ["3 E03", "6 E11"]),
    Case(
      "an empty entry of 'exclude'",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, adam]}
      exclude: [{}, {optimizer: momentum}]
      """, ["3 E12", "3 E11"]),
    Case(
      "an axis that applies to nothing, before a file that is not there and a name that does not vary",
      """
      base: {data: {name: csv, path: nowhere.csv, target: x}}
      grid: {optimizer: [sgd, adam], optimizer.momentum: [0.1, 0.5]}
      compare: [model.activation]
      """, ["1 E05", "2 E10", "3 E17"]),
    Case(
      "an unknown key of the file",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, adam]}
      exclude: [{optimizer: momentum}]
      question_: why
      """, ["3 E11", "4 E02"]),
  ]

  @Test("a mistake does not hide another", arguments: cases)
  func hidden(_ file: Case) {
    let mistakes = Experiment(file.text).mistakes?.diagnostics ?? []
    let found = mistakes.map { "\($0.position?.line ?? 0) \($0.code ?? "")" }
    #expect(found.sorted() == file.mistakes.sorted())
  }

  private static let followers: [Case] = [
    Case(
      "what a misspelt 'grid' varies",
      """
      base: {data: moons}
      grd: {optimizer: [sgd, adam]}
      exclude: [{optimizer: adam}]
      compare: [optimizer]
      """, ["2 E02"]),
    Case(
      "a component that a wrong 'set' gives",
      """
      base: {data: moons}
      grid: {model.depth: [1, 2]}
      adjust: [{when: {model.depth: 2}, set: {optimizer: {name: adam, learning_rate: -1}}}]
      exclude: [{optimizer: adam}]
      """, ["3 E05"]),
    Case(
      "a condition of which a part cannot be read",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, adam]}
      exclude: [{training.epochs: 20, optimizer: []}]
      """, ["3 E05"]),
    Case(
      "data that an axis gives",
      """
      base: {data: {name: csv, path: nowhere.csv, target: x}}
      grid: {data: [moons, circls]}
      """, ["2 E03"]),
  ]

  @Test("what only follows from a mistake is no other", arguments: followers)
  func following(_ file: Case) { hidden(file) }
}
