import Descent

extension DocumentReader {
  /// `random`, before its space is read.
  struct RandomSpace {
    var keys: [VariedKey]
    var samples: Int
    var seed: Int
    var method: DrawSequence.Method
    var position: SourcePosition
  }

  /// A component of a random space: what is drawn for it besides what is fixed.
  struct DrawnComponent {
    var choice: ComponentChoice
    var draws: [(name: String, draw: Draw)] = []

    /// The component with all that it sets itself; what is drawn has an example's value.
    var asChoice: ComponentChoice {
      draws.reduce(choice) { $0.giving($1.name, $1.draw.value(at: 0)) }
    }
  }

  func randomSpace(_ node: YAMLNode) -> RandomSpace? {
    guard let entries = node.mapping else {
      givenPaths = nil
      report(
        "'random' must be a map of 'samples' and 'space', not \(node.summary)", at: node.position,
        "E05")
      return nil
    }
    let known = ["samples", "seed", "method", "space"]
    let areKnown = checkKeys(of: entries, known: known, in: "random")
    var space = RandomSpace(
      keys: [], samples: 1, seed: 1, method: .halton, position: node.position)
    if let samples = node["samples"] {
      let type = ValueType.integer(1...Interval.largestCount)
      if case .integer(let count)? = readValue(samples, type, "random.samples", "E14") {
        space.samples = count
      }
    } else if areKnown {
      report("'random' needs 'samples', the number of draws", at: node.position, "E14")
    }
    if let seed = node["seed"],
      case .integer(let value)? = readValue(seed, .integer(0...Int(Int32.max)), "random.seed")
    {
      space.seed = value
    }
    let methods = DrawSequence.Method.allCases.map(\.rawValue)
    if let method = node["method"].flatMap({ readChoice($0, of: methods) }) {
      space.method = DrawSequence.Method(rawValue: method) ?? .halton
    }
    if let inner = node["space"], inner.mapping?.isEmpty != true {
      space.keys = keys(of: inner, in: .random)
    } else if areKnown {
      report("'random' needs a 'space', what is drawn from", at: node.position, "E14")
    }
    return space
  }

  func readDrawnComponents(_ key: VariedKey, _ slot: Slot) -> [DrawnComponent] {
    let nodes = componentNodes(key.value)
    let components = nodes.compactMap { node in
      givenComponent(node, slot).map { given in
        var component = DrawnComponent(choice: given.choice)
        for setting in given.settings {
          guard let draw = readDraw(setting.node, setting.type, setting.title) else { continue }
          if draw.isFixed {
            component.choice = component.choice.giving(setting.name, draw.value(at: 0))
          } else {
            component.draws.append((setting.name, draw))
          }
        }
        return component
      }
    }
    checkLabels(components.map(\.choice))
    if nodes.isEmpty {
      report("'\(key.path)' has no candidates", at: key.value.position, "E08")
    } else if components.count == 1, nodes.count == 1, components[0].draws.isEmpty {
      reportFixed(key)
    }
    return components
  }

  private func reportFixed(_ key: VariedKey) {
    report(
      "there is nothing to draw for '\(key.path)': it has one candidate; give it in 'base'",
      at: key.key.position, "E14")
  }

  /// What is drawn for a value: any number of an interval, or one of the candidates.
  private func readDraw(_ node: YAMLNode, _ type: ValueType, _ name: String) -> Draw? {
    if let entries = node.mapping, node["min"] != nil, node["num"] == nil, node["step"] == nil {
      return readInterval(node, entries, type, name)
    }
    let candidates = readCandidates(node, type, name)
    return candidates.isEmpty ? nil : Draw(candidates)
  }

  /// `{min, max, scale}` without a number of points: all of the interval.
  private func readInterval(
    _ node: YAMLNode, _ entries: [YAMLNode.Entry], _ type: ValueType, _ name: String
  ) -> Draw? {
    guard let interval = readBounds(node, entries, name),
      let low = value(interval.low, type, name, at: node.position),
      let high = value(interval.high, type, name, at: node.position)
    else { return nil }
    let isWhole = if case .integer = low, case .integer = high { true } else { false }
    return Draw(
      from: interval.low, to: interval.high, isLog: interval.isLog, isWhole: isWhole,
      at: node.position)
  }

  // MARK: - Points

  /// So many points of the space, each with everything in it drawn.
  ///
  /// The ranks that choose the primes are those of the space's own keys in alphabetical order, then, in
  /// each component, those of the settings drawn for it alone, behind these: what is drawn for a
  /// component does not depend on which others there are.
  func readDraws(
    _ space: RandomSpace, _ components: [VariedKey.ID: [DrawnComponent]], _ scope: Scope
  ) -> Dimension? {
    let paths = space.keys.map(\.path).sorted()
    func sequence(_ path: String, besides others: [String] = []) -> DrawSequence {
      let rank = paths.firstIndex(of: path) ?? paths.count + (others.firstIndex(of: path) ?? 0)
      return DrawSequence(space.method, seed: space.seed, path: path, rank: rank)
    }
    var columns: [[Assignment]] = []
    for key in space.keys {
      let numbers = sequence(key.path)
      if let components = components[key.id] {
        guard !components.isEmpty else { continue }
        let slot = key.path
        let inner = components.map { component in
          let own = component.draws.map { "\(slot).\($0.name)" }
          let others = own.filter { !paths.contains($0) }.sorted()
          return own.map { sequence($0, besides: others) }
        }
        columns.append(
          (1...space.samples).map { index in
            let place = Draw.place(at: numbers[index], of: components.count)
            let component = components[place]
            let choice = zip(component.draws, inner[place]).reduce(component.choice) {
              $0.giving($1.0.name, $1.0.draw.value(at: $1.1[index]))
            }
            return Assignment(key.path, .component(choice))
          })
      } else if let draw = readDraw(key, scope) {
        columns.append(
          (1...space.samples).map { Assignment(key.path, .value(draw.value(at: numbers[$0]))) })
      }
    }
    guard !columns.isEmpty else { return nil }
    let points = (0..<space.samples).map { index in Dimension.Point(columns.map { $0[index] }) }
    return Dimension(.random, points, at: space.position)
  }

  /// What is drawn for a key that is no component.
  private func readDraw(_ key: VariedKey, _ scope: Scope) -> Draw? {
    var draw: Draw?
    _ = readValues(key, scope) { node, type, name in
      draw = readDraw(node, type, name)
      return draw?.ends ?? []
    }
    if let draw, draw.isFixed {
      reportFixed(key)
      return nil
    }
    return draw
  }
}
