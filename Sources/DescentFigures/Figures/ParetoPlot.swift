/// What a better score costs: time and score of every configuration, and the ones that none beats in
/// both (F10).
package struct ParetoPlot: Figure {
  package var configurations: [Configuration]
  package var x: Axis
  package var y: Axis

  package struct Configuration: Sendable {
    package var name: ConfigurationName
    package var seconds: Double
    package var score: Double
    package var isOnFront: Bool
    package var mark: Mark

    package init(
      _ name: ConfigurationName, seconds: Double, score: Double, isOnFront: Bool, mark: Mark
    ) {
      self.name = name
      self.seconds = seconds
      self.score = score
      self.isOnFront = isOnFront
      self.mark = mark
    }
  }

  package init(
    configurations: [Configuration], x: Axis = Axis("Training time (s)", kind: .logarithmic),
    y: Axis
  ) {
    self.configurations = configurations
    self.x = x
    self.y = y
  }

  package func draw(on canvas: inout Canvas) {
    let front = configurations.filter(\.isOnFront).sorted { $0.seconds < $1.seconds }
    var steps: [Point] = []
    for configuration in front {
      if let last = steps.last { steps.append(Point(configuration.seconds, last.y)) }
      steps.append(Point(configuration.seconds, configuration.score))
    }
    let line = Layer.lines(
      [steps], Series(0), .front, Mark(key: "front", words: "Pareto front"))
    let others = configurations.filter { !$0.isOnFront }.map { marker($0, "hollow", tone: "muted") }
    let notes = zip(front, front.map(\.name).withoutShared).map { configuration, name in
      Layer.note(
        name.text, Point(configuration.seconds, configuration.score), tone: "ink")
    }
    var key = Key(items: [(.shape(.circle, "fill", tone: "s0"), "none is both faster and better")])
    if !others.isEmpty {
      key.items.append((.shape(.circle, "hollow", tone: "muted"), "dominated"))
    }
    let layers = others + [line] + front.map { marker($0, "fill", tone: "s0") } + notes
    Chart(x: x, y: y, panels: [.init(title: nil, layers: layers)], key: key).draw(on: &canvas)
  }

  private func marker(_ configuration: Configuration, _ style: String, tone: String) -> Layer {
    .marker(
      Marker(
        point: Point(configuration.seconds, configuration.score), shape: .circle, style: style,
        tone: tone), configuration.mark)
  }
}
