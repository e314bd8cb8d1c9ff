/// The colors of a theme.
///
/// Every mark has a contrast of 3 : 1 with the ground, every text 4.5 : 1.
package struct Palette: Sendable {
  package let ground: Color
  /// Names and values.
  package let ink: Color
  /// Axes' labels, and what is said by the way.
  package let muted: Color
  /// Grid lines, which need not be seen.
  package let grid: Color
  /// What went wrong: failed runs, vanishing gradients.
  package let alarm: Color
  /// The series, by number.
  package let series: [Color]
  /// From low to high values.
  package let sequential: ColorRamp
  /// From negative to positive values, with 0 in the middle.
  package let diverging: ColorRamp

  /// On white: the colors of Okabe and Ito, the four light ones darkened until they can be seen.
  ///
  /// [Okabe and Ito 2008](https://jfly.uni-koeln.de/color/); amber in place of yellow, as in R ≥ 4.
  package static let light = Palette(
    ground: Color(0xFFFFFF), ink: Color(0x1B1F24), muted: Color(0x5F6872), grid: Color(0xE4E7EA),
    alarm: Color(0xC2281D),
    series: [
      0x0072B2, 0xC98500, 0x009E73, 0xC56FA0, 0x2E9AD6, 0xD55E00, 0x8F7A00, 0x000000,
    ].map(Color.init),
    sequential: .viridis, diverging: .blueOrange(middle: Color(0xF5F5F3)))

  /// On near-black: the same hues, the dark ones lightened.
  package static let dark = Palette(
    ground: Color(0x14171A), ink: Color(0xE9ECEF), muted: Color(0x9BA5AE), grid: Color(0x2C3238),
    alarm: Color(0xFF6B5E),
    series: [
      0x3D9BDB, 0xE69F00, 0x1DB489, 0xDA8DB8, 0x7CCBF5, 0xEE7A2A, 0xF5C710, 0xF2F2F2,
    ].map(Color.init),
    sequential: .viridis, diverging: .blueOrange(middle: Color(0x2A2F35)))
}
