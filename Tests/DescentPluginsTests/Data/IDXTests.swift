import Descent
import DescentPlugins
import Foundation
import Testing

@Suite struct IDXTests {
  let source = IDX().with(\.images, "i").with(\.labels, "l")

  @Test("every type of element is read, and further dimensions become columns")
  func golden() throws {
    let cases = try GoldenArrays.all.get().idx
    #expect(cases.count == 12)
    for file in cases {
      let table = try source.table([UInt8](file.file), [UInt8](file.file))
      #expect(table.inputs.map(\.golden) == file.columns, "\(file.name)")
      let targets = table.columns.filter { table.targets.contains($0.name) }
      #expect(targets.map(\.golden) == file.columns, "\(file.name)")
    }
  }

  @Test("labels of one dimension that are whole numbers are classes")
  func task() throws {
    let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4]
    let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 2, 7, 9]
    let table = try source.table(images, labels)
    #expect(table.columns.map(\.name) == ["x1", "x2", "y"] && table.targets == ["y"])
    #expect(table.task == .classification)
    #expect(try source.table(labels, images).task == nil)
    let floats: [UInt8] = [0, 0, 0x0d, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0x3f, 0x80, 0, 0]
    #expect(try source.table(images, floats).task == nil)
  }

  @Test(
    "a mistake names the file",
    arguments: [
      ([], "i: it is no IDX file, which begins with two zeros"),
      ([0, 1, 8, 1, 0, 0, 0, 1, 5], "i: it is no IDX file, which begins with two zeros"),
      ([0, 0, 7, 1, 0, 0, 0, 1, 5], "i: its elements are of type 7, which IDX does not know"),
      ([0, 0, 8, 2, 0, 0, 0, 1], "i: it ends within the lengths of its 2 dimensions"),
      (
        [0, 0, 8, 1, 0, 0, 0, 3, 5, 5],
        "i: 3 elements of 1 bytes do not fill the 2 bytes that follow the header"
      ),
      (
        [0, 0, 8, 1, 0, 0, 0, 1, 5, 5],
        "i: 1 elements of 1 bytes do not fill the 2 bytes that follow the header"
      ),
      (
        [0, 0, 14, 3] + Array(repeating: 255, count: 12),
        "i: 4294967295 × 4294967295 × 4294967295 elements of 8 bytes do not fill the 0 bytes that "
          + "follow the header"
      ),
      ([0, 0, 8, 0, 5], "i: the array has the shape (), without any row"),
      ([0, 0, 8, 1, 0, 0, 0, 0], "i: the array has the shape 0, without any row"),
      ([0, 0, 13, 1, 0, 0, 0, 1, 0x7f, 0x80, 0, 0], "i: row 1 of column 'x' is infinite"),
      ([0, 0, 8, 1, 0, 0, 0, 2, 5, 5], "l: it has 1 rows, but 'i' has 2"),
    ] as [([UInt8], String)])
  func mistakes(_ images: [UInt8], _ message: String) throws {
    #expect(try source.mistake(images, [0, 0, 8, 1, 0, 0, 0, 1, 0]) == message)
  }
}
