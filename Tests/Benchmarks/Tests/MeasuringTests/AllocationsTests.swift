import Measuring
import Testing

@Suite(.enabled(if: Allocations.canBeCounted)) struct AllocationsTests {
  @Test(
    "one more allocation is counted as exactly one more",
    arguments: ["malloc", "calloc", "realloc", "aligned_alloc", "posix_memalign"])
  func one(function: String) throws {
    let program = Program(Repository.built("allocate"))
    let without = try Allocations.count(in: program, firstArgument: nil) { try $0.run() }
    let with = try Allocations.count(in: program, firstArgument: function) {
      try $0.run([function])
    }
    #expect(with - without == 1)
  }

  @Test("the allocations of processes that a program starts are counted too")
  func children() throws {
    let allocate = Repository.built("allocate")
    func count(_ function: String) throws -> Int {
      try Allocations.count(in: Program("/bin/sh"), firstArgument: function) {
        try $0.run(["-c", "\(allocate) \(function); \(allocate) \(function)"])
      }
    }
    #expect(try count("malloc") - count("nothing") == 2)
  }

  /// Of 1010 rows 606 are trained on: the last batch of an epoch is a shorter one, of 32 rows and of 4.
  @Test(
    "a training step allocates nothing",
    arguments: ["sgd", "momentum"],
    ["{name: blobs, samples: 1010}", "{name: ill_conditioned, samples: 1010}"])
  func step(optimizer: String, data: String) throws {
    let experiment = Experiment(
      """
      base:
        data: \(data)
        model: {hidden: [16, 8]}
        optimizer: {name: \(optimizer), learning_rate: 0.1}
        training: {epochs: 200, batch_size: 32}
      seeds: 2
      """)
    let allocations = try Allocations.perStep(
      of: experiment, batchSize: 32, in: try Workspace())
    #expect(abs(allocations) < 0.01)
  }

  @Test(
    "nor does one with all that stands around the products",
    arguments: [
      "model: {hidden: [16, 16], activation: gelu, normalization: batch, dropout: 0.2, residual: true}",
      "model: {hidden: [16, 8], activation: prelu, normalization: layer}",
      """
      training: {epochs: 200, batch_size: 32, clip_norm: 0.1, clip_value: 0.1}
        regularizer: max_norm
        schedule: {name: reduce_on_plateau, warmup: 3}
      """,
      "loss: {name: log_loss, label_smoothing: 0.1, class_weights: [1, 2, 3]}",
    ])
  func around(settings: String) throws {
    let training = "training: {epochs: 200, batch_size: 32}"
    let experiment = Experiment(
      """
      base:
        data: {name: blobs, samples: 1010, classes: 3}
        optimizer: {name: adam, learning_rate: 0.01}
        \(settings)
        \(settings.contains("training:") ? "" : training)
      seeds: 2
      """)
    let allocations = try Allocations.perStep(
      of: experiment, batchSize: 32, in: try Workspace())
    #expect(abs(allocations) < 0.01)
  }
}
