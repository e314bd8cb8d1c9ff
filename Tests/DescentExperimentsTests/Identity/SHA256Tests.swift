import DescentExperiments
import Testing

@Suite struct SHA256Tests {
  /// The examples that NIST publishes for SHA-256, and the hash of nothing.
  @Test(
    "the hashes are those of NIST's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
          + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
      (
        String(repeating: "a", count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ])
  func examples(message: String, digest: String) {
    #expect(SHA256.hexDigest(of: message.utf8) == digest)
  }

  @Test("the parts in which a message comes do not matter", arguments: [1, 3, 55, 63, 64, 65, 200])
  func parts(size: Int) {
    let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var hash = SHA256()
    for start in stride(from: 0, to: message.count, by: size) {
      hash.update(message[start..<min(start + size, message.count)])
    }
    #expect(hash.hexDigest == SHA256.hexDigest(of: message))
  }

  @Test("reading the digest does not end the message")
  func continues() {
    var hash = SHA256()
    hash.update("a".utf8)
    _ = hash.digest
    hash.update(AnySequence("bc".utf8))  // Bytes that are not contiguous.
    #expect(hash.hexDigest == SHA256.hexDigest(of: "abc".utf8))
    #expect(hash.digest.count == 32)
  }

  @Test("every length around a block's end is padded right")
  func lengths() {
    let digests = (0...130).map { SHA256.hexDigest(of: Array(repeating: 0x61, count: $0)) }
    #expect(Set(digests).count == 131)
    // From Python's hashlib: sha256(b"a" * n) for n = 55, 56, 63, 64, 119, 120.
    let expected = [
      "9f4390f8d30c2dd9", "b35439a4ac6f0948", "7d3e74a05d7db15b", "ffe054fe7ae0cb6d",
      "31eba51c313a5c08", "2f3d335432c70b58",
    ]
    #expect([55, 56, 63, 64, 119, 120].map { String(digests[$0].prefix(16)) } == expected)
  }
}
