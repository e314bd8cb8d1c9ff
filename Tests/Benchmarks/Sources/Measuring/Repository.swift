package import Foundation

/// The files that are measured, and those to measure with.
package enum Repository {
  /// The folder of this package.
  package static let benchmarks = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of Descent.
  package static let root = benchmarks.deletingLastPathComponent().deletingLastPathComponent()

  /// The command `descent`, as `make` leaves it.
  package static let descent = Program(root.appending(path: ".build/release/descent").path)

  /// A file that the build left beside this program.
  package static func built(_ name: String) -> String {
    let program = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return program.deletingLastPathComponent().appending(path: name).path
  }
}
