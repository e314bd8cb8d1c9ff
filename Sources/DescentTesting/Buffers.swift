import Descent

// Kernels work on raw buffers; the laws hand them arrays.

extension ActivationKernel {
  /// The values for a whole buffer.
  func values(_ z: [T], rows: Int, columns: Int) -> [T] {
    run(z, dy: nil, rows: rows, columns: columns).y
  }

  /// The values, and the pullback of `dy`, for a whole buffer.
  func run(_ z: [T], dy: [T]?, rows: Int, columns: Int) -> (y: [T], dz: [T]) {
    var y = Array(repeating: T(0), count: z.count)
    var (slopes, dz) = (y, y)
    z.withBuffer { z in
      y.withMutableBuffer { y in
        slopes.withMutableBuffer { slopes in
          forward(z, y, dy == nil ? nil : slopes, rows, columns)
          guard let dy else { return }
          dy.withBuffer { dy in
            dz.withMutableBuffer { pullback(slopes, dy, $0, rows, columns) }
          }
        }
      }
    }
    return (y, dz)
  }
}

extension LearnedActivationKernel {
  /// The values for a whole buffer, with the same coefficients for all numbers.
  func values(_ z: [T], _ coefficients: [T]) -> [T] {
    run(z, coefficients, withSlopes: false).y
  }

  /// The values, and the derivatives by the numbers and behind them by each coefficient.
  func run(_ z: [T], _ coefficients: [T]) -> (y: [T], slopes: [T]) {
    run(z, coefficients, withSlopes: true)
  }

  private func run(_ z: [T], _ coefficients: [T], withSlopes: Bool) -> (y: [T], slopes: [T]) {
    var y = z
    var slopes = Array(repeating: T(0), count: (1 + coefficients.count) * z.count)
    z.withBuffer { z in
      coefficients.flatMap { Array(repeating: $0, count: y.count) }.withBuffer { coefficients in
        y.withMutableBuffer { [count = y.count] y in
          slopes.withMutableBuffer { run(z, coefficients, y, withSlopes ? $0 : nil, count) }
        }
      }
    }
    return (y, slopes)
  }
}

extension LossKernel {
  /// Each row's loss, and its derivatives where they are wanted, of row-major matrices.
  func run(
    _ predicted: [T], _ expected: [T], rows: Int, columns: Int, withSlopes: Bool
  ) -> (losses: [T], slopes: [T]) {
    func transposed(_ values: [T], rows: Int, columns: Int) -> [T] {
      var result = values
      values.withBuffer { values in
        result.withMutableBuffer { T.transpose(values, rows: rows, columns: columns, into: $0) }
      }
      return result
    }
    var losses = Array(repeating: T(0), count: rows)
    var slopes = Array(repeating: T(0), count: predicted.count)
    transposed(predicted, rows: rows, columns: columns).withBuffer { predicted in
      transposed(expected, rows: rows, columns: columns).withBuffer { expected in
        losses.withMutableBuffer { losses in
          slopes.withMutableBuffer { slopes in
            run(predicted, expected, losses, withSlopes ? slopes : nil, rows, columns)
          }
        }
      }
    }
    return (losses, transposed(slopes, rows: columns, columns: rows))
  }
}

extension RegularizerKernel {
  func value(_ weights: [T]) -> T { weights.withBuffer { value($0, weights.count) } }

  /// `gradient` with the penalty's gradient added.
  func adding(_ weights: [T], to gradient: [T], scale: T) -> [T] {
    var gradient = gradient
    weights.withBuffer { weights in
      gradient.withMutableBuffer { [count = gradient.count] in
        addGradient(weights, $0, scale, count)
      }
    }
    return gradient
  }
}

extension Array {
  func withBuffer<Result>(_ body: (UnsafePointer<Element>) -> Result) -> Result {
    withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("the buffer is empty") }
      return body(base)
    }
  }

  mutating func withMutableBuffer<Result>(
    _ body: (UnsafeMutablePointer<Element>) -> Result
  ) -> Result {
    withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("the buffer is empty") }
      return body(base)
    }
  }
}
