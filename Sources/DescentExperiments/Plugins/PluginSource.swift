import Foundation

/// A plugin as its author wrote it: a Swift file, or a folder of them.
public struct PluginSource: Sendable {
  /// Where it is, as the user names it.
  public let path: String
  /// The hash of all names and texts.
  public let sha256: String
  /// Sorted by name; each is named as the user would name it.
  package let files: [SourceFile]

  /// Reads a plugin.
  ///
  /// - Parameters:
  ///   - path: A file, or a folder whose Swift files make one plugin.
  ///   - folder: Where relative paths start from; nil for the current folder.
  ///   - position: Where the path is written, for the message.
  /// - Throws: A ``Diagnostic`` where there is nothing to read.
  package init(
    _ path: String, in folder: String? = nil, at position: SourcePosition? = nil
  ) throws(Diagnostic) {
    self.path = path
    let root = URL(
      fileURLWithPath: path, relativeTo: folder.map { URL(fileURLWithPath: $0 + "/") }
    ).resolvingSymlinksInPath()
    var isFolder: ObjCBool = false
    guard !path.isEmpty, FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder)
    else {
      throw Diagnostic("there is no plugin '\(path)'", at: position, code: "E05")
    }
    let names = isFolder.boolValue ? Self.swiftFiles(in: root) : [""]
    guard isFolder.boolValue || path.hasSuffix(".swift") else {
      throw Diagnostic(
        "plugin '\(path)' is no Swift file; expected a file that ends in '.swift', or a folder of "
          + "such files", at: position, code: "E05")
    }
    guard !names.isEmpty else {
      throw Diagnostic("the folder '\(path)' holds no Swift file", at: position, code: "E05")
    }
    let shown = folder.map { Self.joined($0, path) } ?? path
    var files: [SourceFile] = []
    var hash = SHA256()
    for name in names {
      let url = name.isEmpty ? root : root.appendingPathComponent(name)
      guard let data = FileManager.default.contents(atPath: url.path) else {
        throw Diagnostic(
          "plugin '\(path)' cannot be read: \(name.isEmpty ? path : name)", at: position,
          code: "E05")
      }
      files.append(SourceFile(name: name.isEmpty ? shown : shown + "/" + name, bytes: data))
      hash.update("\(name)\u{0}\(data.count)\u{0}".utf8)
      hash.update(data)
    }
    self.files = files
    sha256 = hash.hexDigest
  }

  /// Its source text; that of several files behind their names.
  public var text: String {
    guard files.count > 1 else { return files.first?.text ?? "" }
    return files.map { "// \($0.name)\n\($0.text)" }.joined(separator: "\n")
  }

  /// The name of the file or folder without its ending.
  package var stem: String { SourceFile(name: path, text: "").stem }

  private static func swiftFiles(in folder: URL) -> [String] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter { path in
      path.hasSuffix(".swift")
        && !path.split(separator: "/").contains { $0.hasPrefix(".") }
    }.sorted()
  }

  /// A path as it reads from the current folder.
  private static func joined(_ folder: String, _ path: String) -> String {
    let current = FileManager.default.currentDirectoryPath
    guard !path.hasPrefix("/"), folder != current, folder != "." else { return path }
    return (folder.hasSuffix("/") ? folder : folder + "/") + path
  }
}
