import DescentFigures
import Testing

@Suite("The colors") struct PaletteTests {
  static let palettes = [Palette.light, .dark]

  @Test("have the contrast ratios of the standard") func contrast() {
    let (black, white) = (Color(0x000000), Color(0xFFFFFF))
    #expect(abs(black.contrast(with: white) - 21) < 1e-9)
    // The lightest grey that passes on white, as WCAG's own checkers say.
    #expect(abs(Color(0x767676).contrast(with: white) - 4.54) < 0.005)
    #expect(Color(0x00FF7F).css == "#00ff7f")
  }

  @Test("of marks can be told from the ground: 3 : 1", arguments: palettes)
  func marks(of palette: Palette) {
    #expect(palette.series.count == Series.count)
    for color in palette.series + [palette.alarm] {
      #expect(color.contrast(with: palette.ground) >= 3, "\(color.css)")
    }
  }

  @Test("of text can be read: 4.5 : 1", arguments: palettes)
  func text(of palette: Palette) {
    for color in [palette.ink, palette.muted, palette.alarm] {
      #expect(color.contrast(with: palette.ground) >= 4.5, "\(color.css)")
    }
    for color in palette.sequential.colors + palette.diverging.colors {
      #expect(color.contrast(with: ColorRamp.ink(on: color)) >= 4.5, "\(color.css)")
    }
    #expect(palette.muted.contrast(with: palette.grid) >= 4.5)
  }

  @Test("of a ramp rise in lightness, or part from the middle", arguments: palettes)
  func ramps(of palette: Palette) {
    let sequential = palette.sequential.colors.map(\.luminance)
    #expect(sequential.count == ColorRamp.count)
    #expect(zip(sequential, sequential.dropFirst()).allSatisfy { $0 < $1 })
    #expect(Set(palette.diverging.colors).count == ColorRamp.count)
  }

  @Test(
    "of a value follow its place in the range",
    arguments: [(0.0, 0), (1, 14), (0.5, 7), (-3, 0), (9, 14), (.nan, 7)])
  func step(value: Double, step: Int) {
    #expect(ColorRamp.step(of: value, in: 0...1) == step)
  }

  @Test("of an empty range are the middle one") func emptyRange() {
    #expect(ColorRamp.step(of: 2, in: 2...2) == 7)
  }
}
