/// At most as many points of a line, so chosen that it looks the same.
///
/// The first and the last point stay, and of each of equal runs of points between them the lowest and
/// the highest, in their order.
package func decimated(_ points: [Point], to limit: Int = 300) -> [Point] {
  guard points.count > max(limit, 4), let first = points.first, let last = points.last else {
    return points
  }
  let inner = points[1..<(points.count - 1)]
  let buckets = max(1, (limit - 2) / 2)
  var kept = [first]
  for bucket in 0..<buckets {
    let low = inner.startIndex + inner.count * bucket / buckets
    let high = inner.startIndex + inner.count * (bucket + 1) / buckets
    guard let lowest = (low..<high).min(by: { points[$0].y < points[$1].y }),
      let highest = (low..<high).max(by: { points[$0].y < points[$1].y })
    else { continue }
    kept.append(points[min(lowest, highest)])
    if lowest != highest { kept.append(points[max(lowest, highest)]) }
  }
  kept.append(last)
  return kept
}
