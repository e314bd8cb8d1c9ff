import DescentStore
import Testing

@Suite struct BytesTests {
  @Test("an outcome goes to another process and back exactly", arguments: RunStatus.allCases)
  func outcome(status: RunStatus) throws {
    var outcome = StoredOutcome.full(status: status)
    outcome.history[1].test["f1_macro"] = -0.0
    outcome.run.lastWords = nil
    outcome.run.lastFiniteLoss = .leastNonzeroMagnitude
    #expect(try received(bytes(of: outcome)) == outcome)
  }

  @Test("an outcome without curves goes to another process and back")
  func emptyOutcome() throws {
    let run = RunRow(
      runID: "r1", configID: "", seed: .min, configuration: "{}", status: .crashed,
      startedAt: "ü\u{0}\n", host: "h", build: "b")
    let outcome = StoredOutcome(run: run, history: [], layers: [])
    #expect(try received(bytes(of: outcome)) == outcome)
  }

  @Test("bytes that are cut off anywhere are an error")
  func cutOff() throws {
    let bytes = bytes(of: .full(epochs: 1, layers: 1))
    for count in bytes.indices {
      #expect(throws: ColumnError.self) { try received(Array(bytes[..<count])) }
    }
  }

  @Test("a count that cannot be is an error, not a trap", arguments: [-1, 1 << 40, .max, .min])
  func impossibleCount(count: Int) {
    var writer = ByteWriter()
    writer.write(count)
    var reader = ByteReader(writer.bytes)
    #expect(throws: ColumnError.self) { try reader.list { try $0.value() as Int } }
    reader = ByteReader(writer.bytes)
    #expect(throws: ColumnError.self) { try reader.text() }
  }

  private func bytes(of outcome: StoredOutcome) -> [UInt8] {
    var writer = ByteWriter()
    outcome.write(to: &writer)
    return writer.bytes
  }

  private func received(_ bytes: [UInt8]) throws -> StoredOutcome {
    var reader = ByteReader(bytes)
    return try StoredOutcome(from: &reader)
  }
}
