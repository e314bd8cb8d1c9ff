import Foundation
import Subprocess

/// How a process that runs other people's code came to its end, in words that a report can use.
enum WorkerEnding: Equatable {
  case success
  case exit(Int32)
  /// A failed check: an index out of range, an overflow, `fatalError()`.
  case trap(Int32)
  case abort
  case segmentationFault(Int32)
  case tooLate
  case killed
  case signal(Int32)
}

extension WorkerEnding: CustomStringConvertible {
  var description: String {
    switch self {
    case .success: "exit 0"
    case .exit(let code): "exit \(code)"
    case .trap(let signal): "signal \(signal) (trap)"
    case .abort: "signal \(SIGABRT) (abort)"
    case .segmentationFault(let signal): "signal \(signal) (segmentation fault)"
    case .tooLate: "timeout"
    case .killed: "signal \(SIGKILL) (killed)"
    case .signal(let signal): "signal \(signal)"
    }
  }
}

extension Environment {
  /// A worker that traps says why in a line; the trace of its stack would take half a second, and tell
  /// about this program rather than about the formula.
  static var ofWorker: Environment { .inherit.updating(["SWIFT_BACKTRACE": "enable=no"]) }
}

extension TerminationStatus {
  var ending: WorkerEnding {
    switch self {
    case .exited(0): .success
    case .exited(let code): .exit(code)
    case .signaled(let signal) where [SIGILL, SIGTRAP].contains(signal): .trap(signal)
    case .signaled(SIGABRT): .abort
    case .signaled(let signal) where [SIGSEGV, SIGBUS].contains(signal): .segmentationFault(signal)
    case .signaled(SIGALRM): .tooLate
    case .signaled(SIGKILL): .killed
    case .signaled(let signal): .signal(signal)
    }
  }
}
