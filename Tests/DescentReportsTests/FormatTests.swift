import DescentStore
import Foundation
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

  @Test("a page holds its tables as JSON, numbers with all their digits", arguments: sweeps)
  func embeddedTables(sweep: SmallSweep) throws {
    let report = Report(sweep)
    let html = report.html()
    let start = try #require(html.range(of: "<script type=\"application/json\" id=\"tables\">"))
    let end = try #require(html.range(of: "</script>", range: start.upperBound..<html.endIndex))
    let json = Data(html[start.upperBound..<end.lowerBound].utf8)
    let tables = try JSONDecoder().decode([EmbeddedTable].self, from: json)
    let shown = Analysis(sweep, confidence: sweep.plan.report.confidence).report().tables
    for (table, own) in zip(tables, shown) {
      #expect(table.name == own.id)
      let cells = own.rows.map { row in
        row.cells.map { cell -> EmbeddedTable.Cell in
          cell.value.map { .number($0) } ?? .text(cell.text.plainText)
        }
      }
      #expect(table.rows == cells, "\(own.id)")
    }
    #expect(tables.count == shown.count)
  }

  private struct EmbeddedTable: Decodable {
    var name: String
    var rows: [[Cell]]

    enum Cell: Decodable, Equatable {
      case number(Double)
      case text(String)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
          self = .number(number)
        } else {
          self = .text(try container.decode(String.self))
        }
      }
    }
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
