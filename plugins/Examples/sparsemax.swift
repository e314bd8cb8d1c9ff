import Descent

/// A competition within each row: softmax whose losers get exactly 0.
///
///     p = argmin ‖p − z‖ over p ≥ 0, Σⱼ pⱼ = 1          pᵢ = max(zᵢ − τ, 0)
///
/// τ is found by leaving out, again and again, the numbers that lie below the mean excess of the others
/// (Michelot 1986): no sorting, and at most as many rounds as there are columns. The largest number is
/// subtracted first, so that nothing is lost far from 0. The derivative is that of the linear piece that
/// holds the row; a row of one column gives 1.
///
/// Martins and Astudillo 2016, *From Softmax to Sparsemax* (arXiv:1602.02068).
struct Sparsemax: RowActivation {
  static let name = "sparsemax"
  static let summary = "Softmax whose losers get exactly 0"
  static let formula = "p_i = max(z_i - tau, 0) with sum_i p_i = 1"
  static let reference = "Martins, Astudillo 2016, From Softmax to Sparsemax"

  func activate<T: Scalar>(_ row: Span<T>, into result: inout MutableSpan<T>) {
    var largest = row[0]
    for i in row.indices { largest = row[i] > largest ? row[i] : largest }
    var (sum, winners): (T, Int) = (0, row.count)
    for i in row.indices { sum += row[i] - largest }
    var threshold = (sum - 1) / T(Double(winners))
    while true {
      var (rest, count): (T, Int) = (0, 0)
      for i in row.indices where row[i] - largest >= threshold {
        rest += row[i] - largest
        count += 1
      }
      if count == 0 || count >= winners { break }
      winners = count
      threshold = (rest - 1) / T(Double(count))
    }
    for i in row.indices {
      let excess = row[i] - largest - threshold
      result[i] = excess < 0 ? 0 : excess
    }
  }
}

let components: [any Component.Type] = [Sparsemax.self]
