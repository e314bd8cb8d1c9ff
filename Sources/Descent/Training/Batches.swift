/// The batches of an epoch: the training part's rows in a random order, gathered into a plan's input.
struct Batches {
  private let part: Dataset.Part
  private let inputs: Int
  private let outputs: Int
  private(set) var order: [Int]

  init(_ part: Dataset.Part, inputs: Int, outputs: Int) {
    self.part = part
    self.inputs = inputs
    self.outputs = outputs
    order = Array(0..<part.count)
  }

  /// Draws the order of the next epoch.
  mutating func shuffle(_ random: inout RandomStream) { random.shuffle(&order) }

  /// Copies the rows from `start` on into the buffers, which take one batch.
  func gather(from start: Int, into input: Tensor<Float>, _ target: Tensor<Float>) {
    part.inputs.withUnsafeBufferPointer { source in
      part.targets.withUnsafeBufferPointer { truth in
        guard let source = source.baseAddress, let truth = truth.baseAddress else { return }
        for row in 0..<input.rows {
          let place = order[start + row]
          (input.value + row * inputs).update(from: source + place * inputs, count: inputs)
          (target.value + row * outputs).update(from: truth + place * outputs, count: outputs)
        }
      }
    }
  }
}
