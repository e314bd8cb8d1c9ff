extension StoredOutcome {
  package func write(to writer: inout ByteWriter) {
    run.write(to: &writer)
    let metrics = MetricColumn.all(in: history).sorted { $0.name < $1.name }
    writer.write(metrics) { column, writer in
      writer.write(column.part.rawValue)
      writer.write(column.metric)
    }
    writer.write(history) { $0.write(metrics, to: &$1) }
    writer.write(layers) { $0.write(to: &$1) }
    writer.write(graph?.common)
    writer.write(graph?.own)
    writer.write(surface?.common)
    writer.write(surface?.own)
  }

  package init(from reader: inout ByteReader) throws {
    let run = try RunRow(from: &reader)
    let metrics = try reader.list { reader in
      try MetricColumn(part: reader.value(), metric: reader.value())
    }
    self.init(
      run: run, history: try reader.list { try HistoryRow(metrics, from: &$0) },
      layers: try reader.list { try LayerRow(from: &$0) },
      graph: try GraphRow.read(from: &reader), surface: try SurfaceRow.read(from: &reader))
  }
}

extension MetricColumn.Part: ColumnValue {
  package static func read(from reader: inout some ColumnReader) throws -> MetricColumn.Part? {
    try reader.text().map { text in
      guard let part = MetricColumn.Part(rawValue: text) else {
        throw ColumnError("'\(text)' is no part of the data")
      }
      return part
    }
  }
}
