/// Something drawn in a panel of a chart.
enum Layer: Sendable {
  /// A stretch of one of the axes; nil reaches over the whole panel.
  case zone(x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil, tone: String)
  /// A height that lines are compared with.
  case rule(y: Double, label: String)
  /// From a lower to an upper line.
  case band([(x: Double, lower: Double, upper: Double)], Series)
  /// One or several lines that stand for the same.
  case lines([[Point]], Series, Weight, Mark)
  case marker(Marker, Mark)
  /// A word beside a point, where there is room for it.
  case note(String, Point, tone: String)
  /// The name of a line, which ends at the point.
  case name(String, Point, Series)

  /// How much a line says.
  enum Weight: String {
    /// One of many, behind.
    case thin = "line thin"
    case bold = "line"
    /// Without the dash of its series, beside a dashed one.
    case solid = "line solid"
    /// A second quantity of the same series.
    case dashed = "line dashed"
    /// The front of a scatter.
    case front = "rule"
  }

  var horizontalValues: [Double] {
    switch self {
    case .band(let points, _): points.map(\.x)
    case .lines(let lines, _, _, _): lines.joined().map(\.x)
    case .marker(let marker, _): [marker.point.x]
    case .name(_, let point, _): [point.x]
    case .zone, .rule, .note: []
    }
  }

  /// The points whose heights the axis should show.
  var points: [Point] {
    switch self {
    case .band(let points, _):
      points.flatMap { [Point($0.x, $0.lower), Point($0.x, $0.upper)] }
    case .lines(let lines, _, _, _): Array(lines.joined())
    // A failed run stands at a score that it did not reach.
    case .marker(let marker, _): marker.shape == .cross ? [] : [marker.point]
    case .zone, .rule, .name, .note: []
    }
  }
}
