/// What was claimed and what was seen: the interval of each hypothesis against its margin.
///
/// The hypotheses have different units, so every row has a scale of its own.
package struct HypothesisStrip: Figure {
  package var rows: [Row]
  package var headers: [String]

  package struct Row: Sendable {
    package var name: String
    package var verdict: Verdict
    /// Turned so that a larger value supports the claim; an open end reaches out of the row.
    package var observed: Estimate?
    package var claim: Claim
    /// Whether 0 is no difference; a threshold has no such place.
    package var hasZero: Bool
    package var cells: [String]
    package var mark: Mark

    package init(
      _ name: String, verdict: Verdict, observed: Estimate?, claim: Claim, hasZero: Bool = true,
      cells: [String] = [], mark: Mark
    ) {
      self.name = name
      self.verdict = verdict
      self.observed = observed
      self.claim = claim
      self.hasZero = hasZero
      self.cells = cells
      self.mark = mark
    }
  }

  package enum Verdict: Sendable {
    case supported, notSupported, inconclusive
  }

  /// Where the interval must lie.
  package enum Claim: Sendable {
    case above(Double)
    /// Within so much of 0.
    case within(Double)
  }

  package init(rows: [Row], headers: [String] = []) {
    self.rows = rows
    self.headers = headers
  }

  package func draw(on canvas: inout Canvas) {
    let key = Key(items: [
      (.patch("band", tone: "s2"), "claimed"), (.stroke("rule", tone: "muted"), "no difference"),
      (.shape(.circle, "fill", tone: "s2"), "supported"),
      (.shape(.circle, "fill", tone: "s5"), "not supported"),
      (.shape(.circle, "hollow", tone: "muted"), "inconclusive"),
    ])
    let layout = RowLayout(
      rows.map { .row(cells: $0.cells) }, names: { RowNames(rows.map(\.name), fitting: $0) },
      headers: headers, width: canvas.width,
      top: key.draw(on: &canvas, top: 0))
    layout.drawTexts(on: &canvas)
    for (row, middle) in zip(rows, layout.middles) {
      canvas.mark(row.mark, "row") { draw(row, at: middle, in: layout, on: &$0) }
    }
    canvas.height = layout.bottom + 4
  }

  private func draw(
    _ row: Row, at y: Double, in layout: RowLayout, on canvas: inout Canvas
  ) {
    let axis = Axis("")
    let values = row.claim.ends + (row.observed?.known ?? [])
    let domain = axis.extent(of: [], including: values + (row.hasZero ? [0] : []))
    let scale = layout.scale(axis, domain)
    if let claimed = row.claim.range(in: domain) {
      let area = Area(
        left: scale(claimed.lowerBound), top: y - 8, right: scale(claimed.upperBound), bottom: y + 8
      )
      canvas.group("s2") { $0.rectangle(area, "band") }
    }
    canvas.line(layout.plot.left, y + 8, layout.plot.right, y + 8, "rule grid")
    if row.hasZero { canvas.line(scale(0), y - 8, scale(0), y + 8, "rule muted") }
    guard var observed = row.observed, observed.value.isFinite else { return }
    // An open end is drawn as an arrow at the end of the row.
    if observed.lower != nil || observed.upper != nil {
      observed.lower = observed.lower ?? -.greatestFiniteMagnitude
      observed.upper = observed.upper ?? .greatestFiniteMagnitude
    }
    canvas.group(row.verdict.tone) {
      $0.estimate(observed, scale, at: y, style: row.verdict == .inconclusive ? "hollow" : "fill")
    }
  }
}

extension HypothesisStrip.Claim {
  fileprivate var ends: [Double] {
    switch self {
    case .above(let margin): [margin].filter(\.isFinite)
    case .within(let margin): [-margin, margin].filter(\.isFinite)
    }
  }

  /// The stretch of a row in which the interval must lie; nil without a margin.
  fileprivate func range(in domain: ClosedRange<Double>) -> ClosedRange<Double>? {
    guard let least = ends.min(), let most = ends.max() else { return nil }
    switch self {
    case .above: return min(least, domain.upperBound)...domain.upperBound
    case .within: return least...most
    }
  }
}

extension HypothesisStrip.Verdict {
  fileprivate var tone: String {
    switch self {
    case .supported: "s2"
    case .notSupported: "s5"
    case .inconclusive: "muted"
    }
  }
}
