import Descent
import DescentStore

// What a run recorded besides its curves, as the store holds it.

extension GraphRow {
  /// - Returns: Nil where no node was recorded.
  init?(_ records: [GraphRecord], of graph: Graph) {
    guard !records.isEmpty else { return nil }
    self.init(
      nodes: graph.nodes.map { node in
        Node(
          name: node.name, operation: node.operation.label, shape: node.shape.description,
          inputs: node.inputs.map(\.index))
      },
      epochs: records.map { record in
        Epoch(
          epoch: record.epoch,
          norms: record.norms.map {
            Norms(value: $0?.value.finite, gradient: $0?.gradient?.finite)
          })
      })
  }
}

extension SurfaceRow {
  /// - Returns: Nil for more classes than a surface can show.
  init?(_ surface: DecisionSurface, on dataset: Dataset) {
    self.init(
      Plane(surface, on: dataset), classes: surface.classes, values: surface.values)
  }
}

extension SurfaceRow.Plane {
  /// So many training rows are kept, the first ones: more would hide each other in a drawing.
  private static let mostPoints = 200

  fileprivate init(_ surface: DecisionSurface, on dataset: Dataset) {
    let (train, inputs) = (dataset.train, dataset.inputScaling)
    let classes =
      if case .classification(let classes) = dataset.task { classes } else { [String]() }
    let points = (0..<min(train.count, Self.mostPoints)).map { row in
      let targets = train.targets[row * dataset.outputCount..<(row + 1) * dataset.outputCount]
      return SurfaceRow.Point(
        x: Float(inputs[0].undone(train.inputs[2 * row])),
        y: Float(inputs[1].undone(train.inputs[2 * row + 1])),
        target: classes.count > 2
          ? Float(targets.firstIndex(of: 1).map { $0 - targets.startIndex } ?? 0)
          : Float(dataset.targetScaling[0].undone(targets[targets.startIndex])))
    }
    self.init(
      x: SurfaceRow.Axis(name: dataset.inputNames[0], range: surface.x),
      y: SurfaceRow.Axis(name: dataset.inputNames[1], range: surface.y), classes: classes,
      points: points)
  }
}
