/// What a run's network makes of the plane of its two inputs: the row of `surfaces` in the store.
///
/// A prediction for each cell of a square grid over the plane, in one byte. Of C classes it holds the
/// predicted one and one of ⌊256 / C⌋ steps of its probability from 1/C to 1; of numbers one of 256 steps
/// from the lowest to the highest of them.
public struct SurfaceRow: Sendable, Equatable {
  public var plane: Plane
  /// The range of the predicted numbers; nil for classes.
  public let range: ClosedRange<Double>?
  /// Row by row from the lowest y, each from the lowest x.
  private let cells: [UInt8]

  /// The two inputs, and where the training rows lie: alike for all runs on the same data and split.
  public struct Plane: Sendable, Equatable {
    public var x: Axis
    public var y: Axis
    /// The names of the classes in their order; empty for numbers.
    public var classes: [String]
    /// The first training rows.
    public var points: [Point]

    public init(x: Axis, y: Axis, classes: [String], points: [Point]) {
      self.x = x
      self.y = y
      self.classes = classes
      self.points = points
    }
  }

  /// An input.
  public struct Axis: Sendable, Equatable {
    public var name: String
    /// What the grid spans of it, in its own units.
    public var range: ClosedRange<Double>

    public init(name: String, range: ClosedRange<Double>) {
      self.name = name
      self.range = range
    }
  }

  /// A training row, in the units of its columns.
  public struct Point: Sendable, Equatable {
    public var x: Float
    public var y: Float
    /// The place of its class, or the number to be predicted.
    public var target: Float

    public init(x: Float, y: Float, target: Float) {
      self.x = x
      self.y = y
      self.target = target
    }
  }

  /// What is predicted in one cell.
  public enum Prediction: Sendable, Equatable {
    /// The place of the class among the plane's, and its probability.
    case classified(Int, probability: Double)
    case number(Double)
  }

  /// A surface in bytes; nil for more than 64 classes, of which a byte has no room for probabilities.
  ///
  /// - Parameters:
  ///   - plane: The inputs and the training rows.
  ///   - classes: The predicted class of each cell; empty for numbers.
  ///   - values: The probability of the cell's class, or the predicted number.
  public init?(_ plane: Plane, classes: [Int], values: [Float]) {
    self.plane = plane
    if let steps = Self.steps(of: plane) {
      guard plane.classes.count <= 64 else { return nil }
      let lowest = 1 / Double(plane.classes.count)
      range = nil
      cells = zip(classes, values).map { place, value in
        UInt8(place * steps) + Self.step(Double(value), lowest...1, of: steps)
      }
    } else {
      let range = Double(values.min() ?? 0)...Double(values.max() ?? 0)
      self.range = range
      cells = values.map { Self.step(Double($0), range, of: 256) }
    }
  }

  /// The cells along each input.
  public var side: Int { Int(Double(cells.count).squareRoot()) }

  /// The prediction of each cell, row by row from the lowest y, each from the lowest x.
  public var predictions: [Prediction] {
    if let range { return cells.map { .number(Self.value(Int($0), range, of: 256)) } }
    guard let steps = Self.steps(of: plane) else { return [] }
    let lowest = 1 / Double(plane.classes.count)
    return cells.map { cell in
      let (place, step) = Int(cell).quotientAndRemainder(dividingBy: steps)
      return .classified(place, probability: Self.value(step, lowest...1, of: steps))
    }
  }

  /// How many probabilities a byte can hold of each class; nil for numbers.
  private static func steps(of plane: Plane) -> Int? {
    plane.classes.isEmpty ? nil : 256 / plane.classes.count
  }

  private static func step(_ value: Double, _ range: ClosedRange<Double>, of steps: Int) -> UInt8 {
    let width = range.upperBound - range.lowerBound
    guard width > 0 else { return 0 }
    let share = min(max((value - range.lowerBound) / width, 0), 1)
    return UInt8((share * Double(steps - 1)).rounded())
  }

  private static func value(_ step: Int, _ range: ClosedRange<Double>, of steps: Int) -> Double {
    range.lowerBound + Double(step) / Double(steps - 1) * (range.upperBound - range.lowerBound)
  }
}

// MARK: - Bytes

extension SurfaceRow: SharedRow {
  static let table = "surfaces"

  /// The plane, which is that of all runs on the same data and split.
  var common: [UInt8] {
    var writer = ByteWriter()
    for axis in [plane.x, plane.y] {
      writer.write(axis.name)
      axis.range.write(to: &writer)
    }
    writer.write(plane.classes) { $1.write($0) }
    writer.write(plane.points) { point, writer in
      writer.write(float: point.x)
      writer.write(float: point.y)
      writer.write(float: point.target)
    }
    return writer.bytes
  }

  /// The cells, behind their range where they are numbers.
  var own: [UInt8] {
    var writer = ByteWriter()
    range?.write(to: &writer)
    writer.write(cells)
    return writer.bytes
  }

  init(common: [UInt8], own: [UInt8]) throws {
    var reader = ByteReader(common)
    plane = Plane(
      x: Axis(name: try reader.value(), range: try ClosedRange(from: &reader)),
      y: Axis(name: try reader.value(), range: try ClosedRange(from: &reader)),
      classes: try reader.list { try $0.value() },
      points: try reader.list {
        Point(x: try $0.float(), y: try $0.float(), target: try $0.float())
      })
    reader = ByteReader(own)
    range = plane.classes.isEmpty ? try ClosedRange(from: &reader) : nil
    cells = try reader.value()
    let classes = plane.classes.count
    guard classes <= 64, let highest = cells.max(), side * side == cells.count,
      classes == 0 || Int(highest) < classes * (256 / classes)
    else { throw ColumnError("the cells of a surface do not fit its plane") }
  }
}

extension ClosedRange<Double> {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(lowerBound)
    writer.write(upperBound)
  }

  fileprivate init(from reader: inout ByteReader) throws {
    let (lower, upper): (Double, Double) = (try reader.value(), try reader.value())
    guard lower <= upper else { throw ColumnError("a range ends before it begins") }
    self = lower...upper
  }
}
