/// A sign at a point.
struct Marker: Sendable {
  var point: Point
  var shape: Shape
  /// The class that says how the color is used: `fill`, `hollow`, `cross`.
  var style = "fill"
  /// The class of its color.
  var tone: String
  var radius = 4.0

  /// The most markers of a figure that are drawn one by one.
  static let most = 400
}

extension Canvas {
  /// Draws markers that were placed on the canvas.
  ///
  /// Each stands for its own, unless there are too many: then those that look the same are one path.
  mutating func markers(_ markers: [(marker: Marker, mark: Mark)], areMerged: Bool) {
    guard areMerged else {
      for (marker, mark) in markers {
        self.mark(mark, marker.tone) {
          $0.shape(
            marker.shape, marker.point.x, marker.point.y, radius: marker.radius, marker.style)
        }
      }
      return
    }
    var paths: [[String]: Path] = [:]
    for (marker, _) in markers {
      paths[[marker.tone, marker.style], default: Path()]
        .append(marker.shape.path(marker.point.x, marker.point.y, radius: marker.radius))
    }
    for (names, path) in paths.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      group(names[0]) { $0.path(path, names[1]) }
    }
  }
}
