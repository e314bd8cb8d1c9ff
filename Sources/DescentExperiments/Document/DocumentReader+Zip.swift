import Descent

extension DocumentReader {
  /// An axis of `zip` by columns, as they are written.
  struct RowAxis {
    var name: Located<String>
    var columns: [VariedKey]
    /// The names of the rows, if they have any.
    var labels: [Located<String>]?

    var block: Block { .zip(name.value) }
    /// As messages call it.
    var title: String { block.name }
  }

  /// The axes of `zip`, each by columns, or by rows that are turned into columns.
  func rowAxes(_ node: YAMLNode) -> [RowAxis] {
    guard let entries = node.mapping else {
      givenPaths = nil
      report("'zip' must be a map of axes, not \(node.summary)", at: node.position, "E05")
      return []
    }
    return entries.compactMap { key, value in
      let name = Located(value: key.text ?? "", position: key.position)
      givenPaths?.insert(name.value)
      guard isRowName(name) else { return nil }
      let mistakes = diagnostics.count
      var axis = RowAxis(name: name, columns: [])
      if value["zip"] != nil {
        report("zip axes do not nest", at: value.position, "E09")
        return nil
      } else if let rows = value.sequence {
        guard readRows(rows, into: &axis) else { return nil }
      } else {
        axis.columns = keys(of: value, in: axis.block, besides: ["labels"])
        axis.labels = value["labels"].map { node in
          (node.sequence ?? [node]).compactMap { item in
            readLabel(item).map { Located(value: $0, position: item.position) }
          }
        }
      }
      if axis.columns.count < 2, diagnostics.count == mistakes {
        report(
          "'\(axis.title)' needs two keys or more; one alone is an axis of 'grid'",
          at: key.position, "E09")
        return nil
      }
      return axis.columns.isEmpty ? nil : axis
    }
  }

  /// Whether a name can be that of a zip axis: its column in tables must be its own.
  private func isRowName(_ name: Located<String>) -> Bool {
    let hyperparameters = Slot.allCases.flatMap { slot in
      registry.components(of: slot.kind).flatMap { type in
        type.hyperparameters.map { "\(slot.rawValue).\($0.name)" }
      }
    }
    let paths = Setting.all.map(\.path) + Slot.allCases.map(\.rawValue) + hyperparameters
    let path = paths.first {
      $0 == name.value || $0.hasPrefix(name.value + ".")
        || $0.replacing(".", with: "_") == name.value
    }
    guard path == nil else {
      report(
        "'\(name.value)' is the name of a setting; a zip axis needs one of its own",
        at: name.position, "E09")
      return false
    }
    return isIdentifier(name, what: "the name of a zip axis")
  }

  /// Turns rows into columns: every row must have the keys of the first.
  private func readRows(_ rows: [YAMLNode], into axis: inout RowAxis) -> Bool {
    var columns: [VariedKey] = []
    var cells: [String: [YAMLNode]] = [:]
    for (index, row) in rows.enumerated() {
      let keys = keys(of: row, in: axis.block, besides: [Slot.labelKey])
      if index == 0 { columns = keys }
      guard Set(keys.map(\.path)) == Set(columns.map(\.path)) else {
        let lists = [keys, columns].map { $0.map { "'\($0.path)'" }.joined(separator: ", ") }
        report(
          "row \(index + 1) of '\(axis.title)' has the keys \(lists[0]), the first one \(lists[1])",
          at: row.position, "E09")
        return false
      }
      for key in keys { cells[key.path, default: []].append(key.value) }
      if let label = row[Slot.labelKey], let text = readLabel(label) {
        axis.labels = (axis.labels ?? []) + [Located(value: text, position: label.position)]
      }
    }
    if let labels = axis.labels, labels.count != rows.count {
      report(
        "either all rows of '\(axis.title)' have a label or none", at: labels[0].position, "E09")
      return false
    }
    axis.columns = columns.map { column in
      var column = column
      column.value = YAMLNode(.sequence(cells[column.path] ?? []), at: column.value.position)
      return column
    }
    return true
  }

  // MARK: - Points

  /// The components of a column, without candidates inside.
  func readRowComponents(_ key: VariedKey, _ slot: Slot) -> [ComponentChoice] {
    let choices = componentNodes(key.value).compactMap { node -> ComponentChoice? in
      let branches = readBranches(node, slot)
      if branches.count > 1 {
        report(
          "a row of '\(key.block.name)' takes one \(slot.kind.rawValue), but this stands for "
            + "\(branches.count)", at: node.position, "E09")
      }
      return branches.first
    }
    checkLabels(choices)
    return choices
  }

  /// The rows of an axis, once its columns are read; nil where they do not make any.
  func readRows(
    _ axis: RowAxis, _ components: [VariedKey.ID: [ComponentChoice]], _ scope: Scope
  ) -> Dimension? {
    let mistakes = diagnostics.count
    let columns = axis.columns.map { key -> [Assignment] in
      let choices =
        components[key.id]?.map { Assignment.Choice.component($0) }
        ?? readValues(key, scope) { readColumn($0, $1, $2, in: axis) }.map { .value($0) }
      return choices.map { Assignment(key.path, $0) }
    }
    let areComponentsRead = axis.columns.allSatisfy { key in
      components[key.id].map { $0.count == componentNodes(key.value).count } ?? true
    }
    guard diagnostics.count == mistakes, areComponentsRead, let count = columns.first?.count,
      count > 0
    else { return nil }
    guard columns.allSatisfy({ $0.count == count }) else {
      let lengths = zip(axis.columns, columns).map { "\($0.path) \($1.count)" }
      report(
        "the columns of '\(axis.title)' differ in length: " + lengths.joined(separator: ", "),
        at: axis.name.position, "E09")
      return nil
    }
    if let labels = axis.labels, labels.count != count {
      report(
        "'\(axis.title)' has \(labels.count) label\(labels.count == 1 ? "" : "s") for \(count) rows",
        at: labels.first?.position ?? axis.name.position, "E09")
      return nil
    }
    let points = (0..<count).map { row in
      let assignments = columns.map { $0[row] }
      return Dimension.Point(
        assignments, label: axis.labels?[row].value ?? Self.label(of: assignments))
    }
    checkRows(points, axis)
    return Dimension(.zip(axis.name.value), points, at: axis.name.position)
  }

  /// A column's values; unlike those of an axis they may repeat themselves.
  private func readColumn(
    _ node: YAMLNode, _ type: ValueType, _ name: String, in axis: RowAxis
  ) -> [Located<Value>] {
    if let items = node.sequence, !type.isList,
      let list = items.first(where: { $0.sequence != nil })
    {
      report(
        "a row of '\(axis.title)' takes one value of '\(name)', not a list", at: list.position,
        "E09")
      return []
    }
    return readCandidates(node, type, name, mayRepeat: true)
  }

  /// `hidden 8, epochs 200`: what a row without a label is called.
  private static func label(of assignments: [Assignment]) -> String {
    assignments.map { assignment in
      let name = assignment.path.split(separator: ".").last.map(String.init) ?? assignment.path
      return "\(name) \(assignment.choice.text)"
    }.joined(separator: ", ")
  }

  private func checkRows(_ points: [Dimension.Point], _ axis: RowAxis) {
    var seen: [String: Int] = [:]
    for (index, point) in points.enumerated() {
      let label = point.label ?? ""
      if let first = seen[label] {
        report(
          "rows \(first + 1) and \(index + 1) of '\(axis.title)' are both '\(label)'",
          at: axis.labels?[index].position ?? point.assignments[0].choice.position, "E08")
      }
      seen[label] = seen[label] ?? index
    }
  }

  /// A zip axis of two studies is one factor, and so has the same keys in both.
  func checkRowKeys(_ studies: [Study]) {
    var keys: [String: (paths: Set<String>, study: String)] = [:]
    for study in studies {
      for dimension in study.dimensions {
        guard case .zip(let name) = dimension.kind else { continue }
        let paths = Set(dimension.paths)
        if let other = keys[name], other.paths != paths {
          report(
            "'zip.\(name)' has other keys than in study '\(other.study)'; give it another name",
            at: dimension.position, "E09")
        }
        keys[name] = keys[name] ?? (paths, study.title)
      }
    }
  }
}
