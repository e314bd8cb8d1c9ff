package import DescentStore
import Foundation

/// The lines that a coordinator and its workers exchange: requests one way, answers the other, each a
/// line of JSON.
package enum WorkerProtocol {
  /// A worker's answer to a request.
  package struct Answer: Codable, Sendable {
    package var outcome: StoredOutcome

    package init(outcome: StoredOutcome) { self.outcome = outcome }
  }

  package static func encode(_ message: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return [UInt8](try encoder.encode(message)) + [UInt8(ascii: "\n")]
  }

  package static func decode<Message: Decodable>(
    _ type: Message.Type, from line: some Sequence<UInt8>
  ) throws -> Message {
    try JSONDecoder().decode(type, from: Data(line))
  }
}
