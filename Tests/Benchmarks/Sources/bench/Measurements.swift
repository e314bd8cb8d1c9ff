import Foundation
import Measuring

/// Everything that is measured, in rounds: what is compared runs one after the other, alternating.
struct Measurements {
  let workloads: [Workload]
  /// For each workload the rounds.
  private(set) var rounds: [[WorkloadRound]]
  private(set) var scaling: [ScalingRound] = []
  /// For each workload; nil where allocations cannot be counted.
  private(set) var allocationsPerStep: [Double?] = []
  /// The versions of the peers; nil without them.
  let peers: String?

  init(_ options: Options) throws {
    workloads = try Workload.all()
    rounds = workloads.map { _ in [] }
    peers = try options.python.map(Peer.versions)
    let workspace = try Workspace()
    try workspace.write(Digits.scaled(), to: "digits.csv")
    for workload in workloads {
      note("\(workload.name): allocations")
      allocationsPerStep.append(
        Allocations.canBeCounted
          ? try Allocations.perStep(
            of: workload.experiment, batchSize: workload.batchSize, in: workspace) : nil)
    }
    for round in 1...options.rounds {
      for (index, workload) in workloads.enumerated() {
        note("round \(round) of \(options.rounds): \(workload.name)")
        rounds[index].append(
          try Machine.onOneCore {
            try WorkloadRound(workload, in: workspace, python: options.python)
          })
      }
      note("round \(round) of \(options.rounds): jobs")
      scaling.append(try ScalingRound(workloads[0], in: workspace, python: options.python))
    }
  }
}

/// One round of a workload: one process at a time, with one job.
struct WorkloadRound {
  /// Microseconds a step of its products alone; nil without libxsmm.
  let floor: Double?
  let sweep: Sweep
  /// GFLOP/s.
  let peak: Double
  let peers: [Peer: PeerRound]

  /// A peer, and Descent just before it.
  struct PeerRound {
    let peer: Peer.Result
    let sweep: Sweep

    var ratio: Double { peer.step / (sweep.training + sweep.evaluation) }
  }

  init(_ workload: Workload, in workspace: Workspace, python: String?) throws {
    floor = try Machine.floor(of: workload)
    sweep = try workspace.train(workload.experiment, jobs: 1)
    peak = try Machine.peak()
    var peers: [Peer: PeerRound] = [:]
    if let python, workload.isInPeers {
      for peer in Peer.allCases {
        let sweep = try workspace.train(workload.experiment, jobs: 1)
        let result = try peer.train(workload, processes: 1, python: python)
        guard sweep.divergedCount > 0 || result.steps == sweep.steps else {
          throw MeasuringError(
            "\(peer.name) takes \(result.steps) steps where Descent takes \(sweep.steps)")
        }
        peers[peer] = PeerRound(peer: result, sweep: sweep)
      }
    }
    self.peers = peers
  }

  var floorRatio: Double? { floor.map { sweep.training / $0 } }

  /// GFLOP/s in the products of training, whatever else a step does.
  func productRate(_ workload: Workload) -> Double {
    1e-9 * workload.flopsPerRow * sweep.rows / sweep.trainSeconds
  }
}

/// One round with several jobs, in seconds from the shell to the written report.
struct ScalingRound {
  /// A sweep with more seeds, by the number of jobs.
  let seconds: [Int: Double]
  let runCount: Int
  /// The workload itself with two jobs, and PyTorch in two processes.
  let two: Double
  let torch: Double?

  init(_ workload: Workload, in workspace: Workspace, python: String?) throws {
    let long = try workload.experiment.setting("count", to: "8")
    var seconds: [Int: Double] = [:]
    var runCount = 0
    for jobs in Self.jobs {
      let sweep = try workspace.train(long, jobs: jobs)
      seconds[jobs] = sweep.shellSeconds
      runCount = sweep.runCount
    }
    self.seconds = seconds
    self.runCount = runCount
    two = try workspace.train(workload.experiment, jobs: 2).shellSeconds
    torch = try python.map {
      try Peer.torch.train(workload, processes: 2, python: $0).seconds
    }
  }

  /// 1, 2, 4, … and the number of cores.
  static let jobs: [Int] = {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return Array(sequence(first: 1) { 2 * $0 < cores ? 2 * $0 : nil }) + (cores > 1 ? [cores] : [])
  }()

  func speedup(_ jobs: Int) -> Double? {
    guard let one = seconds[1], let many = seconds[jobs] else { return nil }
    return one / many
  }
}
