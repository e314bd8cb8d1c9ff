/// Buffers of an arena that several values share, one after the other.
struct BufferPool<T: RealScalar> {
  private let arena: Arena<T>
  private var free: [Int: [UnsafeMutablePointer<T>]] = [:]

  init(_ arena: Arena<T>) { self.arena = arena }

  /// A buffer that nobody uses; the one that was returned last, since it is most likely in the cache.
  mutating func take(_ count: Int) -> UnsafeMutablePointer<T> {
    free[count]?.popLast() ?? arena.allocate(count)
  }

  mutating func giveBack(_ buffer: UnsafeMutablePointer<T>, _ count: Int) {
    free[count, default: []].append(buffer)
  }
}
