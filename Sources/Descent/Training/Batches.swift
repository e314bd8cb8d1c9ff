/// The batches of an epoch: the training part's rows in a random order, gathered into a plan's input,
/// and what the network made of each while its weights still changed.
final class Batches {
  private let part: Dataset.Part
  private let inputs: Int
  private let outputs: Int
  let rows: Int
  private let order: UnsafeMutableBufferPointer<Int>
  /// The scores of the epoch's batches, in their order.
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
    let places = UnsafeBufferPointer(rebasing: order[start..<start + batch.rows])
    values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      // Rows are too short for a call that copies.
      switch columns {
      case 16...: copy(places, of: values, columns, to: batch.value, by: SIMD16<Float>.self)
      case 8...: copy(places, of: values, columns, to: batch.value, by: SIMD8<Float>.self)
      default: copy(places, of: values, columns, to: batch.value, by: Float.self)
      }
    }
  }

  /// Copies rows by vectors, the last of which may overlap the one before.
  @inline(__always)
  private func copy<Vector: BitwiseCopyable>(
    _ places: UnsafeBufferPointer<Int>, of values: UnsafePointer<Float>, _ columns: Int,
    to target: UnsafeMutablePointer<Float>, by type: Vector.Type
  ) {
    // In bytes.
    let width = MemoryLayout<Vector>.stride
    let length = columns * MemoryLayout<Float>.stride
    var destination = UnsafeMutableRawPointer(target)
    for place in places {
      let source = UnsafeRawPointer(values + place &* columns)
      func move(_ offset: Int) {
        destination.storeBytes(
          of: source.loadUnaligned(fromByteOffset: offset, as: type), toByteOffset: offset,
          as: type)
      }
      var offset = 0
      while offset < length - width {
        move(offset)
        offset &+= width
      }
      move(length - width)
      destination += length
    }
  }

  /// Remembers the scores of the batch that was gathered from `start` on.
  func keep(_ scores: Tensor<Float>, from start: Int) {
    (seen + start * outputs).update(from: scores.value, count: scores.count)
  }

  /// The scores that were kept in this epoch, in the order of the part's rows.
  var scores: [Float] {
    [Float](unsafeUninitializedCapacity: rows * outputs) { result, count in
      count = rows * outputs
      guard let result = result.baseAddress else { return }
      for (place, row) in order.enumerated() {
        for j in 0..<outputs { result[row * outputs + j] = seen[place * outputs + j] }
      }
    }
  }
}
