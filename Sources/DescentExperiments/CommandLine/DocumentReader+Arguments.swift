import Descent

/// The arguments of a command line, as parts of the document.
extension DocumentReader {
  /// A path with what an argument gives it.
  struct Argument {
    var path: YAMLNode
    /// Several where commas stand between them.
    var items: [YAMLNode]

    /// The one value; nil where there are several, or an interval of them.
    var value: YAMLNode? {
      items.count == 1 && !items[0].isChoiceOfSeveral ? items[0] : nil
    }

    /// What an axis is given.
    var candidates: YAMLNode {
      if let only = items.first, items.count == 1, only.isChoiceOfSeveral { return only }
      return YAMLNode(.sequence(items), at: items.first?.position ?? path.position)
    }
  }

  /// Reads `KEY=VALUE` or `KEY=VALUE,VALUE`; nil where it is none, which is reported.
  func argument(_ text: String, of option: String) -> Argument? {
    let start = SourcePosition(file: SourceFile(name: option, text: text), line: 1, column: 1)
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
      report("expected KEY=VALUE, found '\(text)'", at: start, "E05")
      return nil
    }
    do {
      var path = String(text[..<sign])
      if let slot = Slot.allCases.first(where: { $0.namePath == path }) { path = slot.rawValue }
      let items = try YAMLNode.items(of: option, text, from: text.index(after: sign))
      guard !items.isEmpty else {
        report("expected KEY=VALUE, found '\(text)'", at: start, "E05")
        return nil
      }
      return Argument(path: YAMLNode(.scalar(YAMLScalar(path)), at: start), items: items)
    } catch {
      report(error)
      return nil
    }
  }

  // MARK: - Narrowing

  /// Takes a document to what a command line wants of it.
  func narrow(_ document: inout Document, by edits: DocumentEdits) {
    if edits.changesConfigurations { document.pathsOfFile = Set(VariedPaths(document).all) }
    document.forced = readForced(edits.forced, document)
    document.conditions = edits.conditions.compactMap(readOnly)
    keepStudies(edits.studies, of: &document)
    document.skipsInvalid = edits.skipsInvalid
    if let seeds = edits.seeds { readSeeds(seeds, into: &document) }
  }

  private func keepStudies(_ names: [String], of document: inout Document) {
    guard !names.isEmpty else { return }
    let known = document.studies.compactMap(\.name)
    for name in names where !known.contains(name) {
      report(
        known.isEmpty
          ? "the file has no 'studies', so there is none called '\(name)'"
          : "unknown study '\(name)'; " + alternatives(to: name, among: known),
        at: SourcePosition(file: SourceFile(name: "--study", text: name), line: 1, column: 1), "E02"
      )
    }
    document.studies.removeAll { study in study.name.map { !names.contains($0) } ?? true }
  }

  /// `3` is as many: the file's first ones, and further ones behind its last; otherwise a list.
  private func readSeeds(_ text: String, into document: inout Document) {
    do {
      let items = try YAMLNode.items(of: "--seeds", text, from: text.startIndex)
      guard items.count == 1, let item = items.first, item.sequence == nil else {
        let list = items.first?.sequence ?? items
        document.seeds = readSeeds(YAMLNode(.sequence(list), at: document.base.position)).values
        return
      }
      guard
        case .integer(let count)? = readValue(item, .integer(1...1_000_000), "--seeds")
      else { return }
      let next = (document.seeds.max() ?? 0) + 1
      let further = next..<next + max(count - document.seeds.count, 0)
      document.seeds = document.seeds.prefix(count) + Array(further)
    } catch {
      report(error)
    }
  }

  /// `optimizer=adam,sgd`, `model.depth=2..8`.
  private func readOnly(_ text: String) -> Condition? {
    guard let argument = argument(text, of: "--only") else { return nil }
    let pattern = argument.items.count == 1 ? argument.items[0].asInterval : argument.candidates
    return readCondition(
      YAMLNode(.mapping([(argument.path, pattern)]), at: argument.path.position), "--only", "E05")
  }

  private func readForced(_ texts: [String], _ document: Document) -> [Assignment] {
    let arguments = texts.compactMap { argument($0, of: "--force") }.filter { argument in
      if let other = argument.items.dropFirst().first {
        report("'--force' takes one value", at: other.position, "E13")
      }
      return argument.items.count == 1
    }
    let entries = arguments.map { (key: $0.path, value: $0.items[0]) }
    guard let first = entries.first else { return [] }
    return readForced(YAMLNode(.mapping(entries), at: first.key.position), document)
  }
}

extension YAMLNode {
  /// Whether a map stands for several values.
  fileprivate var isChoiceOfSeveral: Bool {
    let keys = Set((mapping ?? []).map { $0.key.text ?? "" })
    return keys == ["values"] || !keys.contains("name") && !keys.isDisjoint(with: ["min", "max"])
  }

  /// `2..8` as `{min: 2, max: 8}`; anything else as it is.
  fileprivate var asInterval: YAMLNode {
    let ends = (text ?? "").split(separator: "..", omittingEmptySubsequences: false)
    guard ends.count == 2, ends.contains(where: { !$0.isEmpty }),
      ends.allSatisfy({ $0.isEmpty || Double($0) != nil })
    else { return self }
    let entries = zip(["min", "max"], ends).filter { !$0.1.isEmpty }.map { name, end in
      (
        key: YAMLNode(.scalar(YAMLScalar(name)), at: position),
        value: YAMLNode(.scalar(YAMLScalar(String(end))), at: position)
      )
    }
    return YAMLNode(.mapping(entries), at: position)
  }
}
