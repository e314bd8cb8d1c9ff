import DescentFigures

/// A part of a report's section.
package enum Block: Sendable {
  case paragraph(Prose)
  case list([Prose])
  case heading(Prose)
  case table(TextTable)
  case figure(FigureBlock)
  case code(String, language: String)
}

/// One of the sections of a report, in words, tables and figures.
///
/// Markdown, HTML and LaTeX are made of the same sections, so that they cannot say different things.
package struct Section: Sendable {
  /// Names the section in links, and its files: `leaderboard`.
  package var id: String
  package var title: Prose
  /// The files in `data/` that hold its numbers.
  package var sources: [String]
  package var blocks: [Block]

  package init(
    _ id: String, _ title: Prose, sources: [String] = [], _ blocks: [Block] = []
  ) {
    self.id = id
    self.title = title
    self.sources = sources
    self.blocks = blocks
  }

  package mutating func add(_ text: Prose) { blocks.append(.paragraph(text)) }

  package mutating func add(_ items: [Prose]) {
    if !items.isEmpty { blocks.append(.list(items)) }
  }

  package mutating func add(_ figure: FigureBlock?) {
    if let figure { blocks.append(.figure(figure)) }
  }

  package mutating func add(_ table: TextTable) {
    if !table.rows.isEmpty { blocks.append(.table(table)) }
  }
}

/// A whole report: its answer as the title, and its sections.
package struct ReportText: Sendable {
  package let title: Prose
  package let sections: [Section]

  /// Figures whose names differ in signs alone get different ones.
  package init(title: Prose, sections: [Section]) {
    self.title = title
    var names: Set<String> = []
    self.sections = sections.map { section in
      var section = section
      for index in section.blocks.indices {
        guard case .figure(var figure) = section.blocks[index] else { continue }
        while !names.insert(figure.id).inserted { figure.id += "-2" }
        section.blocks[index] = .figure(figure)
      }
      return section
    }
  }

  /// The same without links to tables, where they are not written.
  package var withoutSources: ReportText {
    ReportText(
      title: title,
      sections: sections.map { section in
        var section = section
        section.sources = []
        for index in section.blocks.indices {
          guard case .figure(var figure) = section.blocks[index] else { continue }
          figure.caption.source = ""
          section.blocks[index] = .figure(figure)
        }
        return section
      })
  }

  package var tables: [TextTable] {
    sections.flatMap(\.blocks).compactMap {
      if case .table(let table) = $0 { table } else { nil }
    }
  }

  package var figures: [FigureBlock] {
    sections.flatMap(\.blocks).compactMap {
      if case .figure(let figure) = $0 { figure } else { nil }
    }
  }
}
