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
