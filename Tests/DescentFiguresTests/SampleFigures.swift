import DescentFigures
import Testing

/// Data of a kind, from which every figure can be made.
struct FigureData: CustomTestStringConvertible, Sendable {
  var testDescription: String
  /// As many as there are rows, series and levels.
  var names: [String]
  /// Taken in turn; nil for a failed run.
  var values: [Double?]

  func value(_ index: Int) -> Double? { values.isEmpty ? nil : values[index % values.count] }

  func estimate(_ index: Int) -> Estimate? {
    guard let middle = value(index) else { return nil }
    guard let next = value(index + 1) else { return Estimate(middle) }
    return Estimate(middle, lower: min(middle, next), upper: max(middle, next))
  }

  /// Of three settings, one of which all share.
  func configuration(_ index: Int) -> ConfigurationName {
    ConfigurationName([
      .init("activation", names[index]), .init("batch_size", "32"), .init("depth", "\(index)"),
    ])
  }

  func mark(_ index: Int) -> Mark { Mark(key: "k\(index)", words: "row \(index)") }

  /// A line over eight epochs.
  func line(_ index: Int) -> [Point] {
    values.isEmpty
      ? []
      : (0..<8).compactMap { epoch in
        value(index + epoch).map { Point(Double(epoch), $0) }
      }
  }

  static let all: [FigureData] = [
    ordinary, long, hostile, wild, equal, failed, single, empty, many,
  ]

  static let ordinary = FigureData(
    testDescription: "ordinary", names: ["relu", "gelu", "tanh", "sigmoid"],
    values: [94.2, 93.1, 95.0, nil, 91.7, 94.8, 88.2])
  static let long = FigureData(
    testDescription: "long names",
    names: (0..<6).map { "a_rather_long_name_of_a_component_of_a_plugin_\($0)" },
    values: [0.1, 0.12, 0.09, 0.4, 0.11])
  static let hostile = FigureData(
    testDescription: "hostile names",
    names: [
      "<script>alert(\"1\")</script>", "שלום & ]]> '", "\u{202E}reversed\u{0}\n\nlines", "",
      "Z" + String(repeating: "\u{0301}\u{0327}", count: 400), "👨‍👩‍👧‍👦👩🏽‍🚀 日本語の名前",
      String(repeating: "W", count: 2000),
    ],
    values: [1, -2, 3, nil])
  static let wild = FigureData(
    testDescription: "wild numbers", names: ["a", "b", "c"],
    values: [
      .nan, .infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, 0, -0.0, 1, nil,
      .greatestFiniteMagnitude,
    ])
  static let equal = FigureData(
    testDescription: "equal numbers", names: ["a", "b", "c"], values: [0.5])
  static let failed = FigureData(
    testDescription: "nothing but failures", names: ["a", "b", "c"], values: [nil])
  static let single = FigureData(testDescription: "one of each", names: ["only"], values: [7])
  static let empty = FigureData(testDescription: "nothing", names: [], values: [])
  static let many = FigureData(
    testDescription: "a thousand runs", names: (0..<40).map { "level \($0)" },
    values: (0..<1000).map { (run: Int) -> Double? in
      run % 13 == 0 ? nil : Double(run * 7919 % 1009) / 10
    })
}

extension FigureData {
  /// Every figure, by name.
  var figures: [(name: String, figure: any Figure)] {
    [
      ("forest", forest), ("leaderboard", leaderboard), ("ties", ties), ("dumbbell", dumbbell),
      ("sensitivity", sensitivity), ("numeric axis", numericAxis),
      ("categorical axis", categoricalAxis), ("heatmaps", heatmaps), ("curves", curves),
      ("gradients", gradients), ("units", units), ("profile", profile), ("pareto", pareto),
      ("hypotheses", hypotheses), ("boundary", boundary), ("surface", surface), ("graph", graph),
    ]
  }

  private var forest: ForestPlot {
    let pairs = names.indices.map { index in
      ForestPlot.Pair(
        names[index], names[(index + 1) % names.count], estimate(index) ?? Estimate(0),
        isSignificant: index.isMultiple(of: 2), cells: ["12–3–1", "1.2 [0.3, 2.1]"],
        mark: mark(index))
    }
    return ForestPlot(
      groups: [.init(heading: names.first, pairs: pairs), .init(pairs: [])],
      axis: Axis("Difference"), margin: value(0), headers: ["W–T–L", "Δ [95 % CI]"])
  }

  private var leaderboard: LeaderboardStrip {
    LeaderboardStrip(
      rows: names.indices.map { index in
        let scores = (0..<5).compactMap { value(index + $0) }
        return .init(
          configuration(index), scores: scores, failed: 5 - scores.count, mean: estimate(index),
          isTied: index < 3, cells: ["94.2"], mark: mark(index))
      }, axis: Axis("Accuracy (%)", limits: 0...100), failureScore: 10, headers: ["mean"])
  }

  /// Groups with gaps, each of which overlaps the next.
  private var ties: TieBars {
    TieBars(
      rows: names.indices.map { index in
        .init(
          names[index], mean: estimate(index) ?? Estimate(.nan), cells: ["94.2 [93.1, 95.3]"],
          mark: mark(index))
      },
      groups: names.indices.dropLast().map { index in
        .init(members: [index, index + 1, index + 3], mark: mark(index))
      }, axis: Axis("Accuracy (%)"), headers: ["mean [95 % CI]"])
  }

  private var dumbbell: Dumbbell {
    Dumbbell(
      rows: names.indices.map { index in
        .init(names[index], from: estimate(index), to: estimate(index + 1), mark: mark(index))
      }, axis: Axis("Accuracy (%)"), names: ("mean of the grid", "tuned"))
  }

  private var sensitivity: SensitivityPlot {
    let curves = names.indices.map { index in
      SensitivityPlot.Curve(
        names[index], series: Series(index),
        levels: [0.001, 0.01, 0.1, 1].enumerated().map { level, rate in
          .init(
            rate, mean: estimate(index + level), failed: level, count: 5, isBestAtEdge: level == 3,
            mark: mark(level))
        }, mark: mark(index))
    }
    return SensitivityPlot(
      panels: [.init(title: names.first, curves: curves)]
        + curves.prefix(2).map { .init(title: $0.name, curves: [$0], usable: 0.01...0.1) },
      x: Axis("Learning rate", kind: .logarithmic), y: Axis("Accuracy (%)"), failureScore: value(0))
  }

  private var runs: [AxisPlot.Run] {
    values.indices.map { index in
      .init(level: Double(index % max(names.count, 1)), score: value(index), mark: mark(index))
    }
  }

  private var numericAxis: AxisPlot {
    AxisPlot(
      levels: .numeric(Axis("Depth", isWhole: true)), runs: runs,
      score: Axis("Loss", kind: .logarithmic))
  }

  private var categoricalAxis: AxisPlot {
    AxisPlot(
      levels: .categorical(title: "activation", names), runs: runs, score: Axis("Accuracy (%)"))
  }

  private var heatmaps: HeatmapFigure {
    let cells = names.indices.map { row in
      names.indices.map { column -> Heatmap.Cell? in
        .init(
          value(row + column), text: "−12.3", note: row == column ? "3/5" : nil,
          mark: mark(row * names.count + column))
      }
    }
    return HeatmapFigure(
      maps: [Heatmap.Colors.sequential(nil), .diverging].map { colors in
        Heatmap(
          title: "Accuracy (%)", rowTitle: "activation", columnTitle: "depth", rows: names,
          columns: names, cells: cells, colors: colors)
      })
  }

  private var curves: LearningCurves {
    let groups = names.indices.map { index in
      LearningCurves.Group(
        names[index], series: Series(index),
        runs: (0..<5).map { .init(line(index + $0), isFailed: $0 == 4, mark: mark($0)) },
        median: line(index), band: line(index).map { ($0.x, $0.y - 1, $0.y + 1) },
        second: line(index + 1), mark: mark(index))
    }
    return LearningCurves(
      panels: [.init(groups: groups)]
        + groups.prefix(5).map { .init(title: $0.name, groups: [$0]) },
      x: Axis("Epoch", isWhole: true), y: Axis("Loss", kind: .logarithmic),
      bandName: "interquartile range", lineNames: ("validation", "training"),
      target: (0.5, "target"))
  }

  private var gradients: GradientFlow {
    let lines = names.indices.map { index in
      GradientFlow.Line(
        names[index], series: Series(index), early: line(index), late: line(index + 1),
        mark: mark(index))
    }
    return GradientFlow(
      panels: [.init(title: names.first, lines: lines)], moments: ("epoch 0", "epoch 9"),
      vanishing: 1e-4)
  }

  private var units: UnitHealth {
    UnitHealth(
      panels: names.indices.prefix(12).map { index in
        .init(
          title: names[index],
          lines: ["dead", "saturated"].enumerated().map { number, name in
            .init(name, series: Series(number), points: line(index + number), mark: mark(index))
          })
      })
  }

  private var profile: PerformanceProfile {
    PerformanceProfile(
      lines: names.indices.map { index in
        .init(names[index], series: Series(index), steps: line(index), mark: mark(index))
      })
  }

  private var pareto: ParetoPlot {
    ParetoPlot(
      configurations: names.indices.map { index in
        .init(
          configuration(index), seconds: value(index) ?? .nan, score: value(index + 1) ?? .nan,
          isOnFront: index.isMultiple(of: 2), mark: mark(index))
      }, y: Axis("Accuracy (%)"))
  }

  private var hypotheses: HypothesisStrip {
    HypothesisStrip(
      rows: names.indices.map { index in
        let margin = value(index) ?? 0
        return .init(
          names[index], verdict: [.supported, .notSupported, .inconclusive][index % 3],
          observed: estimate(index + 1),
          claim: index.isMultiple(of: 2) ? .above(margin) : .within(margin),
          cells: ["inconclusive", "1.2 (−0.4 to 2.8)"], mark: mark(index))
      }, headers: ["verdict", "observed"])
  }

  private var boundary: DecisionBoundary {
    let cells = (0..<60).map { row in
      (0..<60).map { column in
        (label: row * column % max(names.count, 1), probability: value(row) ?? .nan)
      }
    }
    return DecisionBoundary(
      panels: names.prefix(4).map { name in
        .init(
          title: name, field: .classes(cells), points: line(0).map { ($0, 1) }, mark: mark(0))
      }, x: Axis("x₁"), y: Axis("x₂"), xRange: -1...1, yRange: -1e5...1e5, classNames: names)
  }

  private var surface: DecisionBoundary {
    let cells = values.isEmpty ? [] : [values.map { $0 ?? .nan }]
    return DecisionBoundary(
      panels: [.init(field: .surface(cells), mark: mark(0))], x: Axis("x₁"), y: Axis("x₂"),
      xRange: 0...1, yRange: 0...0.0001)
  }

  /// A chain with short cuts, a parameter at every node, and an edge that closes a cycle.
  private var graph: ComputationalGraph {
    let nodes = names.prefix(20).flatMap { name in
      [(name, ComputationalGraph.Role.operation), ("W", .parameter)]
    }
    let edges = nodes.indices.dropFirst(2).map { index in
      index.isMultiple(of: 2) ? (from: index - 2, to: index) : (from: index, to: index - 1)
    }
    return ComputationalGraph(
      nodes: nodes.enumerated().map { index, node in
        .init(node.0, detail: "32 × 10", role: node.1, mark: mark(index))
      },
      edges: (edges + [(0, 4), (4, 0), (7, 99)]).enumerated().map { index, edge in
        .init(
          from: edge.0, to: edge.1, gradient: value(index), label: "1.2×10⁻⁵", mark: mark(index))
      }, vanishing: 1e-3)
  }
}
