/// The division of a table's rows into parts.
public enum Split {
  /// The rows of each part, each in the table's order.
  ///
  /// With classes it is stratified: the shuffled rows of every class are spread evenly over a line, the
  /// lines are merged, and the merged line is cut. So the parts have exactly the sizes that the shares
  /// ask for, and every part its share of every class, to within one row where classes are few or
  /// alike. Many classes of the same few rows round alike, and a common class makes up for them: its
  /// count is off by less than 1 + classes · (its share of the table).
  ///
  /// - Parameters:
  ///   - rows: How many there are.
  ///   - shares: Sum to 1.
  ///   - classes: The class of each row, or its combination of labels; nil for a plain random split.
  ///   - random: Decides which row goes where.
  /// - Returns: A list of rows for each share.
  public static func assign(
    rows: Int, shares: [Double], classes: [Int]?, random: inout RandomStream
  ) -> [[Int]] {
    var line = Array(0..<rows)
    random.shuffle(&line)
    if let classes {
      var size: [Int: Int] = [:]
      for row in line { size[classes[row], default: 0] += 1 }
      var seen: [Int: Int] = [:]
      let places = line.map { row -> Double in
        let group = classes[row]
        let place = (Double(seen[group, default: 0]) + 0.5) / Double(size[group] ?? 1)
        seen[group, default: 0] += 1
        return place
      }
      let order = line.indices.sorted { (places[$0], $0) < (places[$1], $1) }
      line = order.map { line[$0] }
    }
    var parts: [[Int]] = []
    var (start, share) = (0, 0.0)
    for (index, size) in shares.enumerated() {
      share += size
      let end = index == shares.count - 1 ? rows : Int((Double(rows) * share).rounded())
      parts.append(line[start..<Swift.max(start, end)].sorted())
      start = Swift.max(start, end)
    }
    return parts
  }
}
