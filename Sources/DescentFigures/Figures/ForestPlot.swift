/// Who beats whom, and by how much: differences of pairs with their intervals, one row each (F1).
package struct ForestPlot: Figure {
  package var groups: [Group]
  package var axis: Axis
  /// The smallest difference that matters; the stretch around 0 that does not is shaded.
  package var margin: Double?
  /// The titles of the columns of text beside the rows.
  package var headers: [String]

  package struct Group: Sendable {
    package var heading: String?
    package var pairs: [Pair]

    package init(heading: String? = nil, pairs: [Pair]) {
      self.heading = heading
      self.pairs = pairs
    }
  }

  package struct Pair: Sendable {
    package var a, b: String
    /// A minus B, turned so that a positive one says that A is better.
    package var difference: Estimate
    /// Drawn full; hollow where not.
    package var isSignificant: Bool
    /// The texts of the columns: wins, ties and losses; the difference in words.
    package var cells: [String]
    package var mark: Mark

    package init(
      _ a: String, _ b: String, _ difference: Estimate, isSignificant: Bool, cells: [String] = [],
      mark: Mark
    ) {
      self.a = a
      self.b = b
      self.difference = difference
      self.isSignificant = isSignificant
      self.cells = cells
      self.mark = mark
    }
  }

  package init(groups: [Group], axis: Axis, margin: Double? = nil, headers: [String] = []) {
    self.groups = groups
    self.axis = axis
    self.margin = margin
    self.headers = headers
  }

  package func draw(on canvas: inout Canvas) {
    let pairs = groups.flatMap(\.pairs)
    let top = key(for: pairs).draw(on: &canvas, top: 0)
    let lines = groups.flatMap { group in
      (group.heading.map { [.heading($0)] } ?? [])
        + group.pairs.map { RowLayout.Line.row(cells: $0.cells) }
    }
    let layout = RowLayout(
      lines, names: { RowNames(pairs: pairs.map { ($0.a, $0.b) }, fitting: $0) }, headers: headers,
      width: canvas.width, top: top + 14)
    let margins = margin.map { [-$0, $0] } ?? []
    let domain = axis.extent(of: pairs.flatMap(\.difference.known), including: margins + [0])
    let scale = layout.scale(axis, domain)
    drawGround(layout, scale, on: &canvas)
    layout.drawAxis(axis, scale, on: &canvas)
    layout.rule(at: scale(0), "rule muted", on: &canvas)
    layout.drawTexts(on: &canvas)
    for (pair, middle) in zip(pairs, layout.middles) {
      canvas.mark(pair.mark, pair.isSignificant ? "s0" : "muted") {
        $0.estimate(
          pair.difference, scale, at: middle, style: pair.isSignificant ? "fill" : "hollow")
      }
    }
  }

  private func key(for pairs: [Pair]) -> Key {
    var key = Key()
    if pairs.contains(where: \.isSignificant) {
      key.items.append((.shape(.circle, "fill", tone: "s0"), "significant"))
    }
    if pairs.contains(where: { !$0.isSignificant }) {
      key.items.append((.shape(.circle, "hollow", tone: "muted"), "not significant"))
    }
    if margin != nil { key.items.append((.patch("band", tone: "muted"), "too small to matter")) }
    return key
  }

  /// The shaded margin, and which side of 0 says what.
  private func drawGround(_ layout: RowLayout, _ scale: Scale, on canvas: inout Canvas) {
    let plot = layout.plot
    if let margin {
      canvas.group("muted") {
        $0.rectangle(
          Area(left: scale(-margin), top: plot.top, right: scale(margin), bottom: plot.bottom),
          "zone")
      }
    }
    // Each side is named where its name fits.
    let zero = scale(0)
    for (text, anchor, room) in [
      ("← b better", TextAnchor.end, zero - plot.left), ("a better →", .start, plot.right - zero),
    ] where TextMeasure.width(of: text, style: .axis) + 6 <= room {
      canvas.text(
        text, anchor == .end ? zero - 6 : zero + 6, layout.hintBaseline, .axis, anchor: anchor)
    }
  }
}
