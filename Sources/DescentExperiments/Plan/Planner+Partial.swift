import Descent

// What can be said of a document that has mistakes.
extension Planner {
  /// What the document names and its studies do not have, where it is not known what is measured.
  static func nameMistakes(
    _ document: Document, registry: Registry, folder: String
  ) -> [Diagnostic] {
    var planner = Planner(document, registry: registry, folder: folder)
    planner.fillLoss()
    let expansion = Expansion(planner.document, registry: registry)
    planner.mistakes += expansion.mistakes
    _ = planner.comparison(expansion.configurations, measured: nil)
    return planner.mistakes
  }

  /// The changes of studies that meet nothing, or leave nothing.
  static func expansionMistakes(
    _ document: Document, registry: Registry, folder: String
  ) -> [Diagnostic] {
    var planner = Planner(document, registry: registry, folder: folder)
    planner.fillLoss()
    return Expansion(planner.document, registry: registry).mistakes
  }

  /// What is wrong with the files of the base's data.
  static func dataMistakes(
    _ document: Document, registry: Registry, folder: String
  ) -> [Diagnostic] {
    var planner = Planner(document.baseAlone, registry: registry, folder: folder)
    let expansion = Expansion(planner.document, registry: registry)
    guard let base = expansion.configurations.first,
      !planner.catalog.filePaths(of: base).contains("")
    else { return [] }
    do {
      _ = try planner.catalog.table(base, replicate: planner.streams[.data])
    } catch {
      if let error = error as? ComponentError { planner.report(error, base) }
    }
    return planner.mistakes
  }
}
