import Descent

extension DocumentReader {
  /// The keys that make a study.
  static let studyKeys = ["grid", "zip", "random", "ablate", "adjust", "exclude", "include"]

  /// `studies`, or the one study whose keys stand at the top of the file.
  func readStudies(_ root: YAMLNode, base: Document.Base) -> [Study] {
    guard let node = root["studies"] else { return [readStudy(root, named: nil, base: base)] }
    for (key, _) in root.mapping ?? [] where Self.studyKeys.contains(key.text ?? "") {
      report(
        "'\(key.text ?? "")' stands beside 'studies'; move it into one of them", at: key.position,
        "E02")
    }
    guard let entries = node.mapping else {
      givenPaths = nil
      report("'studies' must be a map of studies, not \(node.summary)", at: node.position, "E05")
      return []
    }
    if entries.isEmpty { report("'studies' is empty", at: node.position, "E08") }
    var studies: [Study] = []
    for (key, value) in nested(entries) {
      let name = Located(value: key.text ?? "", position: key.position)
      guard isIdentifier(name, what: "the name of a study") else { continue }
      guard let inner = value.mapping.map(nested) else {
        givenPaths = nil
        report(
          "study '\(name.value)' must be a map, not \(value.summary)", at: value.position, "E05")
        continue
      }
      checkKeys(of: inner, known: Self.studyKeys, in: "studies.\(name.value)")
      studies.append(
        readStudy(YAMLNode(.mapping(inner), at: key.position), named: name.value, base: base))
    }
    checkRowKeys(studies)
    return studies
  }

  /// Whether a name is of letters, digits and `_` and begins with a letter.
  func isIdentifier(_ name: Located<String>, what: String) -> Bool {
    let scalars = name.value.unicodeScalars
    let isIdentifier =
      scalars.first?.properties.isAlphabetic ?? false
      && scalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789_".unicodeScalars.contains($0))
      }
    if isIdentifier { return true }
    report(
      "\(what) must be of letters, digits and '_' and begin with a letter, not '\(name.value)'",
      at: name.position, "E05")
    return false
  }

  private func readStudy(_ node: YAMLNode, named name: String?, base: Document.Base) -> Study {
    var study = Study(name: name)
    var scope = Scope(base: base)
    let varied = reading {
      let keys = VariedKeys(
        grid: node["grid"].map { self.keys(of: $0, in: .grid) } ?? [],
        zip: node["zip"].map(rowAxes) ?? [], random: node["random"].flatMap(randomSpace),
        ablate: node["ablate"].map { self.keys(of: $0, in: .ablate) } ?? [])
      checkOnce(keys.all)
      // Components first: which hyperparameters a dotted key may name depends on them.
      let components = readComponents(of: keys, into: &scope)
      study.dimensions = readDimensions(keys, components, scope)
      checkLayers(keys.all, base)
      checkSplit(keys.all, base)
    }
    let adjustments = reading { node["adjust"].map { readAdjustments($0, scope) } ?? [] }
    study.adjustments = adjustments.result
    study.exclusions = node["exclude"].map(readExclusions) ?? []
    study.inclusions = node["include"].map { readInclusions($0, base) } ?? []
    if varied.isRight {
      let unknown = adjustments.isRight ? [] : pathsAdjusted(by: node["adjust"])
      soundStudies.append(study.without(conditionsOn: unknown))
    }
    return study
  }

  // MARK: - What varies

  /// The keys of a study's blocks.
  private struct VariedKeys {
    var grid: [VariedKey]
    var zip: [RowAxis]
    var random: RandomSpace?
    var ablate: [VariedKey]

    var all: [VariedKey] { grid + zip.flatMap(\.columns) + (random?.keys ?? []) + ablate }
  }

  /// The components of those keys that are slots.
  private struct VariedComponents {
    var chosen: [VariedKey.ID: [ComponentChoice]] = [:]
    var drawn: [VariedKey.ID: [DrawnComponent]] = [:]
  }

  private func readComponents(
    of keys: VariedKeys, into scope: inout Scope
  ) -> VariedComponents {
    var components = VariedComponents()
    for key in keys.all {
      guard let slot = key.slot else { continue }
      reading(slot) {
        switch key.block {
        case .grid, .ablate: components.chosen[key.id] = readComponents(key.value, slot)
        case .zip: components.chosen[key.id] = readRowComponents(key, slot)
        case .random: components.drawn[key.id] = readDrawnComponents(key, slot)
        case .adjust, .include, .force: break
        }
      }
      scope.add(components.chosen[key.id] ?? components.drawn[key.id]?.map(\.asChoice) ?? [], key)
    }
    return components
  }

  /// In the order in which they multiply.
  private func readDimensions(
    _ keys: VariedKeys, _ components: VariedComponents, _ scope: Scope
  ) -> [Dimension] {
    func points(_ key: VariedKey) -> [Dimension.Point] {
      let choices =
        components.chosen[key.id]?.map { Assignment.Choice.component($0) }
        ?? readValues(key, scope) { readCandidates($0, $1, $2) }.map { .value($0) }
      return choices.map { Dimension.Point([Assignment(key.path, $0)]) }
    }
    var dimensions = keys.grid.map { Dimension(.grid($0.path), points($0), at: $0.key.position) }
    dimensions += keys.zip.compactMap { readRows($0, components.chosen, scope) }
    if let random = keys.random, let draws = readDraws(random, components.drawn, scope) {
      dimensions.append(draws)
    }
    if let first = keys.ablate.first {
      let changes = [Dimension.Point([])] + keys.ablate.flatMap(points)
      dimensions.append(Dimension(.ablate, changes, at: first.key.position))
    }
    return dimensions.filter { !$0.points.isEmpty }
  }

  /// Remembers the slot as unreadable where reading finds a mistake.
  func reading<Result>(_ slot: Slot, _ read: () -> Result) -> Result {
    let mistakes = diagnostics.count
    defer { if diagnostics.count > mistakes { unreadable.insert(slot) } }
    return read()
  }

  // MARK: - Rules over a whole study

  /// One leaf may be varied in one place of a study only.
  private func checkOnce(_ keys: [VariedKey]) {
    var first: [String: VariedKey] = [:]
    for key in keys {
      if let other = first[key.path] {
        report(
          "'\(key.path)' varies in '\(key.block.name)' and, in line \(other.key.position.line), in "
            + "'\(other.block.name)'; keep one of them", at: key.key.position, "E06")
      }
      first[key.path] = first[key.path] ?? key
    }
  }

  private func checkSplit(_ keys: [VariedKey], _ base: Document.Base) {
    let (shares, folds) = ("data.split", "data.split.folds")
    for (path, other) in [(shares, folds), (folds, shares)] {
      guard let key = keys.first(where: { $0.path == path }) else { continue }
      guard
        base.settings[other] != nil || path == folds && keys.contains(where: { $0.path == other })
      else { continue }
      report(
        "'\(path)' and '\(other)' both split the data; keep one of them", at: key.key.position,
        "E06")
    }
  }

  private func checkLayers(_ keys: [VariedKey], _ base: Document.Base) {
    let given = Set(keys.map(\.path)).union(base.settings.keys)
    guard given.contains("model.hidden") else { return }
    for key in keys where key.path == "model.depth" || key.path == "model.width" {
      report(
        "'\(key.path)' and 'model.hidden' both give the hidden layers; keep one of them",
        at: key.key.position, "E06")
    }
    if let key = keys.first(where: { $0.path == "model.hidden" }) {
      for path in ["model.depth", "model.width"] where base.settings[path] != nil {
        report(
          "'model.hidden' and '\(path)' both give the hidden layers; keep one of them",
          at: key.key.position, "E06")
      }
    }
  }
}
