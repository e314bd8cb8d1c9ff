import Foundation

/// An opaque sRGB color.
package struct Color: Hashable, Sendable {
  /// Red, green and blue, from 0 to 255.
  package let components: SIMD3<Double>

  /// - Parameter hex: `0xRRGGBB`.
  package init(_ hex: Int) {
    components = [Double(hex >> 16 & 255), Double(hex >> 8 & 255), Double(hex & 255)]
  }

  private init(components: SIMD3<Double>) {
    self.components = components.rounded(.toNearestOrAwayFromZero)
  }

  /// The color that lies a share of the way to another, per channel.
  package func mixed(with other: Color, share: Double) -> Color {
    Color(components: components + (other.components - components) * share)
  }

  /// The color as CSS writes it: `#0072b2`.
  package var css: String {
    let digits = (0..<3).map { index in
      let text = String(Int(components[index]), radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    return "#" + digits.joined()
  }

  /// The relative luminance, 0 for black and 1 for white (WCAG 2.1).
  package var luminance: Double {
    let weights: SIMD3<Double> = [0.2126, 0.7152, 0.0722]
    return (0..<3).reduce(0) { sum, index in
      let share = components[index] / 255
      let linear = share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      return sum + weights[index] * linear
    }
  }

  /// The contrast ratio of two colors, from 1 to 21 (WCAG 2.1).
  ///
  ///     (L₁ + 0.05) / (L₂ + 0.05)    with L₁ the lighter one's luminance
  package func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}
