import DescentStore

/// The tables of a report as JSON in its page, for programs that have the page alone.
///
/// A list of objects with `name`, `caption`, `columns` and `rows`. A cell is a number, with all its
/// digits, where the report sorts by one, and otherwise the text that is shown.
enum EmbeddedTables {
  static func json(of report: ReportText) -> String {
    // `</script>` in a name would end the element that the text stands in.
    "[" + report.tables.map(json).joined(separator: ",\n").replacing("<", with: "\\u003c") + "]"
  }

  private static func json(of table: TextTable) -> String {
    let rows = table.rows.map { row in
      "[" + row.cells.map(json).joined(separator: ",") + "]"
    }
    return "{\"name\":\(table.id.jsonString),\"caption\":\(table.caption.plainText.jsonString),"
      + "\"columns\":[" + table.columns.map(\.title.plainText.jsonString).joined(separator: ",")
      + "],\"rows\":[" + rows.joined(separator: ",") + "]}"
  }

  private static func json(of cell: TextTable.Cell) -> String {
    guard let value = cell.value, value.isFinite else { return cell.text.plainText.jsonString }
    return "\(value)"
  }
}
