/// The batches of an epoch: the training part's rows in a random order, gathered into a plan's input,
/// and what the network made of each while its weights still changed.
final class Batches {
  private let part: Dataset.Part
  private let inputs: Int
  private let outputs: Int
  let rows: Int
  private let order: UnsafeMutableBufferPointer<Int>
  /// The last layer's pre-activations of the epoch's batches, in their order.
  private let seen: UnsafeMutablePointer<Float>
  private let arena = Arena<Float>()

  init(_ part: Dataset.Part, inputs: Int, outputs: Int) {
    self.part = part
    self.inputs = inputs
    self.outputs = outputs
    rows = part.count
    order = .allocate(capacity: rows)
    _ = order.initialize(from: 0..<rows)
    seen = arena.allocate(rows * outputs)
  }

  deinit { order.deallocate() }

  /// Draws the order of the next epoch.
  func shuffle(_ random: inout RandomStream) { random.shuffle(order) }

  /// Copies the rows from `start` on into the buffers, which take one batch.
  func gather(from start: Int, into input: Tensor<Float>, _ target: Tensor<Float>) {
    gather(part.inputs, columns: inputs, from: start, into: input)
    gather(part.targets, columns: outputs, from: start, into: target)
  }

  private func gather(_ values: [Float], columns: Int, from start: Int, into batch: Tensor<Float>) {
    values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      for row in 0..<batch.rows {
        copy(values + order[start + row] * columns, to: batch.value + row * columns, columns)
      }
    }
  }

  /// Copies a row by vectors, the last of which may overlap: rows are too short for a call that copies.
  @inline(__always)
  private func copy(
    _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    func move<Vector: BitwiseCopyable>(_ type: Vector.Type, _ place: Int) {
      let vector = UnsafeRawPointer(source + place).loadUnaligned(as: type)
      UnsafeMutableRawPointer(target + place).storeBytes(of: vector, as: type)
    }
    if count >= 16 {
      for place in stride(from: 0, to: count - 16, by: 16) { move(SIMD16<Float>.self, place) }
      move(SIMD16<Float>.self, count - 16)
    } else if count >= 4 {
      for place in stride(from: 0, to: count - 4, by: 4) { move(SIMD4<Float>.self, place) }
      move(SIMD4<Float>.self, count - 4)
    } else {
      for j in 0..<count { target[j] = source[j] }
    }
  }

  /// Remembers the last layer's pre-activations of the batch that was gathered from `start` on.
  func keep(_ preactivations: Tensor<Float>, from start: Int) {
    (seen + start * outputs).update(from: preactivations.value, count: preactivations.count)
  }

  /// The predictions that were kept in this epoch, in the order of the part's rows.
  func predictions(_ activation: ActivationKernel<Float>) -> [Float] {
    let values = rows * outputs
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: values) { activated in
      guard let activated = activated.baseAddress else { return [] }
      activation.forward(seen, activated, nil, rows, outputs)
      return [Float](unsafeUninitializedCapacity: values) { result, count in
        count = values
        guard let result = result.baseAddress else { return }
        for (place, row) in order.enumerated() {
          copy(activated + place * outputs, to: result + row * outputs, outputs)
        }
      }
    }
  }
}
