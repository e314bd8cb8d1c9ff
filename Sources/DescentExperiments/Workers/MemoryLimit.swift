import Foundation

/// How much memory a process that runs other people's code may have.
///
/// Without a limit one run that allocates without end takes the whole machine with it.
public struct MemoryLimit: Hashable, Sendable {
  public var bytes: UInt64

  public init(bytes: UInt64) { self.bytes = bytes }

  /// Half of the machine's memory, shared by so many processes.
  public static func half(for processes: Int) -> MemoryLimit {
    MemoryLimit(bytes: machineMemory / 2 / UInt64(max(1, processes)))
  }

  /// Holds this process to it: an allocation beyond ends the process.
  public func apply() {
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
  }

  /// The memory of the machine, or of the container that this process is in.
  private static let machineMemory: UInt64 = {
    let physical = ProcessInfo.processInfo.physicalMemory
    let container = try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8)
    let limit = container.flatMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    return min(physical, limit ?? physical)
  }()
}
