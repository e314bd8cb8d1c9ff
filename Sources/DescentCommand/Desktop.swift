import Foundation

/// The desktop that the program runs on, where there is one.
enum Desktop {
  // Elsewhere `open` may be another program.
  #if os(macOS)
    private static let name = "open"
  #else
    private static let name = "xdg-open"
  #endif

  /// The program that opens a file as a double click would; nil on a machine without one.
  private static var opener: URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { URL(fileURLWithPath: $0 + "/" + name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Opens a file.
  ///
  /// - Returns: Whether something opened it.
  static func open(_ path: String) -> Bool {
    guard let opener else { return false }
    let process = Process()
    process.executableURL = opener
    process.arguments = [path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
