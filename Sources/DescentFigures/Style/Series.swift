/// How the series of a number is told from the others: by color, by dash and by marker.
package struct Series: Hashable, Sendable {
  package let index: Int

  /// - Parameter number: From 0; the styles repeat after eight.
  package init(_ number: Int) { index = (number % Self.count + Self.count) % Self.count }

  /// As many as there are colors.
  package static let count = 8

  /// The class that gives the color, and the dash of `line`.
  var name: String { "s\(index)" }

  var shape: Shape {
    [.circle, .square, .triangle, .diamond, .inverted, .hexagon, .star, .bar][index]
  }

  /// The rules that give each series' lines their dash.
  static let dashes = ["", "7 3", "2 2.5", "9 3 2 3", "4 2", "12 4", "6 2 2 2 2 2", "1.5 4"]
    .enumerated().filter { !$0.element.isEmpty }
    .map { ".figure .s\($0.offset) .line { stroke-dasharray: \($0.element); }" }
    .joined(separator: "\n")
}
