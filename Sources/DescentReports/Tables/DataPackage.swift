import Foundation

/// The description of the CSV files for programs: datapackage.json, a Frictionless tabular package.
package struct DataPackage: Encodable {
  package var name: String
  package var profile = "tabular-data-package"
  package var resources: [Resource]

  package struct Resource: Encodable {
    package var name: String
    package var path: String
    package var profile = "tabular-data-resource"
    package var encoding = "utf-8"
    package var schema: Schema
  }

  package struct Schema: Encodable {
    package var fields: [Field]
    package var missingValues = [""]
    package var primaryKey: [String]
    package var foreignKeys: [ForeignKey]
  }

  package struct Field: Encodable {
    package var name: String
    package var type: String
    package var description: String
    package var unit: String?
  }

  package struct ForeignKey: Encodable {
    package var fields: [String]
    package var reference: Reference

    package struct Reference: Encodable {
      package var resource: String
      package var fields: [String]
    }
  }

  package init(_ tables: [CSVTable], _ factors: FactorColumns, name: String) {
    // Frictionless asks for lower-case letters, digits and . _ - in a name.
    self.name = String(
      name.lowercased().map { character in
        character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
          ? character : "-"
      })
    resources = tables.map { table in
      let name = String(table.name.dropLast(".csv".count))
      return Resource(name: name, path: table.name, schema: Self.schema(of: table, name, factors))
    }
  }

  /// JSON with sorted keys.
  package func json() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      preconditionFailure("a data package cannot be written as JSON")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private static func schema(
    of table: CSVTable, _ name: String, _ factors: FactorColumns
  ) -> Schema {
    let fields = table.columns.map { column in
      let description = ColumnDescription.of(column, in: name, factors)
      return Field(
        name: column, type: (description?.kind ?? .string).rawValue,
        description: description?.text ?? column, unit: description?.unit)
    }
    let run = ForeignKey(
      fields: ["run_id"], reference: .init(resource: "runs", fields: ["run_id"]))
    let configuration = ForeignKey(
      fields: ["config_id"], reference: .init(resource: "configs", fields: ["config_id"]))
    let (key, references): ([String], [ForeignKey]) =
      switch name {
      case "runs": (["run_id"], [configuration])
      case "history": (["run_id", "epoch"], [run, configuration])
      case "layers": (["run_id", "epoch", "layer"], [run])
      case "graph": (["run_id", "epoch", "node"], [run])
      case "configs": (["config_id"], [])
      case "comparisons": (["factor", "a", "b", "view", "dataset"], [])
      case "main_effects": (["factor", "level", "view"], [])
      case "lr_sensitivity": (["group_factor", "group", "learning_rate"], [])
      case "lr_summary": (["group_factor", "group"], [])
      case "importance": (["term"], [])
      case "hypotheses": (["id"], [])
      case "interactions": (["factor_1", "level_1", "factor_2", "level_2"], [])
      default: (["run_id"], [run, configuration])
      }
    return Schema(fields: fields, primaryKey: key, foreignKeys: references)
  }
}
