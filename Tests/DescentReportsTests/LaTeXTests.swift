import DescentStore
import Foundation
import Testing

import DescentReports

@Suite("LaTeX") struct LaTeXTests {
  @Test(
    "escapes what LaTeX would read as a command",
    arguments: [
      ("a_b", "a\\_b"), ("50 %", "50 \\%"), ("\\input{x}", "\\textbackslash{}input\\{x\\}"),
      ("−0.3 [−1, 2]", "\\ensuremath{-}0.3 {[}\\ensuremath{-}1, 2{]}"), ("$&#", "\\$\\&\\#"),
      ("a\nb", "a b"),
    ])
  func escaping(text: String, latex: String) { #expect(LaTeXFormat.escaped(text) == latex) }

  @Test("has a file for each table, with as many fields in each row as columns") func tables() {
    let report = Analysis(Sweeps.ownLearningRates, confidence: 0.95).report()
    let files = LaTeXFormat.files(of: report)
    #expect(files.map(\.name).contains("pairs-optimizer.tex"))
    #expect(Set(files.map(\.name)).count == files.count)
    for file in files {
      let lines = file.text.split(separator: "\n")
      let alignment = lines.first { $0.contains("\\begin{tabular}") }
      let columns = alignment?.split(separator: "{").last?.count { "lr".contains($0) } ?? 0
      let rows = lines.filter { $0.hasSuffix(" \\\\") }
      #expect(rows.count > 1 && columns > 1)
      for row in rows {
        #expect(row.replacing("\\&", with: "").count { $0 == "&" } == columns - 1, "\(row)")
      }
    }
  }

  @Test("is written where the experiment file asks for it, and formats that it leaves out are not")
  func formats() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    var sweep = Sweeps.failures
    sweep.plan.report.formats = [.latex]
    try Report(sweep).write(to: folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(paths.contains("latex/pairs-optimizer.tex") && paths.contains("manifest.json"))
    #expect(!paths.contains("report.md") && !paths.contains("report.html"))
    #expect(!paths.contains { $0.hasPrefix("data") || $0.hasPrefix("figures") })
  }

  @Test("figures that a report no longer holds are removed, other files are left")
  func staleFigures() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let figures = folder.appendingPathComponent("figures")
    try FileManager.default.createDirectory(at: figures, withIntermediateDirectories: true)
    for name in ["old.svg", "mine.png"] {
      try Data().write(to: figures.appendingPathComponent(name))
    }
    try Report(Sweeps.failures).write(to: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: figures.path)
    #expect(names.contains("mine.png") && !names.contains("old.svg"))
  }
}
