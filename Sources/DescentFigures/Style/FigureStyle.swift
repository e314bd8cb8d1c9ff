/// The style of every figure: colors, strokes and fonts by class.
///
/// Colors are written out, once for each theme, so that programs that know neither variables nor
/// themes draw the light one. A class such as `s1` gives a color, one such as `line` says how it is
/// used.
package enum FigureStyle {
  /// The style sheet, for a page or a file.
  package static let css = """
    \(shape)
    \(colors(of: .light))
    @media screen and (prefers-color-scheme: dark) {
    \(colors(of: .dark))
    }

    """

  /// The families of fonts, whose letters are as wide as ``TextMeasure`` says.
  private static let fonts = #"Helvetica, Arial, "Liberation Sans", "Nimbus Sans", sans-serif"#

  private static let shape = """
    .figure { font-family: \(fonts); max-width: 100%; height: auto; }
    .figure text { fill: currentColor; stroke: none; }
    \(TextStyle.allCases.map(\.css).joined(separator: "\n"))
    .figure .line { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; }
    .figure .thin { stroke-width: 0.75; stroke-opacity: 0.45; }
    .figure .rule { fill: none; stroke: currentColor; stroke-width: 1; }
    .figure .thick { stroke-width: 3; }
    .figure .dotted { stroke-dasharray: 2 3; }
    .figure .fill { fill: currentColor; stroke: none; }
    .figure .cloud { fill: currentColor; fill-opacity: 0.35; stroke: currentColor; stroke-width: 0.75; }
    .figure .band { fill: currentColor; fill-opacity: 0.16; stroke: none; }
    .figure .zone { fill: currentColor; fill-opacity: 0.07; stroke: none; }
    .figure .cross { fill: none; stroke: currentColor; stroke-width: 1.75; }
    .figure .edge { fill: none; stroke: currentColor; }
    .figure .cell { shape-rendering: crispEdges; }
    .figure .cell.class { fill: currentColor; }
    .figure .p1 { fill-opacity: 0.1; } .figure .p2 { fill-opacity: 0.2; }
    .figure .p3 { fill-opacity: 0.3; } .figure .p4 { fill-opacity: 0.42; }
    \(Series.dashes)
    .figure .line.solid, .figure .line.thin { stroke-dasharray: none; }
    .figure .line.dashed { stroke-width: 1.5; stroke-dasharray: 4 3; }
    """

  private static func colors(of palette: Palette) -> String {
    var rules = [
      ".figure .ground { fill: \(palette.ground.css); stroke: none; }",
      ".figure .hollow { fill: \(palette.ground.css); stroke: currentColor; stroke-width: 1.5; }",
      ".figure .halo { fill: currentColor; stroke: \(palette.ground.css); stroke-width: 1; }",
      ".figure .over { paint-order: stroke; stroke: \(palette.ground.css); stroke-width: 3px; }",
      rule("ink", palette.ink), rule("muted", palette.muted), rule("grid", palette.grid),
      rule("alarm", palette.alarm), rule("empty", palette.muted),
      ".figure .empty .cell { fill: \(palette.grid.css); }",
    ]
    rules += palette.series.enumerated().map { rule("s\($0.offset)", $0.element) }
    for (prefix, ramp) in [("q", palette.sequential), ("d", palette.diverging)] {
      for (step, color) in ramp.colors.enumerated() {
        rules.append(".figure .\(prefix)\(step) .cell { fill: \(color.css); }")
        rules.append(rule("\(prefix)\(step) text", ColorRamp.ink(on: color)))
      }
    }
    return rules.joined(separator: "\n")
  }

  private static func rule(_ name: String, _ color: Color) -> String {
    ".figure .\(name) { color: \(color.css); }"
  }
}
