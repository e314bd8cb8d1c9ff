/// A place in a source file; lines and columns count from 1, columns in Unicode scalars.
public struct SourcePosition: Sendable {
  public let file: SourceFile
  public let line: Int
  public let column: Int

  public init(file: SourceFile, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var fileName: String { file.name }
}

// Two positions in files of the same name are in the same file: it was read twice.
extension SourcePosition: Hashable, Comparable {
  public static func == (left: Self, right: Self) -> Bool {
    (left.fileName, left.line, left.column) == (right.fileName, right.line, right.column)
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.fileName, left.line, left.column) < (right.fileName, right.line, right.column)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(fileName)
    hasher.combine(line)
    hasher.combine(column)
  }
}

extension SourcePosition: CustomStringConvertible {
  public var description: String { "\(fileName):\(line):\(column)" }
}
