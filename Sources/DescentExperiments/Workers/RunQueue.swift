/// The runs that no worker has taken yet.
actor RunQueue {
  private var pending: ArraySlice<RunRequest>

  init(_ requests: [RunRequest]) { pending = requests[...] }

  func next() -> RunRequest? { pending.popFirst() }

  /// Hands out nothing any more.
  func close() { pending = [] }
}
