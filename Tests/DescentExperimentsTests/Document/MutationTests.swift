import Descent
import DescentExperiments
import Foundation
import Testing

/// Damaged experiment files: whatever stands in them, reading and planning end with a plan or with
/// mistakes that have a place.
@Suite struct MutationTests {
  let folder: TemporaryFolder

  /// The sample experiments, on data of a few rows.
  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/data", withIntermediateDirectories: true)
    let rows = (0..<60).map { "\($0),\($0 % 7),\($0 % 2)\n" }.joined()
    try folder.write("a,b,digit\n" + rows, to: "digits.csv")
    try folder.write(
      "a,b,diagnosis\n" + rows.replacing(",1\n", with: ",m\n"), to: "data/breast_cancer.csv")
  }

  static let samples: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../experiments").standardized
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.sorted().compactMap {
      try? String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
        .replacing(
          "data: digits", with: "data: {name: csv, path: digits.csv, task: classification}")
    }
  }()

  @Test("the sample experiments are there and have no mistakes")
  func samplesArePlanned() {
    #expect(Self.samples.count >= 8)
    // Those with plugins need the program that loads them.
    for sample in Self.samples where !sample.contains("\nplugins:") {
      #expect(Experiment(sample, folder: folder.path).mistakes == nil, "\(sample)")
    }
  }

  @Test("a damaged file is planned or refused with places", arguments: 0..<20)
  func damaged(part: Int) throws {
    var random = RandomStream(seed: UInt64(part))
    for _ in 0..<150 {
      var text = Self.samples[random.index(below: Self.samples.count)]
      for _ in 0...random.index(below: 3) { Self.damage(&text, &random) }
      guard let mistakes = Experiment(text, folder: folder.path).mistakes else { continue }
      #expect(mistakes.hasErrors, "\(text)")
      for diagnostic in mistakes.diagnostics {
        let position = try #require(diagnostic.position, "\(text)")
        #expect((1...position.file.lineCount).contains(position.line), "\(diagnostic)\n\(text)")
        let width = position.file.line(position.line).unicodeScalars.count
        #expect((1...width + 1).contains(position.column), "\(diagnostic)\n\(text)")
      }
    }
  }

  /// One change: a line or a character is removed, doubled, moved or replaced.
  private static func damage(_ text: inout String, _ random: inout RandomStream) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    let place = random.index(below: lines.count)
    let other = random.index(below: lines.count)
    let column = lines[place].isEmpty ? 0 : random.index(below: lines[place].count)
    switch random.index(below: 8) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: place)
    case 2: lines.swapAt(place, other)
    case 3: lines[place] = lines[other]
    case 4: lines[place].insert(marks[random.index(below: marks.count)], at: column)
    case _ where lines[place].isEmpty: lines[place] = ["x"]
    case 5: lines[place].remove(at: column)
    case 6: lines[place][column] = marks[random.index(below: marks.count)]
    default:
      if column + 1 < lines[place].count { lines[place].swapAt(column, column + 1) }
    }
    text = lines.map { String($0) }.joined(separator: "\n")
  }

  private static let marks = Array(":[]{},-#&*!|>%@'\"\\? \t.e0x\u{0}\u{FEFF}é")
}
