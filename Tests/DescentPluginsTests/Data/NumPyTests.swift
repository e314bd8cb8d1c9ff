import Descent
import DescentPlugins
import Foundation
import Testing

@Suite struct NumPyTests {
  let npy = NPY().with(\.inputs, "x.npy").with(\.targets, "y.npy")
  let npz = NPZ().with(\.path, "a.npz")

  @Test("what NumPy wrote is read exactly, whatever its type, its byte order and its layout")
  func golden() throws {
    let cases = try GoldenArrays.all.get().npy
    #expect(cases.count > 30)
    for file in cases {
      let table = try npy.table([UInt8](file.file), [UInt8](file.file))
      #expect(table.inputs.map(\.golden) == file.columns, "\(file.name)")
      let targets = table.columns.filter { table.targets.contains($0.name) }
      #expect(targets.map(\.golden) == file.columns, "\(file.name)")
      #expect(table.fault == nil)
    }
  }

  @Test("an archive is read, compressed or not")
  func archives() throws {
    for file in try GoldenArrays.all.get().npz {
      let table = try npz.table([UInt8](file.file))
      #expect(table.inputs.map(\.golden) == file.columns, "\(file.name)")
      #expect(table.columns.last?.golden == ["u", "v", "u", "u", "v"].map { .text($0) })
      #expect(table.columns.map(\.name) == ["x1", "x2", "x3", "x4", "x5", "x6", "y"])
    }
  }

  @Test("an array that is not in the archive is named beside those that are")
  func unknownArray() throws {
    let bytes = [UInt8](try GoldenArrays.all.get().npz[0].file)
    #expect(
      try npz.with(\.inputs, "x_train").mistake(bytes)
        == "a.npz: there is no array 'x_train'; it has 'other', 'x', 'y'")
    #expect(
      try npz.with(\.targets, "other").mistake(bytes)
        == "a.npz: it has 3 rows, but 'x' has 5")
  }

  /// A file of version 1 with a header and some bytes behind it.
  private static func file(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
    [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + data
  }

  @Test(
    "a mistake names the file",
    arguments: [
      ([], "it is no NumPy file"),
      (Array("PK".utf8), "it is no NumPy file"),
      (
        [0x93] + Array("NUMPY".utf8) + [4, 0, 0, 0],
        "it is of version 4 of NumPy's format, not 1 to 3"
      ),
      ([0x93] + Array("NUMPY".utf8) + [2, 0, 9, 0], "it ends within its header"),
      ([0x93] + Array("NUMPY".utf8) + [1, 0, 9, 0, 1], "it ends within its header"),
      (file("{}"), "its header is damaged"),
      (
        file("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }"),
        "its elements are of type '<c8'; expected numbers or texts"
      ),
      (
        file("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"),
        "its elements are of type '|O'; expected numbers or texts"
      ),
      (
        file("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }"),
        "its elements are records; save each field as an array of its own"
      ),
      (
        file("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }", [1, 2]),
        "2 × 3 elements of 1 bytes do not fill the 2 bytes that follow the header"
      ),
      (
        file("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999,), }"),
        "its shape (99999999999999999999,) is none"
      ),
      (
        file("{'descr': '|u1', 'fortran_order': False, 'shape': (), }", [1]),
        "the array has the shape (), without any row"
      ),
    ] as [([UInt8], String)])
  func mistakes(_ bytes: [UInt8], _ message: String) throws {
    let good = Self.file("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", [1])
    #expect(try npy.mistake(bytes, good) == "x.npy: " + message)
    #expect(try npy.mistake(good, bytes) == "y.npy: " + message)
  }

  @Test("NaN is an empty cell, and its row is named")
  func missing() throws {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"
    let x = Self.file(header, [0, 0, 0, 0, 0, 0, 0xc0, 0x7f])
    let table = try npy.table(x, Self.file(header, [0, 0, 0, 0, 0, 0, 0x80, 0x3f]))
    var random = RandomStream(seed: 1)
    let error = try #require(throws: ComponentError.self) {
      try Dataset(
        table, task: .regression(targets: ["y"]), preparation: DataPreparation(), split: &random)
    }
    #expect(
      error.description == "the cell of column 'x' in row 2 is empty; "
        + "say data.missing: drop, or mean for inputs")
  }

  @Test("a damaged file is read or refused, never a trap", arguments: 0..<10)
  func damage(part: Int) throws {
    let golden = try GoldenArrays.all.get()
    let files: [(any DataSource, [UInt8])] =
      golden.npy.map { (npy, [UInt8]($0.file)) } + golden.npz.map { (npz, [UInt8]($0.file)) }
      + golden.idx.map { (IDX().with(\.images, "i").with(\.labels, "l"), [UInt8]($0.file)) }
    var random = RandomStream(seed: UInt64(part))
    var refused = 0
    for _ in 0..<1000 {
      var (source, bytes) = files[random.index(below: files.count)]
      for _ in 0...random.index(below: 3) { Self.damage(&bytes, &random) }
      do {
        let table = try source.table(bytes, bytes)
        #expect(table.fault == nil)
      } catch let error as ComponentError {
        refused += 1
        #expect(!error.message.isEmpty)
      }
    }
    #expect(refused > 500)
  }

  /// One change: a byte is another, some are lost, or the end is.
  private static func damage(_ bytes: inout [UInt8], _ random: inout RandomStream) {
    guard !bytes.isEmpty else { return }
    // The headers, where most can go wrong, are at the start.
    let end = random.index(below: 2) == 0 ? min(bytes.count, 130) : bytes.count
    let place = random.index(below: end)
    switch random.index(below: 4) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes.removeSubrange(place..<min(place + 1 + random.index(below: 4), bytes.count))
    case 2: bytes.insert(UInt8(random.index(below: 256)), at: place)
    default: bytes[place] = UInt8(random.index(below: 256))
    }
  }
}
