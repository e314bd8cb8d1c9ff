/// Memory for the buffers of a plan: zeroed, aligned to a cache line, freed together.
public final class Arena<T: RealScalar> {
  private var blocks: [UnsafeMutableRawPointer] = []

  public init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  public func allocate(_ count: Int) -> UnsafeMutablePointer<T> {
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<T>.stride, alignment: 64)
    blocks.append(block)
    let pointer = block.bindMemory(to: T.self, capacity: max(count, 1))
    pointer.initialize(repeating: 0, count: max(count, 1))
    return pointer
  }
}

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
