extension YAMLNode {
  /// Reads a file that holds one YAML document.
  ///
  /// Besides what is no YAML, these are mistakes (E01): text that is not UTF-8, a key given twice, a
  /// key that is no scalar, a tag, a second document, an empty file, more than 64 levels, and aliases
  /// that stand for more than 100,000 nodes. `<<` merges a map, or a list of maps: a key of the map
  /// itself wins over a merged one, and of two merged ones the first. All mistakes are reported, up to
  /// the first after which nothing more can be read.
  package static func compose(file: SourceFile) throws(DiagnosticList) -> YAMLNode {
    try YAMLComposer.compose(file)
  }
}

/// Builds nodes from events, and collects the mistakes after which it can go on.
///
/// A mistake that ends the reading is thrown.
private struct YAMLComposer: ~Copyable {
  private static let maximumDepth = 64
  private static let maximumExpansion = 100_000
  private static let maximumMistakes = 100

  private let file: SourceFile
  private let scalars: [Unicode.Scalar]
  private var events: YAMLEventStream
  private var mistakes: [Diagnostic] = []

  private var anchors: [String: Composed] = [:]
  private var openAnchors: Set<String> = []
  /// Where the nodes begin that are not read to their end.
  private var openNodes: [Int] = []
  /// How many nodes all aliases so far stand for.
  private var expandedCount = 0

  /// A finished node, with its number of nodes and of levels.
  private struct Composed {
    var node: YAMLNode
    var size = 1
    var height = 1
  }

  static func compose(_ file: SourceFile) throws(DiagnosticList) -> YAMLNode {
    let text: String
    var composer: YAMLComposer
    do {
      text = try file.checkedText()
      composer = try YAMLComposer(file, scalars: Array(text.unicodeScalars))
    } catch {
      throw DiagnosticList([error])
    }
    var root: YAMLNode?
    do {
      root = try composer.document()
    } catch {
      composer.mistakes.append(error)
    }
    guard let root, composer.mistakes.isEmpty else { throw DiagnosticList(composer.mistakes) }
    return root
  }

  private init(_ file: SourceFile, scalars: [Unicode.Scalar]) throws(Diagnostic) {
    self.file = file
    self.scalars = scalars
    do {
      events = try YAMLEventStream(bytes: file.bytes)
    } catch {
      throw error.diagnostic(in: file)
    }
  }

  // MARK: - Events

  private mutating func nextEvent() throws(Diagnostic) -> YAMLEvent {
    do {
      return try events.next()
    } catch {
      var error = error
      if error.isMissingValue { error.contextStart = openNodes.last }
      throw error.diagnostic(in: file)
    }
  }

  private mutating func report(_ message: String, at position: SourcePosition) throws(Diagnostic) {
    let mistake = Diagnostic(message, at: position, code: "E01")
    guard mistakes.count < Self.maximumMistakes - 1 else { throw mistake }
    mistakes.append(mistake)
  }

  private func ending(_ message: String, at event: YAMLEvent) -> Diagnostic {
    Diagnostic(message, at: file.position(ofScalar: event.start), code: "E01")
  }

  /// Where a node is written, after its anchor.
  private func position(of event: YAMLEvent) -> SourcePosition {
    var start = event.start
    if case .scalar(let scalar) = event.kind, scalar.isNull, scalar.text.isEmpty {
      return file.position(ofScalar: start)  // What follows is another node.
    }
    func skip(while condition: (Unicode.Scalar) -> Bool) {
      while scalars.indices.contains(start), condition(scalars[start]) { start += 1 }
    }
    if event.anchor != nil, scalars.indices.contains(start), scalars[start] == "&" {
      skip { !$0.properties.isWhitespace }
      skip { $0.properties.isWhitespace }
      while scalars.indices.contains(start), scalars[start] == "#" {
        skip { $0 != "\n" && $0 != "\r" }
        skip { $0.properties.isWhitespace }
      }
    }
    return file.position(ofScalar: start)
  }

  // MARK: - Nodes

  private mutating func document() throws(Diagnostic) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let event = try nextEvent()
      switch event.kind {
      case .streamStart, .documentEnd: continue
      case .documentStart where root != nil:
        throw ending("a second document begins here; a file holds one", at: event)
      case .documentStart: root = try node(at: nextEvent(), depth: 1).node
      default:
        if root?.text == "", root?.isNull == true { root = nil }
        if root == nil, mistakes.isEmpty { throw ending("the file is empty", at: YAMLEvent.first) }
        return root
      }
    }
  }

  private mutating func node(at event: YAMLEvent, depth: Int) throws(Diagnostic) -> Composed {
    guard depth <= Self.maximumDepth else {
      throw ending("nested deeper than \(Self.maximumDepth) levels", at: event)
    }
    if case .alias(let name) = event.kind {
      return try alias(to: name, at: event, depth: depth)
    }
    let position = position(of: event)
    if event.hasTag { try report(YAMLSyntaxError.noTags, at: position) }
    if let anchor = event.anchor { openAnchors.insert(anchor) }
    openNodes.append(event.start)
    let composed =
      switch event.kind {
      case .scalar(let scalar): Composed(node: YAMLNode(.scalar(scalar), at: position))
      case .sequenceStart: try sequence(at: position, depth: depth)
      default: try mapping(at: position, depth: depth)
      }
    openNodes.removeLast()
    if let anchor = event.anchor {
      openAnchors.remove(anchor)
      anchors[anchor] = composed
    }
    return composed
  }

  private mutating func alias(
    to name: String, at event: YAMLEvent, depth: Int
  ) throws(Diagnostic) -> Composed {
    let position = file.position(ofScalar: event.start)
    guard !openAnchors.contains(name) else {
      try report("alias '*\(name)' stands inside the node that it names", at: position)
      return Composed(node: YAMLNode(.scalar(YAMLScalar("")), at: position))
    }
    guard let anchored = anchors[name] else {
      let nearest = nearestName(to: name, among: anchors.keys)
      let question = nearest.map { "; did you mean '*\($0)'?" } ?? ""
      try report("no anchor '&\(name)' stands above" + question, at: position)
      return Composed(node: YAMLNode(.scalar(YAMLScalar("")), at: position))
    }
    expandedCount += anchored.size
    guard expandedCount <= Self.maximumExpansion else {
      throw ending("aliases stand for more than \(Self.maximumExpansion) nodes", at: event)
    }
    guard depth + anchored.height - 1 <= Self.maximumDepth else {
      throw ending("nested deeper than \(Self.maximumDepth) levels by this alias", at: event)
    }
    return anchored
  }

  private mutating func sequence(
    at position: SourcePosition, depth: Int
  ) throws(Diagnostic) -> Composed {
    var items: [YAMLNode] = []
    var size = 1
    var height = 1
    while true {
      let event = try nextEvent()
      if case .sequenceEnd = event.kind { break }
      let item = try node(at: event, depth: depth + 1)
      items.append(item.node)
      size += item.size
      height = max(height, item.height + 1)
    }
    return Composed(node: YAMLNode(.sequence(items), at: position), size: size, height: height)
  }

  private mutating func mapping(
    at position: SourcePosition, depth: Int
  ) throws(Diagnostic) -> Composed {
    var entries: [YAMLNode.Entry] = []
    var lines: [String: Int] = [:]
    var merge: (index: Int, maps: [[YAMLNode.Entry]])?
    var size = 1
    var height = 1
    while true {
      let event = try nextEvent()
      if case .mappingEnd = event.kind { break }
      let key = try node(at: event, depth: depth + 1)
      let value = try node(at: nextEvent(), depth: depth + 1)
      size += key.size + value.size
      height = max(height, key.height + 1, value.height + 1)

      // An alias as a key: the place of the key is that of the alias.
      let place = self.position(of: event)
      guard let scalar = key.node.scalar else {
        try report("a key must be a name, not \(key.node.summary)", at: place)
        continue
      }
      guard scalar.style != .plain || !scalar.text.isEmpty else {
        if !isUnknownAlias(event) { try report("expected a key before ':'", at: place) }
        continue
      }
      if let line = lines[scalar.text] {
        try report("key '\(scalar.text)' is given twice, first on line \(line)", at: place)
        continue
      }
      lines[scalar.text] = place.line
      if scalar.text == "<<", scalar.style == .plain {
        merge = (entries.count, try maps(mergedBy: value.node))
      } else {
        entries.append((YAMLNode(.scalar(scalar), at: place), value.node))
      }
    }
    if let merge {
      var taken = Set(lines.keys)
      let merged = merge.maps.joined().filter { taken.insert($0.key.text ?? "").inserted }
      entries.insert(contentsOf: merged, at: merge.index)
    }
    return Composed(node: YAMLNode(.mapping(entries), at: position), size: size, height: height)
  }

  private func isUnknownAlias(_ event: YAMLEvent) -> Bool {
    if case .alias(let name) = event.kind { anchors[name] == nil } else { false }
  }

  private mutating func maps(
    mergedBy node: YAMLNode
  ) throws(Diagnostic) -> [[YAMLNode.Entry]] {
    var maps: [[YAMLNode.Entry]] = []
    for candidate in node.sequence ?? [node] {
      if let entries = candidate.mapping {
        maps.append(entries)
      } else {
        let found = candidate.summary
        try report("'<<' merges a map or a list of maps, not \(found)", at: candidate.position)
      }
    }
    return maps
  }
}

extension YAMLEvent {
  /// The place where a file begins, for a mistake that has no place of its own.
  fileprivate static let first = YAMLEvent(kind: .streamStart, start: 0)
}
