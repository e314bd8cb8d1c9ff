import DescentExperiments
import DescentStore
import Foundation
import SystemPackage
import Testing

@Suite struct MessageChannelTests {
  @Test(
    "messages come as they were sent, however they are cut on the pipe", arguments: [1, 7, 4096])
  func cuts(size: Int) async throws {
    let messages: [[UInt8]] = [[], [0], Array(repeating: 10, count: 100_000), Array("ü\n".utf8)]
    let pipe = try FileDescriptor.pipe()
    let sent = messages.flatMap(MessageChannel.frame)
    Thread.detachNewThread {
      for start in stride(from: 0, to: sent.count, by: size) {
        _ = try? pipe.writeEnd.writeAll(sent[start..<min(start + size, sent.count)])
      }
      try? pipe.writeEnd.close()
    }
    var channel = MessageChannel(pipe.readEnd)
    for message in messages { #expect(try channel.receive() == message) }
    #expect(try channel.receive() == nil)
    try pipe.readEnd.close()
  }

  @Test("a pipe that ends in the middle of a message ends before it")
  func cutOff() throws {
    let frame = MessageChannel.frame([1, 2, 3])
    for count in frame.indices {
      let pipe = try FileDescriptor.pipe()
      try pipe.writeEnd.writeAll(frame[..<count])
      try pipe.writeEnd.close()
      var channel = MessageChannel(pipe.readEnd)
      #expect(try channel.receive() == nil)
      try pipe.readEnd.close()
    }
  }

  @Test("what is no message is an error as soon as it shows", arguments: ["x", "nonsense\n", "\n"])
  func nonsense(text: String) throws {
    let pipe = try FileDescriptor.pipe()
    try pipe.writeEnd.writeAll(text.utf8)
    var channel = MessageChannel(pipe.readEnd)
    #expect(throws: ColumnError.self) { try channel.receive() }
    try pipe.writeEnd.close()
    try pipe.readEnd.close()
  }

  @Test("a length that no message has is an error, not a wait for so many bytes")
  func tooLong() throws {
    let pipe = try FileDescriptor.pipe()
    try pipe.writeEnd.writeAll(MessageChannel.frame([]).dropLast() + [0xff])
    var channel = MessageChannel(pipe.readEnd)
    #expect(throws: ColumnError.self) { try channel.receive() }
    try pipe.writeEnd.close()
    try pipe.readEnd.close()
  }

  @Test("a message that is not whole at the deadline is late")
  func late() throws {
    let pipe = try FileDescriptor.pipe()
    try pipe.writeEnd.writeAll(MessageChannel.frame([1, 2, 3]).dropLast())
    var channel = MessageChannel(pipe.readEnd)
    #expect(throws: MessageChannel.TimeoutError.self) {
      try channel.receive(until: .now + .milliseconds(20))
    }
    try pipe.writeEnd.close()
    try pipe.readEnd.close()
  }
}
