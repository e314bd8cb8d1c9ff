package import Descent

/// Reads an experiment file into a ``Document``, collecting every mistake on the way.
///
/// Its methods return nil where they reported a mistake, so that reading goes on behind it.
package final class DocumentReader {
  let registry: Registry
  let file: SourceFile
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: SourceFile, registry: Registry) {
    self.file = file
    self.registry = registry
  }

  func report(_ message: String, at position: SourcePosition, _ code: String) {
    diagnostics.append(Diagnostic(message, at: position, code: code))
  }

  /// - Throws: All mistakes of the file.
  package static func read(
    _ file: SourceFile, registry: Registry
  ) throws(DiagnosticList) -> Document {
    let root = try YAMLNode.compose(file: file)
    let reader = DocumentReader(file, registry: registry)
    let document = reader.document(root)
    if let document, reader.diagnostics.isEmpty { return document }
    throw DiagnosticList(reader.diagnostics)
  }

  private static let keys = [
    "name", "question", "base", "grid", "seeds", "metrics", "select", "compare", "tune", "diverge",
    "diagnostics", "run", "report",
  ]

  private func document(_ root: YAMLNode) -> Document? {
    guard let entries = root.mapping else {
      report("expected a map of keys such as 'base' and 'grid', found \(root.summary)",
        at: root.position, "E02")
      return nil
    }
    checkKeys(of: entries, known: Self.keys, in: nil)
    guard let baseNode = root["base"] else {
      report("'base' is missing: it describes one complete run", at: root.position, "E02")
      return nil
    }
    var base = readBase(baseNode)
    for key in ["diverge", "diagnostics"] {
      if let node = root[key] { readSettings(node, prefix: key, into: &base) }
    }
    let axes = root["grid"].map { readGrid($0, base: base) } ?? []
    let seeds = readSeeds(root["seeds"])
    return Document(
      file: file, name: readName(root["name"]), question: root["question"].flatMap(readText),
      base: base, axes: axes, seeds: seeds.values, vary: seeds.vary,
      metrics: root["metrics"].map { readNames($0, what: "a list of metrics") },
      select: root["select"].flatMap(readSelection),
      compare: root["compare"].map { readNames($0, what: "a list of factors") },
      tune: root["tune"].map { readNames($0, what: "a list of settings") },
      options: readOptions(run: root["run"], report: root["report"]))
  }

  /// Reports every key that is not known, with the nearest that is.
  func checkKeys(of entries: [YAMLNode.Entry], known: [String], in map: String?) {
    for (key, _) in entries where !known.contains(key.text ?? "") {
      let place = map.map { " in '\($0)'" } ?? ""
      report(
        "unknown key '\(key.text ?? "")'\(place); "
          + alternatives(to: key.text ?? "", among: known), at: key.position, "E02")
    }
  }

  // MARK: - Top level

  private func readName(_ node: YAMLNode?) -> String {
    guard let node else { return file.stem }
    guard let text = node.text, !text.isEmpty, text != ".", text != "..",
      text.unicodeScalars.allSatisfy({
        $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "_-.".unicodeScalars.contains($0)
      })
    else {
      report(
        "'name' names the results folder and must be of letters, digits, '_', '-' and '.', "
          + "not \(node.summary)", at: node.position, "E05")
      return file.stem
    }
    return text
  }

  private func readText(_ node: YAMLNode) -> String? {
    guard let text = node.text else {
      report("expected a text, found \(node.summary)", at: node.position, "E05")
      return nil
    }
    return text
  }

  /// A list of names, or one alone.
  private func readNames(_ node: YAMLNode, what: String) -> [Located<String>] {
    guard let items = node.sequence ?? node.text.map({ _ in [node] }) else {
      report("expected \(what), found \(node.summary)", at: node.position, "E05")
      return []
    }
    return items.compactMap { item in
      readText(item).map { Located(value: $0, position: item.position) }
    }
  }

  private func readSelection(_ node: YAMLNode) -> Document.Selection? {
    if let text = node.text {
      return Document.Selection(
        metric: Located(value: text, position: node.position), maximize: nil, atBest: false)
    }
    guard let entries = node.mapping else {
      report("expected a metric or a map, found \(node.summary)", at: node.position, "E05")
      return nil
    }
    checkKeys(of: entries, known: ["metric", "goal", "at"], in: "select")
    guard let metric = node["metric"] else {
      report("'select' needs a 'metric'", at: node.position, "E17")
      return nil
    }
    let goal = node["goal"].flatMap { readChoice($0, of: ["maximize", "minimize"]) }
    let at = node["at"].flatMap { readChoice($0, of: ["final", "best"]) }
    return readText(metric).map {
      Document.Selection(
        metric: Located(value: $0, position: metric.position),
        maximize: goal.map { $0 == "maximize" }, atBest: at == "best")
    }
  }

  func readChoice(_ node: YAMLNode, of names: [String]) -> String? {
    guard let text = node.text, names.contains(text) else {
      report(
        "found \(node.summary); " + alternatives(to: node.text ?? "", among: names),
        at: node.position, "E05")
      return nil
    }
    return text
  }

  private func readOptions(run: YAMLNode?, report: YAMLNode?) -> Document.RunOptions {
    var options = Document.RunOptions()
    if let run {
      let entries = run.mapping ?? []
      if run.mapping == nil {
        self.report("expected a map, found \(run.summary)", at: run.position, "E05")
      }
      checkKeys(of: entries, known: ["jobs", "timeout", "max_runs"], in: "run")
      if let node = run["jobs"], node.text != "auto" {
        if case .integer(let jobs)? = readValue(node, .integerOr(1...1024, "auto"), "run.jobs") {
          options.jobs = jobs
        }
      }
      options.timeout = run["timeout"].flatMap(readDuration)
      if let node = run["max_runs"],
        case .integer(let runs)? = readValue(node, .integer(1...Int.max), "run.max_runs")
      {
        options.maxRuns = runs
      }
    }
    if let report {
      checkKeys(of: report.mapping ?? [], known: ["confidence"], in: "report")
      if let node = report["confidence"],
        let value = readValue(node, .number(.between(0.5, 1)), "report.confidence")?.number
      {
        options.confidence = value
      }
    }
    return options
  }

  /// `60s`, `5m`, `2h`, or plain seconds.
  private func readDuration(_ node: YAMLNode) -> Double? {
    let factors: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
    let text = node.text ?? ""
    let factor = text.last.flatMap { factors[$0] }
    let digits = factor == nil ? text : String(text.dropLast())
    guard let number = try? YAMLScalar(digits).number(), number > 0 else {
      report(
        "expected a time such as 60s, 5m or 2h, found \(node.summary)", at: node.position, "E05")
      return nil
    }
    return number * (factor ?? 1)
  }
}

extension SourceFile {
  /// The file's name without its folder and ending.
  var stem: String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    let stem = last.split(separator: ".").first.map(String.init) ?? last
    return stem.isEmpty ? "experiment" : stem
  }
}
