import Descent
import Foundation

/// What `--save-weights` keeps of a run, so that anyone can repeat it elsewhere.
///
/// - `initial.safetensors`, `final.safetensors`: `layers.0.weight` (out × in, as PyTorch has it),
///   `layers.0.bias`, and what else a layer learns or keeps, such as `layers.0.activation.slope` and
///   `layers.0.normalization.running_mean`; …
/// - `split.csv`: for each row of the data file its part; those of a test file are all of the test part.
/// - `data.csv`: the rows themselves where they were generated.
struct WeightsFolder {
  let path: String

  func write(
    _ record: TrainingRecord, of network: MultilayerPerceptron, on dataset: Dataset,
    hasTestFile: Bool, table: Table?
  ) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try write("initial.safetensors", Self.tensors(record.initialValues, network).bytes)
    try write("final.safetensors", Self.tensors(record.finalValues, network).bytes)
    try write("split.csv", Array(Self.split(dataset, hasTestFile: hasTestFile).utf8))
    if let table { try write("data.csv", Array(Self.csv(table).utf8)) }
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name), options: .atomic)
  }

  /// The parameters and running statistics under PyTorch's names and in its layout.
  static func tensors(_ values: [Float], _ network: MultilayerPerceptron) -> SafetensorsFile {
    let weights = Set(network.layers.map(\.weightIndex))
    var tensors: [SafetensorsFile.Tensor] = []
    var start = 0
    for (index, parameter) in network.graph.parameters.enumerated() {
      let (rows, columns) = (parameter.rows, parameter.columns)
      var numbers = values[start..<start + parameter.count].map { Double($0) }
      start += parameter.count
      var shape = [columns]
      if weights.contains(index) {
        let given = numbers
        for row in 0..<rows {
          for column in 0..<columns { numbers[column * rows + row] = given[row * columns + column] }
        }
        shape = [columns, rows]
      }
      tensors.append(.init(name: parameter.name, shape: shape, values: numbers))
    }
    for statistic in network.graph.statistics {
      let numbers = values[start..<start + statistic.columns].map { Double($0) }
      start += statistic.columns
      tensors.append(.init(name: statistic.name, shape: [statistic.columns], values: numbers))
    }
    return SafetensorsFile(tensors: tensors)
  }

  /// `row` counts the rows of the data file from 0, without its header.
  private static func split(_ dataset: Dataset, hasTestFile: Bool) -> String {
    let parts =
      [("train", dataset.train), ("validation", dataset.validation)]
      + (hasTestFile ? [] : [("test", dataset.test)])
    let rows = parts.flatMap { name, part in part.rows.map { ($0, name) } }.sorted { $0.0 < $1.0 }
    return "row,part\n" + rows.map { "\($0.0),\($0.1)\n" }.joined()
  }

  private static func csv(_ table: Table) -> String {
    var text = table.columns.map(\.name).joined(separator: ",") + "\n"
    for row in 0..<table.rowCount {
      let cells = table.columns.map { column in
        switch column.cells {
        case .numbers(let values): values[row].map { "\($0)" } ?? ""
        case .texts(let values): values[row] ?? ""
        }
      }
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }
}

extension DataCatalog {
  /// The table of a configuration where it was generated; nil where it lies in a file.
  func generatedTable(_ configuration: Configuration, streams: StreamReplicates) throws -> Table? {
    isGenerated(configuration) ? try table(configuration, replicate: streams[.data]) : nil
  }
}
