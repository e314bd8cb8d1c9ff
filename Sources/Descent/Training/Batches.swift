/// The batches of an epoch: the training part's rows in a random order, gathered into a plan's input,
/// and what the network made of each while its weights still changed.
struct Batches {
  private let part: Dataset.Part
  private let inputs: Int
  private let outputs: Int
  private var order: [Int]
  /// The last layer's pre-activations of the epoch's batches, in their order.
  private var seen: [Float]

  init(_ part: Dataset.Part, inputs: Int, outputs: Int) {
    self.part = part
    self.inputs = inputs
    self.outputs = outputs
    order = Array(0..<part.count)
    seen = Array(repeating: 0, count: part.count * outputs)
  }

  /// Draws the order of the next epoch.
  mutating func shuffle(_ random: inout RandomStream) { random.shuffle(&order) }

  /// Copies the rows from `start` on into the buffers, which take one batch.
  func gather(from start: Int, into input: Tensor<Float>, _ target: Tensor<Float>) {
    gather(part.inputs, columns: inputs, from: start, into: input)
    gather(part.targets, columns: outputs, from: start, into: target)
  }

  private func gather(_ rows: [Float], columns: Int, from start: Int, into batch: Tensor<Float>) {
    rows.withUnsafeBufferPointer { rows in
      order.withUnsafeBufferPointer { order in
        guard let rows = rows.baseAddress, let order = order.baseAddress else { return }
        for row in 0..<batch.rows {
          let (source, target) = (rows + order[start + row] * columns, batch.value + row * columns)
          copy(source, to: target, columns)
        }
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
  mutating func keep(_ preactivations: Tensor<Float>, from start: Int) {
    seen.withUnsafeMutableBufferPointer { seen in
      guard let seen = seen.baseAddress else { return }
      (seen + start * outputs).update(from: preactivations.value, count: preactivations.count)
    }
  }

  /// The predictions that were kept in this epoch, in the order of the part's rows.
  func predictions(_ activation: ActivationKernel<Float>) -> [Float] {
    let activated = [Float](unsafeUninitializedCapacity: seen.count) { result, count in
      count = seen.count
      seen.withUnsafeBufferPointer { seen in
        guard let seen = seen.baseAddress, let result = result.baseAddress else { return }
        activation.forward(seen, result, nil, order.count, outputs)
      }
    }
    return [Float](unsafeUninitializedCapacity: seen.count) { result, count in
      count = seen.count
      for (place, row) in order.enumerated() {
        for j in 0..<outputs {
          result.initializeElement(at: row * outputs + j, to: activated[place * outputs + j])
        }
      }
    }
  }
}
