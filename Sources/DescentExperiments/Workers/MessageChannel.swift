import DescentStore
import Foundation
package import SystemPackage

/// Messages between a coordinator and its workers, on a pipe: each behind a mark and its length.
package struct MessageChannel {
  private let descriptor: FileDescriptor
  private var pending: [UInt8] = []

  package init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

  /// What no text begins with, so that a line that something prints is not taken for a message.
  private static let mark: [UInt8] = [0x00, 0xD5, 0xC7, 0x01]
  private static let headSize = mark.count + 4
  /// In bytes: far more than a run's curves, far less than the memory.
  private static let longest = 1 << 28

  /// A message as it stands on the pipe.
  package static func frame(_ message: [UInt8]) -> [UInt8] {
    mark + withUnsafeBytes(of: UInt32(message.count).littleEndian) { Array($0) } + message
  }

  /// Writes a message; waits while the pipe is full.
  package func send(_ message: [UInt8]) throws {
    _ = try descriptor.writeAll(Self.frame(message))
  }

  /// The next message; nil where the pipe ends, also in the middle of a message.
  ///
  /// - Throws: A ``TimeoutError`` where the message is not whole at the deadline, and a `ColumnError`
  ///   where something else than a message is on the pipe.
  package mutating func receive(
    until deadline: ContinuousClock.Instant? = nil
  ) throws -> [UInt8]? {
    while true {
      guard zip(pending, Self.mark).allSatisfy(==) else { throw ColumnError("this is no message") }
      if pending.count >= Self.headSize {
        let length = Self.length(in: pending)
        guard length <= Self.longest else { throw ColumnError("this is no message") }
        let end = Self.headSize + length
        if pending.count >= end {
          let message = Array(pending[Self.headSize..<end])
          pending.removeSubrange(..<end)
          return message
        }
      }
      if let deadline { try wait(until: deadline) }
      guard try fill() else { return nil }
    }
  }

  package struct TimeoutError: Error {}

  /// Waits until there is something to read.
  private func wait(until deadline: ContinuousClock.Instant) throws {
    var entry = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
    while true {
      let rest = (deadline - .now) / .milliseconds(1)
      guard rest > 0 else { throw TimeoutError() }
      if poll(&entry, 1, Int32(min(rest.rounded(.up), 1e9))) > 0 { return }
    }
  }

  private static func length(in head: [UInt8]) -> Int {
    head[mark.count..<headSize].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Reads what the pipe holds; false at its end.
  private mutating func fill() throws -> Bool {
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      let count = try descriptor.read(into: buffer)
      pending.append(contentsOf: buffer[..<count])
      return count > 0
    }
  }
}
