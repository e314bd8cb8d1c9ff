package import Foundation

/// The text of an experiment file.
package struct Experiment {
  package var text: String

  package init(_ text: String) { self.text = text }

  package init(contentsOf file: URL) throws {
    text = try String(contentsOf: file, encoding: .utf8)
  }

  /// The same experiment with another value of a key that occurs once.
  ///
  /// - Parameters:
  ///   - key: The key alone, without the path to it.
  ///   - value: A scalar.
  /// - Returns: The changed experiment.
  /// - Throws: A ``MeasuringError`` where the key occurs more than once, or never.
  package func setting(_ key: String, to value: String) throws -> Experiment {
    let pattern = try Regex("\(key): *(\\[[^\\]]*\\]|[^,}\\s]+)")
    guard text.matches(of: pattern).count == 1 else {
      throw MeasuringError("the experiment does not name '\(key)' once")
    }
    return Experiment(text.replacing(pattern, with: "\(key): \(value)"))
  }
}
