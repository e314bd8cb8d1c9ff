public import Descent

/// A data set that comes with Descent: the CSV file of its name, with the target in the last column.
public protocol ShippedDataSource: DataSource {
  /// What its targets are.
  static var task: LearningTask.Kind { get }
}

extension ShippedDataSource {
  public var files: [String] { ["shipped:\(Self.name).csv"] }

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    var table = try CSV().with(\.path, self.files[0]).table(from: files, random: &random)
    table.task = Self.task
    return table
  }
}
