/// The runs that no worker has taken yet.
actor RunQueue {
  private var pending: ArraySlice<RunRequest>

  init(_ requests: [RunRequest]) { pending = requests[...] }

  func next() -> RunRequest? { pending.popFirst() }

  /// Puts a run that nobody finished at the head.
  func putBack(_ request: RunRequest) { pending = [request] + pending }

  /// Hands out nothing any more.
  func close() { pending = [] }
}
