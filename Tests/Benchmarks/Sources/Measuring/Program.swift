import Foundation

/// A program that is run to its end; its complaints go to the standard error of this process.
package struct Program {
  package var path: String
  /// What is added to the environment of this process.
  package var environment: [String: String] = [:]

  package init(_ path: String) { self.path = path }

  /// What became of it.
  package struct Ending {
    package var output: String
    /// From its start to its end.
    package var seconds: Double
  }

  /// - Throws: A ``MeasuringError`` where it ends with another status than 0.
  @discardableResult package func run(_ arguments: [String] = []) throws -> Ending {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    let start = ContinuousClock.now
    do {
      try process.run()
    } catch {
      throw MeasuringError("'\(path)' cannot be started")
    }
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let command = ([path] + arguments).joined(separator: " ")
      throw MeasuringError("'\(command)' ended with status \(process.terminationStatus)")
    }
    return Ending(output: String(decoding: output, as: UTF8.self), seconds: seconds)
  }
}

/// Why something could not be measured.
package struct MeasuringError: Error, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}
