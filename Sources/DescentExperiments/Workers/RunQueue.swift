import Synchronization

/// The runs that no worker has taken yet.
final class RunQueue: Sendable {
  private let pending: Mutex<ArraySlice<RunRequest>>

  init(_ requests: [RunRequest]) { pending = Mutex(requests[...]) }

  func next() -> RunRequest? { pending.withLock { $0.popFirst() } }

  /// Takes back a run, to hand it out next.
  func giveBack(_ request: RunRequest) {
    pending.withLock { $0.insert(request, at: $0.startIndex) }
  }

  /// Hands out nothing any more.
  func close() { pending.withLock { $0 = [] } }
}
