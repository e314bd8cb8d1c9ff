/// The ranks of some numbers, from 1 for the smallest; numbers that tie share the mean of theirs.
package func midRanks(_ values: [Double], ties rule: TieRule) -> [Double] {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var ranks = Array(repeating: 0.0, count: values.count)
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, rule.difference(values[order[end]], values[order[start]]) == 0 {
      end += 1
    }
    for place in start..<end { ranks[order[place]] = Double(start + 1 + end) / 2 }
    start = end
  }
  return ranks
}
