import Descent
import Testing

@Suite struct SafetensorsFileTests {
  static let file = SafetensorsFile(tensors: [
    .init(name: "a", shape: [2, 3], values: [1, -2, 3.5, 0, 1e-30, -1e30]),
    .init(name: "b \"quoted\" \\ é", shape: [], values: [7]),
    .init(name: "empty", shape: [0, 4], values: []),
  ])

  @Test("what is written is read")
  func roundTrip() throws {
    let read = try SafetensorsFile(Self.file.bytes)
    let expected = Self.file.tensors.map { tensor in
      SafetensorsFile.Tensor(
        name: tensor.name, shape: tensor.shape, values: tensor.values.map { Double(Float($0)) })
    }
    #expect(read.tensors == expected)
    #expect(Self.file.bytes.count % 4 == 0)
  }

  /// A file with the given header and numbers, and the header's length before it.
  private static func bytes(_ header: String, _ data: [UInt8] = [], length: Int? = nil) -> [UInt8] {
    let length = UInt64(bitPattern: Int64(length ?? header.utf8.count))
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8) + data
  }

  @Test("64-bit floats, metadata and any order are read")
  func variants() throws {
    let one: [UInt8] = [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]
    let read = try SafetensorsFile(
      Self.bytes(
        #"{"__metadata__":{"by":"me"},"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}  "#, one
      ))
    #expect(read.tensors == [.init(name: "x", shape: [1], values: [1])])
  }

  static let faults: [(bytes: [UInt8], message: String)] = [
    ([], "this is no safetensors file: it has fewer than 8 bytes"),
    ([1, 2, 3], "this is no safetensors file: it has fewer than 8 bytes"),
    (bytes("{}", length: 3), "this is no safetensors file: its header would be longer than it"),
    (bytes("{}", length: -1), "this is no safetensors file: its header would be longer than it"),
    (bytes("nonsense"), "this is no safetensors file: its header is not JSON"),
    (bytes(""), "this is no safetensors file: its header is not JSON"),
    (bytes("[1]"), "this is no safetensors file: its header is not JSON"),
    (bytes("5"), "this is no safetensors file: its header is not JSON"),
    (bytes(#"{"x":5}"#), "the header's entry 'x' is not well-formed"),
    (bytes(#"{"x":null}"#), "the header's entry 'x' is not well-formed"),
    (bytes(#"{"x":"text"}"#), "the header's entry 'x' is not well-formed"),
    (bytes(#"{"x":[]}"#), "the header's entry 'x' is not well-formed"),
    (bytes(#"{"x":{}}"#), "the header's entry 'x' is not well-formed"),
    (
      bytes(#"{"x":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
      "the header's entry 'x' is not well-formed"
    ),
    (
      bytes(#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, [0, 0, 0, 0]),
      "the header's entry 'x' is not well-formed"
    ),
    (
      bytes(#"{"x":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}"#, [0, 0]),
      "tensor 'x' is of type BF16; F32 or F64 is needed"
    ),
    (
      bytes(#"{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
      "tensor 'x' has the impossible shape [-1]"
    ),
    (
      bytes(#"{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#),
      "tensor 'x' has the impossible shape [4611686018427387904, 4]"
    ),
    (
      bytes(#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
      "the numbers of tensor 'x' are not where its header says"
    ),
    (
      bytes(#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, [0, 0, 0, 0]),
      "the numbers of tensor 'x' are not where its header says"
    ),
    (
      bytes(#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}}"#, [0, 0, 0, 0, 0, 0, 0, 0]),
      "the numbers of tensor 'x' are not where its header says"
    ),
    (
      bytes(
        #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[-9223372036854775808,9223372036854775807]}}"#,
        [0, 0, 0, 0]), "the numbers of tensor 'x' are not where its header says"
    ),
  ]

  @Test("a malformed file gives a message, and never a trap", arguments: faults.indices)
  func malformed(index: Int) throws {
    let (bytes, message) = Self.faults[index]
    let error = try #require(throws: SafetensorsFile.FormatError.self) {
      try SafetensorsFile(bytes)
    }
    #expect(error.message == message)
  }

  @Test("every truncation of a file gives a message")
  func truncation() {
    let bytes = Self.file.bytes
    for length in 0..<bytes.count {
      #expect(throws: SafetensorsFile.FormatError.self) {
        try SafetensorsFile(Array(bytes.prefix(length)))
      }
    }
  }
}
