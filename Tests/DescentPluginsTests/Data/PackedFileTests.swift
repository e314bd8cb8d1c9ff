import Descent
import Foundation
import Testing

@Suite struct PackedFileTests {
  @Test("what gzip packed is unpacked, in one member or several")
  func gzip() throws {
    let files = try GoldenArrays.all.get().gzip
    #expect(files.count == 4)
    for file in files {
      let bytes = [UInt8](file.file)
      #expect(Deflate.isGzip(bytes))
      let text = String(decoding: try Deflate.unpacked(bytes, .gzip), as: UTF8.self)
      #expect(text == file.text, "\(file.name)")
    }
  }

  private func mistake(_ body: () throws -> [UInt8]?) throws -> String {
    try #require(throws: ComponentError.self) { _ = try body() }.description
  }

  @Test("what is damaged, truncated, too large or followed by something is refused")
  func damaged() throws {
    let bytes = [UInt8](try GoldenArrays.all.get().gzip[0].file)
    for count in 0..<bytes.count {
      #expect(
        try mistake { try Deflate.unpacked(Array(bytes[..<count]), .gzip) }
          == "the packed data end too early")
    }
    var other = bytes
    other[bytes.count - 6] ^= 1
    #expect(try mistake { try Deflate.unpacked(other, .gzip) } == "the packed data are damaged")
    #expect(
      try mistake { try Deflate.unpacked(bytes + [1], .gzip) } == "the packed data end too early")
    let text = try Deflate.unpacked(bytes, .gzip)
    #expect(try Deflate.unpacked(bytes, .gzip, limit: text.count) == text)
    #expect(
      try mistake { try Deflate.unpacked(bytes, .gzip, limit: text.count - 1) }
        == "the packed data unpack to more than \(text.count - 1) bytes, or than there is memory for"
    )
    // The header of ten bytes and the trailer of eight are gzip's own.
    let bare = Array(bytes[10..<bytes.count - 8])
    #expect(try Deflate.unpacked(bare, .none) == text)
    #expect(
      try mistake { try Deflate.unpacked(bare + [0, 0], .none) }
        == "2 bytes follow the end of the packed data")
  }

  @Test("a zip archive gives its files, stored or deflated")
  func zip() throws {
    let file = try #require(GoldenArrays.all.get().zip.first)
    let archive = try ZipArchive([UInt8](file.file))
    #expect(archive.names == file.names)
    for name in ["a.txt", "b/c.txt"] {
      let text = String(repeating: "the text of \(name)\n", count: 20)
      #expect(try archive.contents(of: name) == Array(text.utf8))
    }
    #expect(try archive.contents(of: "empty") == [])
    #expect(try archive.contents(of: "c.txt") == nil)
    #expect(
      try mistake { try archive.contents(of: "d.txt") }
        == "'d.txt' in the archive: it is neither stored nor deflated, but packed by method 12")
  }

  @Test("a zip archive that is none or damaged is refused")
  func damagedZip() throws {
    #expect(
      try mistake { try ZipArchive(Array("a,b\n1,2\n".utf8)).contents(of: "a") }
        == "it is no zip archive, or its end is missing")
    let bytes = [UInt8](try #require(GoldenArrays.all.get().zip.first).file)
    // In the text of the first file, behind its header of 30 bytes and its name.
    var other = bytes
    other[60] ^= 1
    #expect(
      try mistake { try ZipArchive(other).contents(of: "a.txt") }
        == "'a.txt' in the archive: its checksum is wrong")
    let list = try #require(bytes.firstRange(of: [0x50, 0x4b, 1, 2])?.lowerBound)
    other = bytes
    other[list] = 0
    #expect(
      try mistake { try ZipArchive(other).contents(of: "a.txt") }
        == "the list of files in the archive is damaged")
    other = bytes
    other[list + 8] |= 1
    #expect(
      try mistake { try ZipArchive(other).contents(of: "a.txt") }
        == "'a.txt' in the archive: it is encrypted")
  }
}
