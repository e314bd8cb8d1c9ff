/// A row of a run in two parts as bytes, the first of which many runs have in common: the store holds that
/// one once.
protocol SharedRow {
  static var table: String { get }

  /// - Throws: A `ColumnError` for other bytes than were written.
  init(common: [UInt8], own: [UInt8]) throws

  var common: [UInt8] { get }
  var own: [UInt8] { get }
}

extension SharedRow {
  /// Reads a row that can be absent, in which case both parts are.
  static func read(from reader: inout some ColumnReader) throws -> Self? {
    let (common, own): ([UInt8]?, [UInt8]?) = (try reader.optional(), try reader.optional())
    guard let common, let own else { return nil }
    return try Self(common: common, own: own)
  }
}
