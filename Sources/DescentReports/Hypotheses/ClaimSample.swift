import DescentStore
import Foundation

/// A hypothesis as one number a seed: D, turned so that the claim says that it is above the margin.
///
///     a > b        D(k) = mean over settings of y(a,s,k) − y(b,s,k)
///     a > b by 2x  D(k) = mean over settings of log₁₀ y(a,s,k) − log₁₀ y(b,s,k)
///     a > 0.5      D(k) = mean over settings of y(a,s,k) − 0.5
///     increasing   D(k) = mean over settings of the slope of y over the levels
///     shares       D(k) = share of one factor − share of the other, in the scores of seed k
///
/// Numbers whose scale differs between settings, such as norms of gradients, are compared by their
/// logarithms wherever the claim gives no margin in their own units.
struct ClaimSample {
  /// D, by seed.
  var perSeed: [Double]
  /// d, `[setting][seed]`; shares have no settings.
  var differences: [[Double]] = []
  var settings: Int
  /// Cells that take part, and those of failed runs among them.
  var cells: Int
  var replaced: Int
  /// Cells of runs that never reached the target without having failed.
  var missed = 0
  /// Cells that the plan holds.
  var planned: Int
  /// By side, the cells whose run failed, where that is the metric.
  var failed: [[Bool]] = []
  /// The mean of b's numbers, which a margin in percent is of.
  var meanOfB: Double?
  var flags: Set<HypothesisResult.Flag> = []
  var unit: HypothesisResult.Unit

  /// Reduces the cells of a hypothesis; nil where nothing can be compared.
  init?(_ cells: ClaimCells, _ scores: Scores) {
    let hypothesis = cells.hypothesis
    if case .shares(let larger, let smaller) = hypothesis.expectation {
      self.init(shares: larger, over: smaller, cells, scores)
    } else {
      self.init(sides: cells, scores)
    }
  }

  // MARK: - Sides

  private init?(sides cells: ClaimCells, _ scores: Scores) {
    let hypothesis = cells.hypothesis
    let isLog = hypothesis.isCompared(by: .logarithm)
    let sides = hypothesis.groups.indices.map { ClaimSide($0, cells, scores) }
    let settings = sides[0].settings.filter { setting in
      sides.allSatisfy { $0.has(setting) }
    }
    let tables = sides.map { side in settings.map { side.numbers(in: $0) } }
    let present = settings.indices.map { setting in
      scores.seeds.indices.map { seed in tables.allSatisfy { $0[setting][seed] != nil } }
    }
    planned = sides.count * settings.count * scores.seeds.count
    guard let block = CompleteBlock(present) else { return nil }
    var flags: Set<HypothesisResult.Flag> = []
    if block.settings.count * block.seeds.count < settings.count * scores.seeds.count {
      flags.insert(.incomplete)
    }
    if sides.contains(where: \.isOptimistic) { flags.insert(.optimistic) }
    // By side, setting and seed.
    let values = tables.map { table in
      block.settings.map { setting in
        block.seeds.map { seed -> Double in
          let value = table[setting][seed]?.value ?? 0
          guard isLog else { return value }
          if value <= 0 { flags.insert(.floored) }
          return log10(max(value, 1e-30))
        }
      }
    }
    func count(_ property: (ClaimSide.Number) -> Bool) -> Int {
      tables.reduce(0) { sum, table in
        sum
          + block.settings.reduce(0) { sum, setting in
            sum + block.seeds.count { table[setting][$0].map(property) ?? false }
          }
      }
    }
    replaced = count(\.isReplaced)
    missed = count(\.isMissed)
    self.settings = block.settings.count
    self.cells = sides.count * block.settings.count * block.seeds.count
    self.flags = flags
    if hypothesis.metric.name == "failure_rate" {
      failed = values.map { side in side.flatMap { $0.map { $0 > 0 } } }
    }
    let (columns, orientation) = (block.seeds.indices, hypothesis.orientation)
    func differences(_ difference: (Int, Int) -> Double) -> [[Double]] {
      block.settings.indices.map { setting in
        columns.map { orientation * difference(setting, $0) }
      }
    }
    switch hypothesis.expectation {
    case .threshold(let threshold, _, _):
      let level = isLog ? log10(max(threshold, 1e-30)) : threshold
      self.differences = differences { values[0][$0][$1] - level }
    case .trend:
      self.differences = differences { setting, seed in
        Self.slope(values.map { $0[setting][seed] }, over: hypothesis.axis)
      }
    default:
      self.differences = differences { values[0][$0][$1] - values[1][$0][$1] }
      meanOfB = Sample(values[1].flatMap { $0 }).mean
    }
    let all = self.differences
    perSeed = columns.map { seed in all.reduce(0) { $0 + $1[seed] } / Double(all.count) }
    unit = hypothesis.unit
  }

  /// The least-squares slope.
  private static func slope(_ values: [Double], over axis: [Double]) -> Double {
    let n = Double(values.count)
    let (x, y) = (axis.reduce(0, +) / n, values.reduce(0, +) / n)
    let products = zip(axis, values).reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
    let squares = axis.reduce(0) { $0 + ($1 - x) * ($1 - x) }
    return squares > 0 ? products / squares : 0
  }

  // MARK: - Shares

  /// In the scores of each seed alone, the share of one factor less that of another (S19).
  private init?(
    shares larger: String, over smaller: String, _ cells: ClaimCells, _ scores: Scores
  ) {
    let members = cells.hypothesis.groups[0]
    let seeds = scores.seeds.indices.filter { seed in
      members.allSatisfy { cells.cell($0, seed)?.value != nil }
    }
    planned = members.count * scores.seeds.count
    let factors = scores.plan.factors.map(\.path).filter { path in
      path == larger || path == smaller || !Self.isDerived(path, with: [larger, smaller])
    }
    guard !seeds.isEmpty,
      let (first, second) = factors.firstIndex(of: larger).flatMap({ first in
        factors.firstIndex(of: smaller).map { (first, $0) }
      })
    else { return nil }
    let levels = members.map { member in
      factors.map { path in
        scores.plan.configurations[member].factorLevels[path].flatMap { level in
          scores.plan.factors.first { $0.path == path }?.levels.firstIndex(of: level)
        } ?? -1
      }
    }
    let table = members.map { member in seeds.map { cells.cell(member, $0)?.value ?? 0 } }
    guard
      let importance = Importance(
        levels: levels, scores: table, confidence: scores.plan.report.confidence)
    else { return nil }
    func shares(_ factor: Int) -> [Double?]? {
      importance.terms.first { $0.factors == [factor] }?.perSeed
    }
    guard let first = shares(first), let second = shares(second) else { return nil }
    perSeed = zip(first, second).compactMap { a, b in a.flatMap { a in b.map { a - $0 } } }
    settings = 1
    self.cells = members.count * seeds.count
    replaced = members.reduce(0) { sum, member in
      sum + seeds.count { cells.cell(member, $0)?.isReplaced ?? false }
    }
    if importance.method == .approximate { flags.insert(.approximate) }
    if seeds.count < scores.seeds.count { flags.insert(.incomplete) }
    unit = .share
  }

  /// Whether a path says the same as others: hidden layers as their depth and width do.
  private static func isDerived(_ path: String, with named: [String]) -> Bool {
    let derived = ["model.depth", "model.width"]
    return named.contains { derived.contains($0) } ? path == "model.hidden" : derived.contains(path)
  }
}

extension StoredPlan.Hypothesis {
  /// How numbers are compared.
  enum Scale { case linear, logarithm }

  /// Whether differences are of the numbers or of their logarithms.
  func isCompared(by scale: Scale) -> Bool {
    let isLog =
      switch expectation {
      case .difference(_, .ratio), .threshold(_, _, .ratio): true
      case .difference(_, .none), .trend: metric.isScale
      default: false
      }
    return isLog == (scale == .logarithm)
  }

  /// 1 where the claim says that the difference is above the margin, and −1 where below.
  var orientation: Double {
    switch expectation {
    case .difference(let isGreater, _), .threshold(_, let isGreater, _): isGreater ? 1 : -1
    case .trend(let isIncreasing, _): isIncreasing ? 1 : -1
    case .equivalence, .shares: 1
    }
  }

  /// What the estimate is in.
  var unit: HypothesisResult.Unit {
    if case .shares = expectation { return .share }
    if case .trend = expectation { return .slope }
    return isCompared(by: .logarithm) ? .ratio : .metric
  }
}
