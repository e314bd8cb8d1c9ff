import DescentFigures

/// A report as one HTML page, which needs neither a network nor scripts.
///
/// With scripts its tables sort and filter, and the marks of its figures show their values. It holds its
/// tables as JSON too.
package enum HTMLFormat {
  /// The widths at which figures are laid out: for a page and for a phone.
  private static let widths = (wide: 860.0, narrow: 358.0)

  /// The page of a report on an experiment with a name, which stands above the title.
  package static func text(of report: ReportText, name: String) -> String {
    let head = Element(
      "head",
      [
        Element("meta", ["charset": "utf-8"]),
        Element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        Element("title", report.title.plainText),
        Element("style", children: [.verbatim(pageFile(PackageResources.page_css))]),
        Element("style", children: [.verbatim(FigureStyle.css)]),
      ])
    let body = Element(
      "body",
      [
        Element("a", ["class": "skip", "href": "#answer"], "Skip to the answer"),
        Element(
          "header",
          [
            Element("p", ["class": "kicker"], children: [.text("Descent · ")] + given(name)),
            Element("h1", children: children(report.title)),
          ]),
        navigation(report.sections), Element("main", report.sections.map(element)),
        Element(
          "script", ["type": "application/json", "id": "tables"],
          children: [.verbatim(EmbeddedTables.json(of: report))]),
        Element("script", children: [.verbatim(pageFile(PackageResources.page_js))]),
      ])
    return "<!DOCTYPE html>\n" + Element("html", ["lang": "en"], [head, body]).text + "\n"
  }

  private static func pageFile(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  // MARK: - Sections

  private static func navigation(_ sections: [Section]) -> Element {
    let items = sections.map { section in
      Element(
        "li", [Element("a", ["href": "#\(section.id)"], children: children(section.title))])
    }
    return Element("nav", ["aria-label": "Sections"], [Element("ol", items)])
  }

  private static func element(of section: Section) -> Element {
    let heading = Element("a", ["href": "#\(section.id)"], children: children(section.title))
    var element = Element(
      "section", ["id": .init(section.id), "aria-labelledby": "\(section.id)-title"],
      [Element("h2", ["id": "\(section.id)-title"], [heading])])
    if !section.sources.isEmpty {
      var line = Element("p", ["class": "sources"], "Data: ")
      for (index, source) in section.sources.enumerated() {
        if index > 0 { line.children.append(.text(", ")) }
        line.append(link(toData: source))
      }
      element.append(line)
    }
    for block in section.blocks { element.append(contentsOf: elements(of: block)) }
    return element
  }

  private static func link(toData file: String) -> Element {
    Element("a", ["href": "data/\(file)"], file)
  }

  private static func elements(of block: Block) -> [Element] {
    switch block {
    case .paragraph(let prose): [Element("p", children: children(prose))]
    case .list(let items): [Element("ul", items.map { Element("li", children: children($0)) })]
    case .heading(let prose): [Element("h3", children: children(prose))]
    case .table(let table): elements(of: table)
    case .figure(let figure):
      [figure.summary.map { details($0, element(of: figure)) } ?? element(of: figure)]
    case .code(let text, _): [Element("pre", ["tabindex": 0], [Element("code", text)])]
    }
  }

  /// What opens when its summary is clicked.
  private static func details(_ summary: String, _ content: Element) -> Element {
    Element("details", [Element("summary", summary), content])
  }

  // MARK: - Figures

  /// A figure laid out for a page and for a phone, of which the style sheet shows one.
  private static func element(of block: FigureBlock) -> Element {
    let caption = Element(
      "figcaption",
      [
        Element("strong", children: given(block.caption.title)),
        Element("span", ["class": "subtitle"], children: given(block.caption.subtitle)),
      ])
    let drawings = [("wide", widths.wide), ("narrow", widths.narrow)].map { name, width in
      Element(
        "div", ["class": .init(name)],
        [block.figure.drawing(id: block.id, caption: block.caption, width: width)])
    }
    var figure = Element("figure", ["id": .init(block.id)], [caption] + drawings)
    if !block.caption.source.isEmpty {
      let link = Element("a", ["href": .init(block.caption.source)], "Data")
      figure.append(Element("p", ["class": "data"], [link]))
    }
    return figure
  }

  // MARK: - Tables

  private static func elements(of table: TextTable) -> [Element] {
    guard let excerpt = table.excerpt else {
      return [element(of: table, Array(table.rows.indices))]
    }
    let all = details(
      "All \(table.rows.count) \(table.noun)", element(of: table, Array(table.rows.indices)))
    return [element(of: table, excerpt), all]
  }

  /// A table of some rows, in a frame that scrolls where it is too wide.
  private static func element(of table: TextTable, _ rows: [Int]) -> Element {
    let heads = table.columns.map { column in
      var head = Element("th", ["scope": "col"], children: children(column.title))
      if column.isNumeric { head.attributes.append(("class", "n")) }
      return head
    }
    var body = Element("tbody")
    var previous = -1
    for index in rows {
      if index > previous + 1 {
        body.append(Element("tr", ["class": "gap"], table.columns.map { _ in Element("td", "…") }))
      }
      previous = index
      body.append(element(of: table.rows[index], table.columns))
    }
    let caption = Element("caption", children: children(table.caption))
    let content = Element(
      "table", [caption, Element("thead", [Element("tr", heads)]), body])
    return Element(
      "div",
      [
        "class": "table", "role": "region", "tabindex": 0,
        "aria-label": .init(table.caption.plainText),
      ], [content])
  }

  private static func element(of row: TextTable.Row, _ columns: [TextTable.Column]) -> Element {
    var element = Element("tr")
    if let key = row.key { element.attributes.append(("data-key", .init(key))) }
    for (cell, column) in zip(row.cells, columns) {
      var data = Element("td", children: children(cell.text))
      if column.isNumeric { data.attributes.append(("class", "n")) }
      if let value = cell.value { data.attributes.append(("data-value", .init("\(value)"))) }
      element.append(data)
    }
    return element
  }

  // MARK: - Text

  private static func children(_ prose: Prose) -> [Element.Child] {
    prose.pieces.flatMap { piece -> [Element.Child] in
      switch piece {
      case .own(let text): [.text(text)]
      case .given(let text): given(text)
      case .strong(let text): [.element(Element("strong", children: given(text)))]
      case .code(let text): [.element(Element("code", children: given(text)))]
      }
    }
  }

  /// Text of a user; where it runs from right to left, in an element of its own, so that it does not
  /// turn what stands around it.
  private static func given(_ text: String) -> [Element.Child] {
    turnsText(text) ? [.element(Element("bdi", text))] : [.text(text)]
  }
}
