/// What the Swift compiler said about a plugin, as diagnostics that point into the author's file.
struct CompilerMessages {
  private let messages: [Message]
  private let files: [String: SourceFile]
  private let entry: String

  private struct Message {
    var path: String
    var line: Int
    var column: Int
    var severity: String
    var text: String
    var notes: [String] = []
  }

  /// - Parameters:
  ///   - text: The compiler's output.
  ///   - files: The author's files by the paths that the compiler was given.
  ///   - entry: The path of the file that was compiled along with them.
  init(_ text: String, files: [String: SourceFile], entry: String) {
    self.files = files
    self.entry = entry
    let pattern = /(.+?):([0-9]+):([0-9]+): (error|warning|note): (.*)/
    var messages: [Message] = []
    for line in text.split(separator: "\n") {
      guard let match = line.wholeMatch(of: pattern) else { continue }
      let message = Message(
        path: String(match.1), line: Int(match.2) ?? 1, column: Int(match.3) ?? 1,
        severity: String(match.4), text: String(match.5))
      if message.severity != "note" {
        messages.append(message)
      } else if !messages.isEmpty {
        let place = files[message.path].map { "\($0.name):\(message.line):\(message.column): " }
        messages[messages.count - 1].notes.append("  note: " + (place ?? "") + message.text)
      }
    }
    self.messages = messages
  }

  var warnings: [Diagnostic] {
    messages.filter { $0.severity == "warning" }.compactMap { diagnostic($0, .warning) }
  }

  /// The errors; one in the list of components is explained, since the file that reads it is not the
  /// author's.
  func errors(of source: PluginSource) -> [Diagnostic] {
    let errors = messages.filter { $0.severity == "error" }
    let own = errors.compactMap { diagnostic($0, .error) }
    guard own.isEmpty, let error = errors.first(where: { $0.path == entry }) else { return own }
    guard let position = source.listPosition else { return [source.missingList] }
    return [
      Diagnostic(
        "'\(PluginEntry.list)' must be a list of components, such as "
          + "'\(PluginEntry.example(["MyActivation"]))'; the compiler says: \(error.text)",
        at: position, code: "E05")
    ]
  }

  /// The message where it is about one of the author's files.
  private func diagnostic(_ message: Message, _ severity: Diagnostic.Severity) -> Diagnostic? {
    guard let file = files[message.path] else { return nil }
    // The compiler counts bytes.
    let before = Array(file.line(message.line).utf8).prefix(max(0, message.column - 1))
    let column = String(decoding: before, as: UTF8.self).unicodeScalars.count + 1
    return Diagnostic(
      ([message.text] + message.notes).joined(separator: "\n"),
      at: SourcePosition(file: file, line: message.line, column: column), code: "E05",
      severity: severity)
  }
}
