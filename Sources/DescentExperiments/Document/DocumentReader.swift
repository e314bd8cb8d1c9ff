package import Descent

/// Reads an experiment file into a ``Document``, collecting every mistake on the way.
///
/// Its methods return nil where they reported a mistake, so that reading goes on behind it.
package final class DocumentReader {
  let registry: Registry
  let file: SourceFile
  private(set) var diagnostics: [Diagnostic] = []
  /// Slots whose component could not be read; what depends on them is not judged.
  var unreadable: Set<Slot> = []
  /// All paths that `studies` gives something, rightly or wrongly; nil where a part cannot be read.
  var givenPaths: Set<String>? = []
  /// Slots whose component a command line chooses.
  var setSlots: Set<Slot> = []
  /// Studies of which it is known what they vary, each with the changes that can be judged.
  var soundStudies: [Study] = []
  /// Whether there is no mistake in `base`.
  private var isBaseReadable = true
  /// Whether there is none in `studies` either.
  private var areStudiesReadable = true
  /// Whether it is known what is measured, and what decides.
  private var areMetricsReadable = true
  /// Where paths start from; nil where files are left alone.
  private let folder: String?

  init(_ file: SourceFile, registry: Registry, folder: String? = nil) {
    self.file = file
    self.registry = registry
    self.folder = folder
  }

  func report(_ message: String, at position: SourcePosition, _ code: String) {
    diagnostics.append(Diagnostic(message, at: position, code: code))
  }

  func report(_ mistakes: DiagnosticList) { diagnostics += mistakes.diagnostics }

  /// - Throws: All mistakes of the file, and of the command line that changes it.
  package static func read(
    _ file: SourceFile, registry: Registry, folder: String? = nil,
    edits: DocumentEdits = DocumentEdits()
  ) throws(DiagnosticList) -> Document {
    let root = try YAMLNode.compose(file: file)
    let reader = DocumentReader(file, registry: registry, folder: folder)
    guard var document = reader.document(root, edits) else {
      throw DiagnosticList(reader.diagnostics)
    }
    let isFileRight = reader.diagnostics.isEmpty
    reader.narrow(&document, by: edits)
    if reader.diagnostics.isEmpty { return document }
    throw DiagnosticList(
      reader.diagnostics + (isFileRight ? [] : reader.furtherMistakes(document)))
  }

  private static let keys =
    [
      "name", "question", "plugins", "base", "studies",
    ] + studyKeys + [
      "seeds", "metrics", "select", "compare", "tune", "target", "search", "stop", "diverge",
      "diagnostics",
      "run", "report", "hypotheses",
    ]

  private func document(_ root: YAMLNode, _ edits: DocumentEdits) -> Document? {
    guard let entries = root.mapping.map(nested) else {
      report(
        "expected a map of keys such as 'base' and 'grid', found \(root.summary)",
        at: root.position, "E02")
      return nil
    }
    let edited = reading {
      setting(YAMLNode(.mapping(entries), at: root.position), edits.settings)
    }
    let root = edited.result
    checkKeys(of: entries, known: Self.keys, in: nil)
    let isStudyMisspelt = entries.contains { entry in
      let key = entry.key.text ?? ""
      let near = nearestName(to: key, among: Self.keys)
      return !Self.keys.contains(key) && near.map((Self.studyKeys + ["studies"]).contains) ?? false
    }
    guard let baseNode = root["base"] else {
      report("'base' is missing: it describes one complete run", at: root.position, "E02")
      return nil
    }
    let givenBase = reading {
      var base = readBase(baseNode)
      for key in ["stop", "diverge", "diagnostics"] {
        if let node = root[key] { readSettings(node, prefix: key, into: &base) }
      }
      return base
    }
    let base = givenBase.result
    let givenStudies = reading { readStudies(root, base: base) }
    let studies = givenStudies.result
    isBaseReadable = edited.isRight && givenBase.isRight
    areStudiesReadable = isBaseReadable && givenStudies.isRight && !isStudyMisspelt
    if isStudyMisspelt {
      givenPaths = nil
      soundStudies = []
    }
    checkStop(root, studies)
    let seeds = readSeeds(root["seeds"])
    let metrics = reading { root["metrics"].map(readMetrics) }
    let selection = root["select"].flatMap(readSelection)
    let target = root["target"].flatMap(readTarget)
    areMetricsReadable =
      metrics.isRight && (selection == nil) == (root["select"] == nil)
      && (target == nil) == (root["target"] == nil)
    return Document(
      file: file, name: readName(root["name"]), question: root["question"].flatMap(readText),
      base: base, studies: studies, seeds: seeds.values, vary: seeds.vary,
      varyPosition: root["seeds"]?["vary"]?.position,
      metrics: metrics.result, select: selection,
      compare: root["compare"].map { readNames($0, what: "a list of factors") },
      tune: root["tune"].map { readNames($0, what: "a list of settings") },
      target: target,
      search: root["search"].flatMap(readSearch),
      report: root["report"].map(readReport) ?? Document.Report(),
      hypotheses: root["hypotheses"].map(readHypotheses) ?? [],
      options: root["run"].map(readOptions) ?? Document.RunOptions())
  }

  /// What else is wrong with a file that has mistakes, as far as it can be judged.
  ///
  /// Where a study has a mistake, what it varies is known by name only.
  private func furtherMistakes(_ document: Document) -> [Diagnostic] {
    if areStudiesReadable, areMetricsReadable, let folder {
      do {
        _ = try Plan(document, registry: registry, folder: folder)
        return []
      } catch {
        return error.diagnostics
      }
    }
    if areStudiesReadable {
      return Planner.nameMistakes(document, registry: registry, folder: folder ?? "")
    }
    let varied = VariedPaths(document)
    guard let givenPaths else { return ComparisonPlan.overlap(document) }
    let known = givenPaths.union(varied.all)
    func isUnknown(_ name: Located<String>) -> Bool {
      !known.contains(name.value)
        && !unreadable.contains { name.value.hasPrefix($0.rawValue + ".") }
    }
    func mistakes(_ names: [Located<String>]?, _ key: String) -> [Diagnostic] {
      (names ?? []).filter(isUnknown).map {
        ComparisonPlan.fixed($0, in: key, candidates: varied.all)
      }
    }
    return mistakes(document.compare, "compare") + mistakes(document.tune, "tune")
      + ComparisonPlan.overlap(document) + mistakesOfStudies(document)
  }

  /// What can be said of studies where some of them have mistakes.
  private func mistakesOfStudies(_ document: Document) -> [Diagnostic] {
    guard isBaseReadable, let folder else {
      return document.studies.flatMap { keyMistakes($0, in: $0.conditions) }
    }
    let soundNames = Set(soundStudies.map(\.title))
    let rest = document.studies.flatMap { study in
      keyMistakes(
        study, in: study.conditions.filter { !soundNames.contains(study.title) || !$0.isWhole })
    }
    var sound = document
    sound.studies = soundStudies
    let variesData = givenPaths?.contains { Slot.containing($0)?.slot == .data || $0 == "data" }
    return rest
      + Planner.expansionMistakes(sound, registry: registry, folder: folder)
      + (variesData == false
        ? Planner.dataMistakes(document, registry: registry, folder: folder) : [])
  }

  /// Those of some conditions of a study that name what no configuration can have.
  private func keyMistakes(_ study: Study, in conditions: [Condition]) -> [Diagnostic] {
    conditions.flatMap(\.terms).compactMap { term in
      let path = term.path.value
      let isPossible =
        givenPaths?.contains(path) ?? true || Setting.at(path) != nil
        || Slot(rawValue: path) != nil || Slot.containing(path) != nil
      let fault = isPossible ? nil : term.fault(among: [], candidates: study.paths.sorted())
      return fault.map { Diagnostic($0.value, at: $0.position, code: "E11") }
    }
  }

  /// What is read, and whether no mistake was found in it.
  func reading<Result>(_ read: () -> Result) -> (result: Result, isRight: Bool) {
    let mistakes = diagnostics.count
    let result = read()
    return (result, diagnostics.count == mistakes)
  }

  /// Without patience or a target nothing stops, whatever counts as better.
  private func checkStop(_ root: YAMLNode, _ studies: [Study]) {
    guard let stop = root["stop"], let entries = stop.mapping, stop["patience"] == nil,
      entries.allSatisfy({ $0.key.text == "min_delta" }),
      !studies.contains(where: { $0.paths.contains("stop.patience") })
    else { return }
    report("'stop' needs a 'patience', in epochs, or 'at_target: true'", at: stop.position, "E02")
  }

  // MARK: - Top level

  private func readName(_ node: YAMLNode?) -> String {
    guard let node else { return file.stem }
    guard let text = node.text, (1...100).contains(text.count), text != ".", text != "..",
      text.unicodeScalars.allSatisfy({
        $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "_-.".unicodeScalars.contains($0)
      })
    else {
      report(
        "'name' names the results folder and must be of at most 100 letters, digits, '_', '-' and '.', "
          + "not \(node.summary)", at: node.position, "E05")
      return file.stem
    }
    return text
  }

  func readText(_ node: YAMLNode) -> String? {
    guard let text = node.text, !node.isNull else {
      report("expected a text, found \(node.summary)", at: node.position, "E05")
      return nil
    }
    return text
  }

  /// A century, in seconds.
  private static let longestTime = 3.2e9

  /// A list of names, or one alone.
  func readNames(_ node: YAMLNode, what: String) -> [Located<String>] {
    guard let items = node.sequence ?? node.text.map({ _ in [node] }), !node.isNull else {
      report("expected \(what), found \(node.summary)", at: node.position, "E05")
      return []
    }
    var names: [Located<String>] = []
    for item in items {
      guard let name = readText(item) else { continue }
      if names.contains(where: { $0.value == name }) {
        report("'\(name)' is given twice", at: item.position, "E08")
      } else {
        names.append(Located(value: name, position: item.position))
      }
    }
    return names
  }

  private func readSelection(_ node: YAMLNode) -> Document.Selection? {
    if let text = node.text, !node.isNull {
      return Document.Selection(
        metric: Located(value: text, position: node.position), maximize: nil, atBest: false)
    }
    guard let entries = node.mapping else {
      report("expected a metric or a map, found \(node.summary)", at: node.position, "E05")
      return nil
    }
    let areKnown = checkKeys(of: entries, known: ["metric", "goal", "at"], in: "select")
    guard let metric = node["metric"] else {
      if areKnown { report("'select' needs a 'metric'", at: node.position, "E17") }
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

  private func readOptions(_ run: YAMLNode) -> Document.RunOptions {
    var options = Document.RunOptions()
    checkMap(
      run,
      known: [
        "jobs", "timeout", "memory", "max_runs", "fail_fast", "max_failures", "launcher",
      ],
      name: "run")
    if let node = run["jobs"],
      case .integer(let jobs)? = readValue(node, .integerOr(1...1024, "auto"), "run.jobs")
    {
      options.jobs = jobs
    }
    options.timeout = run["timeout"].flatMap(readDuration)
    options.memory = run["memory"].flatMap(readMemory)
    if let node = run["max_runs"],
      case .integer(let runs)? = readValue(node, .integer(1...Int.max), "run.max_runs")
    {
      options.maxRuns = runs
      options.maxRunsPosition = node.position
    }
    if let node = run["max_failures"],
      case .integer(let failures)? = readValue(node, .integer(1...Int.max), "run.max_failures")
    {
      options.maxFailures = failures
    }
    if let node = run["launcher"] {
      _ = readValue(node, .choice(["local"]), "run.launcher")
    }
    // The first failure is the limit that nothing is below.
    if let node = run["fail_fast"], readValue(node, .boolean, "run.fail_fast") == true {
      options.maxFailures = 1
    }
    return options
  }

  func checkMap(_ node: YAMLNode, known: [String], name: String) {
    guard let entries = node.mapping else {
      return report("'\(name)' must be a map, not \(node.summary)", at: node.position, "E05")
    }
    checkKeys(of: entries, known: known, in: name)
  }

  /// `60s`, `5m`, `2h`, or plain seconds.
  private func readDuration(_ node: YAMLNode) -> Double? {
    let factors: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
    let text = node.text ?? ""
    let factor = text.last.flatMap { factors[$0] }
    let digits = factor == nil ? text : String(text.dropLast())
    guard let number = try? YAMLScalar(digits).number(), number > 0,
      number * (factor ?? 1) <= Self.longestTime
    else {
      report(
        "'run.timeout' must be a time such as 60s, 5m or 2h, not \(node.summary)",
        at: node.position, "E05")
      return nil
    }
    return number * (factor ?? 1)
  }

  /// `500MB` or `2GB`.
  private func readMemory(_ node: YAMLNode) -> MemoryLimit? {
    let units = ["MB": 1e6, "GB": 1e9]
    let text = node.text ?? ""
    guard let unit = units[String(text.suffix(2))],
      let number = try? YAMLScalar(String(text.dropLast(2))).number(),
      (1e7...1e15).contains(number * unit)
    else {
      report(
        "'run.memory' must be a size such as 500MB or 2GB, at least 10MB, not \(node.summary)",
        at: node.position, "E05")
      return nil
    }
    return MemoryLimit(bytes: UInt64(number * unit))
  }

  // MARK: - Plugins

  /// The plugins that a file names; all else is read once they are there.
  ///
  /// - Throws: Every mistake of the key, or of the file as YAML.
  static func readPlugins(_ file: SourceFile) throws(DiagnosticList) -> [Located<String>] {
    let root = try YAMLNode.compose(file: file)
    guard let node = root["plugins"] else { return [] }
    let reader = DocumentReader(file, registry: Registry([]))
    let names = reader.readNames(node, what: "a list of plugins: Swift files, or folders of them")
    guard reader.diagnostics.isEmpty else { throw DiagnosticList(reader.diagnostics) }
    return names
  }
}

extension SourceFile {
  /// The name of a file whose path is relative to this one.
  func sibling(_ path: String) -> String {
    guard !path.hasPrefix("/"), !ShippedFile.isNamed(by: path),
      let slash = name.lastIndex(of: "/")
    else { return path }
    return name[...slash] + path
  }

  /// The file's name without its folder and ending.
  var stem: String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return last }
    return String(last[..<dot])
  }
}
