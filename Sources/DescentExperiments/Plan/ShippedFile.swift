import CDataSets

/// The data files that the program carries within itself, under `shipped:` and a name.
package enum ShippedFile {
  private static let prefix = "shipped:"

  /// Whether a path names a file of the program, not one of the disk.
  package static func isNamed(by path: String) -> Bool { path.hasPrefix(prefix) }

  /// The paths of all of them, in alphabetical order.
  package static let paths = sets.map { prefix + String(cString: $0.name) }

  /// The bytes behind a path, or nil where there are none.
  package static func bytes(_ path: String) -> [UInt8]? {
    sets.first { prefix + String(cString: $0.name) == path }
      .map { Array(UnsafeBufferPointer(start: $0.bytes, count: $0.count)) }
  }

  private static var sets: UnsafeBufferPointer<descent_data_set> {
    UnsafeBufferPointer(start: descent_data_sets(), count: descent_data_set_count())
  }
}
