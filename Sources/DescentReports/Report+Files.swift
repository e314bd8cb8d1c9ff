import DescentStore
public import Foundation

extension Report {
  /// The file to open first, of those that are written: `report.html`.
  public var firstFile: String {
    let formats = analysis.plan.report.formats
    if formats.contains(.html) { return "report.html" }
    return formats.contains(.markdown) ? "report.md" : "manifest.json"
  }

  /// Writes the report into a folder, in the formats that the experiment file asks for.
  ///
  /// Those are `report.md` with `figures/*.svg`, `report.html`, `data/*.csv` with their description and
  /// `latex/*.tex`; `manifest.json` is there in any case. Each file is written whole or not at all.
  /// What an earlier report wrote and this one does not is removed: files of formats that are no longer
  /// asked for, and figures and tables that it no longer holds.
  ///
  /// - Throws: What the file system, or reading the sweep, reports.
  public func write(to folder: URL) throws {
    let formats = Set(analysis.plan.report.formats)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try removeFiles(
      of: Set(StoredPlan.ReportSettings.Format.allCases).subtracting(formats), from: folder)
    if formats.contains(.csv) {
      if analysis.plan.hypotheses.isEmpty {
        try Self.remove("data", from: folder) { $0 == "hypotheses.csv" }
      }
      try writeTables(to: folder.appendingPathComponent("data"))
    }
    try Self.write(manifest(), folder.appendingPathComponent("manifest.json"))
    let whole = analysis.report()
    let report = formats.contains(.csv) ? whole : whole.withoutSources
    if formats.contains(.markdown) {
      try Self.write(
        report.figures.filter { $0.summary == nil }.map { ($0.id + ".svg", $0.file) },
        folder.appendingPathComponent("figures"), instead: ".svg")
      try Self.write(
        MarkdownFormat.text(of: report), folder.appendingPathComponent("report.md"))
    }
    if formats.contains(.html) {
      try Self.write(
        HTMLFormat.text(of: report, name: analysis.plan.name),
        folder.appendingPathComponent("report.html"))
    }
    if formats.contains(.latex) {
      try Self.write(
        LaTeXFormat.files(of: report).map { ($0.name, $0.text) },
        folder.appendingPathComponent("latex"), instead: ".tex")
    }
  }

  private func removeFiles(of formats: Set<StoredPlan.ReportSettings.Format>, from folder: URL)
    throws
  {
    for format in formats {
      switch format {
      case .csv:
        let tables = RunTables(analysis.scores).all + analysis.sweepTables()
        let names = tables.map(\.name) + ["hypotheses.csv", "datapackage.json"]
        try Self.remove("data", from: folder, where: names.contains)
      case .markdown:
        try Self.remove("", from: folder) { $0 == "report.md" }
        try Self.remove("figures", from: folder) { $0.hasSuffix(".svg") }
      case .html: try Self.remove("", from: folder) { $0 == "report.html" }
      case .latex: try Self.remove("latex", from: folder) { $0.hasSuffix(".tex") }
      }
    }
  }

  /// Removes some files of a folder within the results, and the folder where nothing is left in it.
  private static func remove(
    _ name: String, from results: URL, where isMeant: (String) -> Bool
  ) throws {
    let folder = name.isEmpty ? results : results.appendingPathComponent(name)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      return
    }
    let own = names.filter(isMeant)
    for file in own { try FileManager.default.removeItem(at: folder.appendingPathComponent(file)) }
    if !name.isEmpty, !own.isEmpty, own.count == names.count {
      try FileManager.default.removeItem(at: folder)
    }
  }

  private func writeTables(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try writeRunTables(to: folder)
    let tables = analysis.sweepTables()
    for table in tables {
      try Self.write(table.text, folder.appendingPathComponent(table.name))
    }
    try Self.write(dataPackage(tables), folder.appendingPathComponent("datapackage.json"))
  }

  /// Writes the long tables piece by piece: those of a large sweep fill the memory.
  private func writeRunTables(to folder: URL) throws {
    var tables = RunTables(analysis.scores)
    let files = try tables.all.map {
      try GrowingFile(folder.appendingPathComponent($0.name))
    }
    func writeTexts() {
      for (file, text) in zip(files, tables.takeTexts()) { file.append(text) }
    }
    var count = 0
    try sweep.forEachOutcome { outcome in
      tables.append(outcome)
      count += 1
      if count % 64 == 0 { writeTexts() }
    }
    writeTexts()
    for file in files { try file.finish() }
  }

  private static func write(_ text: String, _ file: URL) throws {
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  /// Writes files into a folder, in place of those with an ending that are there.
  private static func write(
    _ files: [(name: String, text: String)], _ folder: URL, instead ending: String
  ) throws {
    let manager = FileManager.default
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in files { try write(file.text, folder.appendingPathComponent(file.name)) }
    let names = Set(files.map(\.name))
    for old in try manager.contentsOfDirectory(atPath: folder.path)
    where old.hasSuffix(ending) && !names.contains(old) {
      try manager.removeItem(at: folder.appendingPathComponent(old))
    }
  }
}
