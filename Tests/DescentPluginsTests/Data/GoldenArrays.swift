import Descent
import Foundation
import Testing

/// Files that NumPy and Python's gzip and zipfile wrote: `Golden/arrays.json`.
struct GoldenArrays: Decodable {
  var npy: [Case]
  var npz: [Case]
  var idx: [Case]
  var gzip: [Packed]
  var zip: [Packed]

  static let all = Result { try Repository.golden("arrays", as: GoldenArrays.self) }

  /// A file, and the columns of the rows in it.
  struct Case: Decodable {
    var name: String
    var file: Data
    var columns: [[Cell]]
  }

  /// A file with other files in it, or one.
  struct Packed: Decodable {
    var name: String
    var file: Data
    var text: String?
    var names: [String]?
  }

  /// What a cell holds: a number, a text, or nothing for NaN.
  enum Cell: Decodable, Equatable {
    case number(Double)
    case text(String)
    case empty

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .empty
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }
}

extension Table.Column {
  /// Its cells as golden files write them.
  var golden: [GoldenArrays.Cell] {
    switch cells {
    case .numbers(let values): values.map { $0.map { .number($0) } ?? .empty }
    case .texts(let values): values.map { $0.map { .text($0) } ?? .empty }
    }
  }
}

extension DataSource {
  /// The table of some files' bytes, under the paths that the source asks for.
  func table(_ bytes: [UInt8]...) throws -> Table {
    var random = RandomStream(seed: 1)
    let files = zip(self.files, bytes).map { LoadedFile(path: $0, bytes: $1) }
    return try table(from: files, random: &random)
  }

  /// The mistake that some files' bytes lead to.
  func mistake(_ bytes: [UInt8]...) throws -> String {
    var random = RandomStream(seed: 1)
    let files = zip(self.files, bytes).map { LoadedFile(path: $0, bytes: $1) }
    return try #require(throws: ComponentError.self) { try table(from: files, random: &random) }
      .description
  }
}
