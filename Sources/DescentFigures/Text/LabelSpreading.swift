/// Moves labels apart that would cover each other, by as little as possible.
///
/// The labels come in any order, which the result keeps. The gap is between two middles; labels for
/// which there is no room share what there is.
package func spread(_ wanted: [Double], gap: Double, within bounds: ClosedRange<Double>) -> [Double]
{
  let room = (bounds.upperBound - bounds.lowerBound) / Double(max(wanted.count - 1, 1))
  let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
  let placed = spread(
    order.map { wanted[$0] }, offsets: order.indices.map { Double($0) * min(gap, room) },
    within: bounds)
  var result = wanted
  for (index, position) in zip(order, placed) { result[index] = position }
  return result
}

/// Positions that keep an order and distances, as near in weighted squares to wanted ones as possible.
///
/// With oᵢ the least distance of the i-th from the first, zᵢ = yᵢ − oᵢ must not fall. The closest such
/// z is found by pooling neighbours that fall into their mean, and is then held within the bounds.
/// Without weights all count the same.
///
/// Pool adjacent violators: [Ayer et al. 1955](https://doi.org/10.1214/aoms/1177728423).
package func spread(
  _ wanted: [Double], offsets: [Double], weights: [Double]? = nil,
  within bounds: ClosedRange<Double>
) -> [Double] {
  var blocks: [(mean: Double, weight: Double, count: Int)] = []
  for (index, (position, offset)) in zip(wanted, offsets).enumerated() {
    var block = (mean: position - offset, weight: weights?[index] ?? 1, count: 1)
    while let last = blocks.last, last.mean > block.mean {
      blocks.removeLast()
      let weight = last.weight + block.weight
      let sum = last.mean * last.weight + block.mean * block.weight
      block = (sum / weight, weight, last.count + block.count)
    }
    blocks.append(block)
  }
  let highest = max(bounds.upperBound - (offsets.last ?? 0), bounds.lowerBound)
  let pooled = blocks.flatMap { block in
    repeatElement(min(max(block.mean, bounds.lowerBound), highest), count: block.count)
  }
  return zip(pooled, offsets).map { $0 + $1 }
}
