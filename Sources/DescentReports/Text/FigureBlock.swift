package import DescentFigures

/// A figure of a report, with the words around it.
package struct FigureBlock: Sendable {
  /// Names the figure in its page, and its file: `forest-optimizer`.
  package var id: String
  package var figure: any Figure
  package var caption: Caption
  /// The words that open it, where it is shown on demand alone; nil where it always shows.
  ///
  /// Such a figure stands in the page alone: Markdown has nothing that opens.
  package var summary: String?

  /// A figure whose numbers are in a file in `data/`, the `source`.
  package init(
    _ id: String, _ figure: any Figure, title: String, subtitle: String, source: String,
    summary: String? = nil
  ) {
    self.id = fileName(id)
    self.figure = figure
    caption = Caption(title: title, subtitle: subtitle, source: "data/" + source)
    self.summary = summary
  }

  /// The figure as an SVG file of its own.
  package var file: String { figure.file(caption: caption) }
}

/// Letters, digits and `-` alone: `forest-model-activation`.
func fileName(_ name: String) -> String {
  String(
    name.lowercased().map { character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
    })
}
