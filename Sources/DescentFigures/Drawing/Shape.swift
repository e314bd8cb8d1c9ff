import Foundation

/// The shape of a marker.
enum Shape: Sendable {
  case circle, square, triangle, diamond, inverted, hexagon, star, bar
  /// Arrow heads, which with the triangles point to all sides.
  case left, right
  /// A failed run.
  case cross

  /// Its outline around a point, with about the area of a circle of the radius.
  func path(_ x: Double, _ y: Double, radius: Double) -> Path {
    switch self {
    case .circle: polygon(x, y, corners: 12, radius: radius)
    case .square: polygon(x, y, corners: 4, radius: radius * 1.25, turn: 0.125)
    case .triangle: polygon(x, y, corners: 3, radius: radius * 1.4)
    case .diamond: polygon(x, y, corners: 4, radius: radius * 1.35)
    case .inverted: polygon(x, y, corners: 3, radius: radius * 1.4, turn: 0.5)
    case .left: polygon(x, y, corners: 3, radius: radius * 1.4, turn: -0.25)
    case .right: polygon(x, y, corners: 3, radius: radius * 1.4, turn: 0.25)
    case .hexagon: polygon(x, y, corners: 6, radius: radius * 1.15)
    case .star: polygon(x, y, corners: 10, radius: radius * 1.5, inner: 0.45)
    case .bar:
      rectangle(x - radius * 0.45, y - radius * 1.4, x + radius * 0.45, y + radius * 1.4)
    case .cross: cross(x, y, radius: radius)
    }
  }

  /// Corners on a circle, the first above the middle and moved by `turn` of a circle.
  private func polygon(
    _ x: Double, _ y: Double, corners: Int, radius: Double, turn: Double = 0, inner: Double = 1
  ) -> Path {
    var path = Path()
    path.lines(
      (0..<corners).map { corner in
        let angle = 2 * Double.pi * (Double(corner) / Double(corners) + turn)
        let reach = corner.isMultiple(of: 2) ? radius : radius * inner
        return Point(x + reach * sin(angle), y - reach * cos(angle))
      })
    path.close()
    return path
  }

  private func rectangle(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> Path {
    var path = Path()
    path.lines([Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)])
    path.close()
    return path
  }

  private func cross(_ x: Double, _ y: Double, radius: Double) -> Path {
    var path = Path()
    path.move(to: x - radius, y - radius)
    path.line(to: x + radius, y + radius)
    path.move(to: x - radius, y + radius)
    path.line(to: x + radius, y - radius)
    return path
  }
}
