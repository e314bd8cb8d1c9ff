import Descent
package import DescentStore

extension RunRequest {
  package func write(to writer: inout ByteWriter) {
    writer.write(runID)
    writer.write(configID)
    writer.write(streams.seed)
    writer.write(streams.vary) { $1.write($0.rawValue) }
    writer.write(fold)
    writer.write(configuration.sections) { $0.write(to: &$1) }
    writer.write(fileHashes) { $1.write($0) }
    writer.write(task.kind.rawValue)
    writer.write(task.names) { $1.write($0) }
    writer.write(concurrency)
    writer.write(epochLimit)
    writer.write(weightsFolder)
  }

  package init(from reader: inout ByteReader) throws {
    runID = try reader.value()
    configID = try reader.value()
    streams = try StreamReplicates(
      seed: reader.value(),
      vary: reader.list { try known(RandomStream.Purpose(rawValue: $0.value())) })
    fold = try reader.optional()
    configuration = Configuration(try reader.list { try Section(from: &$0) })
    fileHashes = try reader.list { try $0.value() }
    let kind = try known(LearningTask.Kind(rawValue: reader.value()))
    task = LearningTask(kind, names: try reader.list { try $0.value() })
    concurrency = try reader.value()
    epochLimit = try reader.optional()
    weightsFolder = try reader.optional()
  }
}

extension Section {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(values) { entry, writer in
      writer.write(entry.key)
      entry.value.write(to: &writer)
    }
  }

  fileprivate convenience init(from reader: inout ByteReader) throws {
    let name: String = try reader.value()
    let values = try reader.list { (try $0.value() as String, try Value(from: &$0)) }
    self.init(name, Dictionary(values) { $1 })
  }
}

extension LearningTask {
  /// Its targets, its classes or its labels.
  fileprivate var names: [String] {
    switch self {
    case .regression(let targets): targets
    case .classification(let classes): classes
    case .labels(let labels): labels
    }
  }

  fileprivate init(_ kind: Kind, names: [String]) {
    switch kind {
    case .regression: self = .regression(targets: names)
    case .classification: self = .classification(classes: names)
    case .labels: self = .labels(names)
    }
  }
}

extension Value {
  fileprivate func write(to writer: inout ByteWriter) {
    switch self {
    case .number(let value):
      writer.write("number")
      writer.write(value)
    case .integer(let value):
      writer.write("integer")
      writer.write(value)
    case .boolean(let value):
      writer.write("boolean")
      writer.write(value)
    case .text(let value):
      writer.write("text")
      writer.write(value)
    case .list(let values):
      writer.write("list")
      writer.write(values) { $0.write(to: &$1) }
    }
  }

  fileprivate init(from reader: inout ByteReader) throws {
    self =
      switch try reader.value() as String {
      case "number": .number(try reader.value())
      case "integer": .integer(try reader.value())
      case "boolean": .boolean(try reader.value())
      case "text": .text(try reader.value())
      case "list": .list(try reader.list { try Value(from: &$0) })
      case let kind: throw ColumnError("'\(kind)' is no kind of value")
      }
  }
}

private func known<Result>(_ value: Result?) throws -> Result {
  guard let value else { throw ColumnError("a message holds a name that nobody knows") }
  return value
}
