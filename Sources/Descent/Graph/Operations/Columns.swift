/// Arithmetic on matrices whose columns have numbers of their own, such as means.
///
/// Columns go side by side in vectors, the last of which may overlap the one before: so no result may lie where
/// an operand does.
struct Columns<T: RealScalar> {
  let rows: Int
  let count: Int
  private let ones: UnsafeMutablePointer<T>
  private let zeros: UnsafeMutablePointer<T>

  init(rows: Int, count: Int, _ arena: Arena<T>) {
    self.rows = rows
    self.count = count
    ones = arena.allocate(count)
    ones.update(repeating: 1, count: count)
    zeros = arena.allocate(count)
  }

  // MARK: - Sums

  /// sums ← Σᵢ aᵢ, over the rows of a.
  func sum(_ a: UnsafePointer<T>, into sums: UnsafeMutablePointer<T>) {
    sum(a, ones, stride: 0, into: sums)
  }

  /// sums ← Σᵢ aᵢ ∘ bᵢ, over the rows of both.
  func sum(
    _ a: UnsafePointer<T>, times b: UnsafePointer<T>, into sums: UnsafeMutablePointer<T>
  ) {
    sum(a, b, stride: count, into: sums)
  }

  /// sums ← Σᵢ aᵢ ∘ bᵢ, where `stride` leads from a row of b to the next.
  private func sum(
    _ a: UnsafePointer<T>, _ b: UnsafePointer<T>, stride: Int,
    into sums: UnsafeMutablePointer<T>
  ) {
    switch count {
    case 16...: sum(a, b, stride: stride, into: sums, by: SIMD16<T>.self)
    case 4...: sum(a, b, stride: stride, into: sums, by: SIMD4<T>.self)
    default:
      for j in 0..<count {
        sums[j] = blockwise(from: T(0), +) { row in
          a[row * count + j] * b[row * stride + j]
        }
      }
    }
  }

  @inline(__always)
  private func sum<Vector: SIMD>(
    _ a: UnsafePointer<T>, _ b: UnsafePointer<T>, stride: Int,
    into sums: UnsafeMutablePointer<T>, by type: Vector.Type
  ) where Vector.Scalar == T {
    for j in starts(of: type) {
      let result = blockwise(from: Vector.zero, +) { row in
        load(a + row * count + j, type) * load(b + row * stride + j, type)
      }
      store(result, at: sums + j)
    }
  }

  /// A sum over the rows in blocks, and then over the blocks, so that rounding errors stay small in long
  /// columns.
  @inline(__always)
  private func blockwise<Number>(
    from zero: Number, _ add: (Number, Number) -> Number, of term: (_ row: Int) -> Number
  ) -> Number {
    var total = zero
    for start in stride(from: 0, to: rows, by: 64) {
      var partial = zero
      for row in start..<min(start + 64, rows) { partial = add(partial, term(row)) }
      total = add(total, partial)
    }
    return total
  }

  // MARK: - Combinations

  /// result ← shift + p ∘ a + q ∘ b, row by row, where shift, p and q are rows.
  func combine(
    _ a: UnsafePointer<T>, times p: UnsafePointer<T>, _ b: UnsafePointer<T>,
    times q: UnsafePointer<T>, plus shift: UnsafePointer<T>, into result: UnsafeMutablePointer<T>
  ) {
    switch count {
    case 16...: combine(a, p, b, q, shift, into: result, by: SIMD16<T>.self)
    case 4...: combine(a, p, b, q, shift, into: result, by: SIMD4<T>.self)
    default:
      for row in 0..<rows {
        for j in 0..<count {
          let place = row * count + j
          result[place] = shift[j] + p[j] * a[place] + q[j] * b[place]
        }
      }
    }
  }

  @inline(__always)
  private func combine<Vector: SIMD>(
    _ a: UnsafePointer<T>, _ p: UnsafePointer<T>, _ b: UnsafePointer<T>, _ q: UnsafePointer<T>,
    _ shift: UnsafePointer<T>, into result: UnsafeMutablePointer<T>, by type: Vector.Type
  ) where Vector.Scalar == T {
    for j in starts(of: type) {
      let (p, q, shift) = (load(p + j, type), load(q + j, type), load(shift + j, type))
      for row in 0..<rows {
        let place = row * count + j
        store(shift + p * load(a + place, type) + q * load(b + place, type), at: result + place)
      }
    }
  }

  /// result ← shift + p ∘ a, row by row, where shift and p are rows; p is 1 where none is given.
  func combine(
    _ a: UnsafePointer<T>, times p: UnsafePointer<T>? = nil, plus shift: UnsafePointer<T>,
    into result: UnsafeMutablePointer<T>
  ) {
    combine(a, times: p ?? UnsafePointer(ones), a, times: zeros, plus: shift, into: result)
  }

  // MARK: - Vectors

  /// The first columns of the vectors.
  @inline(__always)
  private func starts<Vector: SIMD>(
    of type: Vector.Type
  ) -> LazyMapSequence<StrideTo<Int>, Int> {
    let last = count - Vector.scalarCount
    return stride(from: 0, to: count, by: Vector.scalarCount).lazy.map { min($0, last) }
  }

  @inline(__always)
  private func load<Vector: SIMD>(_ numbers: UnsafePointer<T>, _ type: Vector.Type) -> Vector {
    UnsafeRawPointer(numbers).loadUnaligned(as: type)
  }

  @inline(__always)
  private func store<Vector: SIMD>(_ vector: Vector, at numbers: UnsafeMutablePointer<T>) {
    UnsafeMutableRawPointer(numbers).storeBytes(of: vector, as: Vector.self)
  }
}
