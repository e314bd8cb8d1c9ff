public import Descent

/// What holds for every initialiser.
public enum InitializerLaws {
  /// All laws, for the layers to be filled: by default a few shapes with the given files.
  public static func findings(
    for initializer: any Initializer, sites: [LayerSite]? = nil, files: [LoadedFile] = []
  ) -> [Finding] {
    let sites =
      sites
      ?? [(5, 4), (1, 7), (64, 1)].enumerated().map { index, size in
        LayerSite(
          index: index, fanIn: size.0, fanOut: size.1, activation: Rectifier(), files: files)
      }
    return sites.flatMap { site in
      numbers(of: initializer, at: site) + coefficients(of: initializer, at: site)
        + repetition(of: initializer, at: site)
    }
  }

  /// There is one finite number for each weight and each bias.
  public static func numbers(
    of initializer: any Initializer, at site: LayerSite
  ) -> [Finding] {
    let law = "a layer gets one finite number for each weight and each bias"
    guard let filled = fill(initializer, site, seed: 3) else {
      return [Finding(initializer, law, "\(name(site)) is refused")]
    }
    let (weights, biases) = filled
    if weights.count != site.fanIn * site.fanOut || biases.count != site.fanOut {
      return [
        Finding(
          initializer, law,
          "\(name(site)) gets \(weights.count) weights and \(biases.count) biases")
      ]
    }
    guard let number = (weights + biases).first(where: { !$0.isFinite }) else { return [] }
    return [Finding(initializer, law, "\(name(site)) gets \(number)")]
  }

  /// What an activation learns gets as many finite numbers as it counts.
  public static func coefficients(
    of initializer: any Initializer, at site: LayerSite
  ) -> [Finding] {
    [1, site.fanOut].compactMap { count in
      let coefficient = LearnedCoefficient(name: "coefficient", initialValue: 0.25, count: count)
      var random = RandomStream(seed: 12)
      let numbers = try? initializer.values(of: coefficient, in: site, random: &random)
      guard let numbers, numbers.count == count, numbers.allSatisfy(\.isFinite) else {
        return Finding(
          initializer, "a learned coefficient gets as many finite numbers as it counts",
          "one of \(count) in \(name(site)) gets \(numbers.map { "\($0)" } ?? "an error")")
      }
      return nil
    }
  }

  /// The same stream gives the same bits.
  public static func repetition(
    of initializer: any Initializer, at site: LayerSite
  ) -> [Finding] {
    Repetition {
      let (weights, biases) = fill(initializer, site, seed: 4) ?? ([], [])
      return weights + biases
    }.findings(initializer, "the same stream gives the same bits") { index in
      let weights = site.fanIn * site.fanOut
      return "\(index < weights ? "weight \(index + 1)" : "bias \(index - weights + 1)") of "
        + name(site)
    }
  }

  private static func fill(
    _ initializer: any Initializer, _ site: LayerSite, seed: UInt64
  ) -> ([Double], [Double])? {
    var random = RandomStream(seed: seed)
    guard let weights = try? initializer.weights(of: site, random: &random),
      let biases = try? initializer.biases(of: site, random: &random)
    else { return nil }
    return (weights, biases)
  }

  private static func name(_ site: LayerSite) -> String {
    "a layer of \(site.fanIn) × \(site.fanOut)"
  }
}

/// What a layer does that is to be filled.
private struct Rectifier: Activation {
  static let name = "rectifier"
  func callAsFunction<T: Scalar>(_ x: T) -> T { x > 0 ? x : 0 }
}
