import Foundation

/// The files of the repository that tests look at.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }

  /// Golden data that a script in `Tests/Reference` made.
  static func golden<Content: Decodable>(_ name: String, as: Content.Type) throws -> Content {
    let path = "Tests/DescentPluginsTests/Golden/\(name).json"
    return try JSONDecoder().decode(Content.self, from: Data(try bytes(path)))
  }
}
