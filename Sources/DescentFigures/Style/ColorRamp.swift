/// Colors for a range of values, in steps.
package struct ColorRamp: Sendable {
  /// From the lowest to the highest; their count is ``count``.
  package let colors: [Color]

  /// The steps of every ramp; odd, so that one stands for the middle.
  package static let count = 15

  /// - Parameter anchors: Colors at equal distances, which are mixed in between.
  private init(anchors: [Color]) {
    colors = (0..<Self.count).map { step in
      let position = Double(step) / Double(Self.count - 1) * Double(anchors.count - 1)
      let below = min(Int(position), anchors.count - 2)
      return anchors[below].mixed(with: anchors[below + 1], share: position - Double(below))
    }
  }

  /// Viridis, which keeps its order in grey and for color-blind readers.
  ///
  /// [Smith and van der Walt 2015](https://bids.github.io/colormap/), at nine points.
  package static let viridis = ColorRamp(
    anchors: [
      0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725,
    ].map(Color.init))

  /// Blue below, orange above, and what is between them in the color of the middle.
  package static func blueOrange(middle: Color) -> ColorRamp {
    ColorRamp(
      anchors: [Color(0x1F5FA8), Color(0x7FAEDB), middle, Color(0xF0A860), Color(0xB85408)])
  }

  /// The step for a value: the middle one where the range is empty.
  package static func step(of value: Double, in range: ClosedRange<Double>) -> Int {
    let span = range.upperBound - range.lowerBound
    let share = (value - range.lowerBound) / span
    guard share.isFinite else { return count / 2 }
    return Int((min(max(share, 0), 1) * Double(count - 1)).rounded())
  }

  /// Black or white: what can be read on a color.
  package static func ink(on color: Color) -> Color {
    let (black, white) = (Color(0x000000), Color(0xFFFFFF))
    return color.contrast(with: black) >= color.contrast(with: white) ? black : white
  }
}
