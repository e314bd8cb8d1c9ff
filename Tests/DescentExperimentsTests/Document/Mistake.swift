import DescentExperiments
import Testing

/// A file with mistakes, and what the user reads about them.
struct Mistake: Sendable, CustomTestStringConvertible {
  var name: String
  /// The codes of the conditions, sorted, each once.
  var codes: String
  var text: String
  var report: String

  init(_ name: String, _ codes: String, _ text: String, _ report: String) {
    self.name = name
    self.codes = codes
    self.text = text
    self.report = report
  }

  var testDescription: String { name }

  func check() {
    let mistakes = Experiment(text).mistakes
    #expect(mistakes?.description == report)
    let codes = Set(mistakes?.diagnostics.compactMap(\.code) ?? []).sorted()
    #expect(codes.joined(separator: " ") == self.codes)
  }
}
