/// Where a data set comes from: a file's format, or a generator.
///
/// Splitting, encoding and standardisation belong to the core, which does them alike for all sources.
public protocol DataSource: Component {
  /// Makes the table.
  ///
  /// - Parameters:
  ///   - files: The contents of ``Component/files``, in their order.
  ///   - random: For generated data; the same stream gives the same table.
  /// - Returns: Rows and named columns, the targets among them; several targets are numbers or labels.
  /// - Throws: A ``ComponentError`` with the place in the file that is wrong.
  func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table
}

extension DataSource {
  public static var kind: ComponentKind { .data }

  /// Whether each replicate has rows of its own, drawn at random.
  public var isGenerated: Bool { files.isEmpty }
}
