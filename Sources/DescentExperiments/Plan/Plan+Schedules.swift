public import Descent

extension Plan {
  /// The learning rate over a run, in multiples of the optimizer's.
  public struct ScheduleCurve: Hashable, Sendable {
    /// The schedule with what differs from its defaults: `step(every=30)`.
    public var name: String
    public var epochs: Int
    /// At equal distances from the first to the last epoch.
    public var values: [Double]
    /// Whether the losses change it as well.
    public var isAdaptive: Bool
  }

  /// The curve of each schedule that the plan has, with its warm-up, over the epochs of its runs; none where
  /// every rate is constant.
  public func scheduleCurves(from registry: Registry, points: Int) -> [ScheduleCurve] {
    var curves: [ScheduleCurve] = []
    var seen: Set<[String]> = []
    for planned in configurations {
      let configuration = planned.configuration
      let key = [
        configuration[section: Slot.schedule.rawValue]?.canonicalJSON ?? "",
        configuration["training.epochs"]?.description ?? "",
      ]
      guard seen.insert(key).inserted,
        let curve = ScheduleCurve(configuration, from: registry, points: points)
      else { continue }
      curves.append(curve)
    }
    return curves.allSatisfy(\.isConstant) ? [] : curves
  }
}

extension Plan.ScheduleCurve {
  fileprivate init?(_ configuration: Configuration, from registry: Registry, points: Int) {
    guard
      let schedule = configuration.component(
        .schedule, from: registry, as: (any Schedule).self)
    else { return nil }
    let warmup = configuration["schedule.warmup"]?.number ?? 0
    epochs = configuration.integer("training.epochs") ?? 1
    let total = Double(epochs)
    values = (0..<points).map { point in
      let time = total * Double(point) / Double(max(points - 1, 1))
      let ramp = warmup > 0 ? min(1, time / warmup) : 1
      return ramp * schedule.multiplier(at: max(0, time - warmup), of: total - warmup)
    }
    let defaults = type(of: schedule).init().settings
    var settings = schedule.settings.filter { defaults[$0.key] != $0.value }
    if warmup > 0 { settings["warmup"] = .number(warmup) }
    let list = settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    name =
      type(of: schedule).name + (list.isEmpty ? "" : "(" + list.joined(separator: ", ") + ")")
    isAdaptive = schedule is any AdaptiveSchedule
  }

  fileprivate var isConstant: Bool { !isAdaptive && Set(values).count < 2 }
}
