import DescentExperiments
import DescentStore
import Foundation
import Synchronization

/// The live line of a sweep: runs done, rate, time left, best so far, failures.
///
/// On a terminal one line that is written over; elsewhere a plain line for each tenth of the runs and
/// at least every ten seconds.
final class Progress: Sendable {
  private let plan: Plan
  private let labels: [String: String]
  private let isQuiet: Bool
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let state = Mutex(State())

  private struct State {
    var total = 0
    var done = 0
    var failures = 0
    var start = ContinuousClock.now
    var lastShown: ContinuousClock.Instant?
    var shownTenths = 0
    var best: (score: Double, label: String)?
  }

  init(_ plan: Plan, isQuiet: Bool) {
    self.plan = plan
    self.isQuiet = isQuiet
    labels = plan.configurationLabels
  }

  /// Shows what is worth knowing before the run.
  func showNotes() {
    guard !isQuiet else { return }
    for note in plan.notes { Failure.write(note.description) }
  }

  func begin(new: Int, reused: Int, skipped: Int) {
    state.withLock {
      $0.total = new
      $0.start = .now
    }
    guard !isQuiet else { return }
    let done =
      (reused > 0 ? ", \(reused) done before" : "") + (skipped > 0 ? ", \(skipped) skipped" : "")
    let stage = plan.isSearched && new > 0 ? " before the first comparison of the search" : ""
    Failure.write("\(plan.document.name): \(new) run\(new == 1 ? "" : "s") to train\(stage)\(done)")
  }

  func show(_ outcome: StoredOutcome) {
    guard outcome.run.status != .skipped else { return }
    let line = state.withLock { state -> String? in
      state.done += 1
      if outcome.run.status.isFailure { state.failures += 1 }
      if outcome.run.status == .ok, let score = plan.score(outcome) {
        let isBetter = state.best.map {
          plan.maximizes ? score > $0.score : score < $0.score
        }
        if isBetter ?? true { state.best = (score, labels[outcome.run.configID] ?? "") }
      }
      return isDue(&state) ? text(state) : nil
    }
    guard let line, !isQuiet else { return }
    if isTerminal {
      writeError("\r\u{1B}[2K\(fitted(line))")
    } else {
      Failure.write(line)
    }
  }

  /// Says why not all runs were begun.
  func showLimit(reachedBy failures: Int) {
    Failure.write(
      "warning: \(failures) run\(failures == 1 ? "" : "s") crashed or timed out, so that no more were begun, as "
        + "'run' asks")
  }

  /// Ends the live line.
  func end() {
    guard !isQuiet, isTerminal, state.withLock({ $0.lastShown != nil }) else { return }
    Failure.write("")
  }

  // MARK: - Wording

  private func isDue(_ state: inout State) -> Bool {
    let now = ContinuousClock.now
    let sinceLast = now - (state.lastShown ?? state.start)
    let tenths = 10 * state.done / max(1, state.total)
    let isDue =
      state.done == state.total
      || (isTerminal
        ? sinceLast > .milliseconds(100)
        : sinceLast > .seconds(10) || (tenths > state.shownTenths && sinceLast > .seconds(1)))
    guard isDue else { return false }
    state.lastShown = now
    state.shownTenths = tenths
    return true
  }

  private func text(_ state: State) -> String {
    let elapsed = (ContinuousClock.now - state.start) / .seconds(1)
    let rate = Double(state.done) / max(elapsed, 1e-3)
    // How many runs a search takes shows at its end.
    let total = plan.isSearched ? "" : "/\(state.total)"
    var parts = ["\(state.done)\(total) runs", String(format: "%.3g/s", rate)]
    if plan.isSearched {
      parts.append("in " + duration(elapsed))
    } else if state.done < state.total {
      parts.append(duration(Double(state.total - state.done) / rate) + " left")
    } else {
      parts.append("in " + duration(elapsed))
    }
    if let best = state.best {
      let score = String(format: "%.4g", best.score)
      parts.append("best \(plan.metric) \(score)" + (best.label.isEmpty ? "" : " (\(best.label))"))
    }
    if state.failures > 0 { parts.append("\(state.failures) failed") }
    return parts.joined(separator: " · ")
  }

  /// No longer than the terminal is wide, so that it can be written over.
  private func fitted(_ line: String) -> String {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return line }
    return String(line.prefix(Int(size.ws_col) - 1))
  }

  private func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<10: String(format: "%.1f s", seconds)
    case ..<120: String(format: "%.0f s", seconds)
    case ..<7200: String(format: "%.0f min", seconds / 60)
    default: String(format: "%.1f h", seconds / 3600)
    }
  }
}
