import Synchronization

/// The runs that no worker has taken yet.
final class RunQueue: Sendable {
  private let pending: Mutex<ArraySlice<RunRequest>>

  init(_ requests: [RunRequest]) { pending = Mutex(requests[...]) }

  func next() -> RunRequest? { pending.withLock { $0.popFirst() } }

  /// Hands out nothing any more.
  func close() { pending.withLock { $0 = [] } }
}
