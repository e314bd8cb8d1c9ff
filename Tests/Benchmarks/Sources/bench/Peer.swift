import Foundation
import Measuring

/// What a user would pick instead, as `peers.py` runs it.
enum Peer: String, CaseIterable {
  case jax
  case sklearn
  case torch

  var name: String {
    switch self {
    case .jax: "JAX"
    case .sklearn: "scikit-learn"
    case .torch: "PyTorch"
    }
  }

  /// What `peers.py` says about a sweep.
  struct Result {
    var steps: Int
    /// Seconds of the training part: imports, compilation and a run to warm up do not count.
    var seconds: Double
    /// Microseconds a step.
    var step: Double
    var accuracy: Double
  }

  /// Trains a workload in so many processes.
  func train(_ workload: Workload, processes: Int, python: String) throws -> Result {
    let script = Repository.benchmarks.appending(path: "peers.py").path
    let words = try Program("/usr/bin/env").run([
      python, script, workload.name, rawValue, "--procs", "\(processes)",
    ]).output.split(whereSeparator: \.isWhitespace)
    func number(after word: Substring) throws -> Double {
      guard let index = words.firstIndex(of: word), index + 1 < words.count,
        let number = Double(words[index + 1])
      else { throw MeasuringError("peers.py printed no number after '\(word)'") }
      return number
    }
    let (steps, seconds) = (try number(after: "steps"), try number(after: "wall"))
    return Result(
      steps: Int(steps), seconds: seconds, step: 1e6 * seconds / steps,
      accuracy: try number(after: "acc"))
  }

  /// The names and versions of all peers.
  static func versions(python: String) throws -> String {
    let program = """
      import jax, optax, sklearn, torch
      print(f"JAX {jax.__version__}, scikit-learn {sklearn.__version__}, PyTorch {torch.__version__}")
      """
    do {
      return try Program("/usr/bin/env").run([python, "-c", program]).output
        .trimmingCharacters(in: .newlines)
    } catch {
      throw MeasuringError("'\(python)' cannot import jax, optax, sklearn and torch")
    }
  }
}
