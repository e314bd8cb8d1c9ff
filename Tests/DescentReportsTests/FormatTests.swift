import DescentStore
import Testing

import DescentReports

/// The formats of a report say the same, and what users name does no harm in any of them.
@Suite("Formats") struct FormatTests {
  static let sweeps = HardSweep.all.map(\.sweep) + TableTests.sweeps

  @Test("Markdown and HTML hold the same words and numbers", arguments: sweeps)
  func sameText(sweep: SmallSweep) throws {
    let report = Report(sweep)
    let markdown = PlainText.lines(ofMarkdown: report.markdown())
    let html = try PlainText.lines(ofHTML: report.html())
    #expect(markdown.count > 10)
    for (first, second) in zip(markdown, html) where first != second {
      Issue.record("Markdown says\n\(first)\nand HTML\n\(second)")
      return
    }
    #expect(markdown.count == html.count)
  }

  @Test("a page has all configurations where the first ones alone show") func allRows() throws {
    let levels = (1...40).map { "\($0)" }
    let sweep = SweepBuilder(axes: [.init("training.batch_size", levels)]).sweep { levels, seed in
      .ok(0.1, 0.9 + 0.001 * noise(seed, levels["training.batch_size"] ?? ""))
    }
    let html = Report(sweep).html()
    #expect(html.contains("<summary>All 40 configurations</summary>"))
    let lines = try PlainText.lines(ofHTML: html, withDetails: true)
    for index in 0..<40 { #expect(lines.contains { $0.contains("| \(index + 1) |") }) }
  }
}
