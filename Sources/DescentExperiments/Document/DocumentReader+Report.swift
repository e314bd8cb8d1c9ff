import Descent
import DescentStore

extension DocumentReader {
  /// `report`: how the results are told.
  func readReport(_ node: YAMLNode) -> Document.Report {
    var result = Document.Report()
    let known = [
      "formats", "baseline", "confidence", "sesoi", "scope", "test", "aggregate", "failure_score",
    ]
    checkMap(node, known: known, name: "report")
    func number(_ key: String, _ bounds: Bounds) -> Double? {
      node[key].flatMap { readValue($0, .number(bounds), "report." + key)?.number }
    }
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) -> Choice? {
      guard let value = node[key] else { return nil }
      return readChoice(value, of: Choice.allCases.map(\.rawValue)).flatMap(Choice.init)
    }
    var settings = StoredPlan.ReportSettings()
    settings.confidence = number("confidence", .between(0.5, 1)) ?? settings.confidence
    settings.sesoi = number("sesoi", .above(0))
    settings.failureScore = number("failure_score", .any)
    settings.scope = choice("scope") ?? settings.scope
    settings.test = choice("test") ?? settings.test
    settings.aggregate = choice("aggregate") ?? settings.aggregate
    if let formats = node["formats"] { settings.formats = readFormats(formats) }
    result.settings = settings
    result.baseline = node["baseline"].flatMap { readCondition($0, "baseline", "E05") }
    return result
  }

  /// A list of formats, or one alone.
  private func readFormats(_ node: YAMLNode) -> [StoredPlan.ReportSettings.Format] {
    let names = readNames(node, what: "a list of formats")
    if node.sequence?.isEmpty ?? false {
      report("'report.formats' is empty", at: node.position, "E08")
    }
    return names.compactMap { name in
      if let format = StoredPlan.ReportSettings.Format(rawValue: name.value) { return format }
      let known = StoredPlan.ReportSettings.Format.allCases.map(\.rawValue)
      report(
        "unknown format '\(name.value)'; " + alternatives(to: name.value, among: known),
        at: name.position, "E05")
      return nil
    }
  }

  /// `target`: one recorded column with the value that is to be reached.
  func readTarget(_ node: YAMLNode) -> Document.Target? {
    guard let entries = node.mapping, entries.count == 1, let (key, value) = entries.first else {
      report(
        "'target' must be a map of one metric, such as {val_accuracy: 0.97}, not "
          + (node.mapping.map { "of \($0.count)" } ?? node.summary), at: node.position, "E05")
      return nil
    }
    let metric = key.text ?? ""
    return readValue(value, .number(.any), "target.\(metric)")?.number.map {
      Document.Target(metric: Located(value: metric, position: key.position), value: $0)
    }
  }
}
