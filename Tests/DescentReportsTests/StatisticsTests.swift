import CDistributions
import Testing

import DescentReports

@Suite("Statistics agree with SciPy, statsmodels and pandas") struct StatisticsTests {
  let golden: Golden

  init() throws { golden = try Golden.load() }

  @Test("distributions") func distributions() throws {
    try #require(golden.distributions.count > 100)
    for item in golden.distributions {
      let x = item.arguments
      let value: Double? =
        switch item.function {
        case "t_cdf": descent_t_cdf(x[0], x[1])
        case "t_upper": descent_t_upper(x[0], x[1])
        case "t_quantile": descent_t_quantile(x[0], x[1])
        case "normal_cdf": descent_normal_cdf(x[0])
        case "normal_quantile": descent_normal_quantile(x[0])
        case "f_cdf": descent_f_cdf(x[0], x[1], x[2])
        case "f_upper": descent_f_upper(x[0], x[1], x[2])
        case "chi_squared_upper": descent_chi_squared_upper(x[0], x[1])
        case "binomial_cdf": descent_binomial_cdf(x[0], x[1], x[2])
        case "noncentral_t_upper": descent_noncentral_t_upper(x[0], x[1], x[2])
        case "noncentral_t_cdf": descent_noncentral_t_cdf(x[0], x[1], x[2])
        default: nil
        }
      #expect(agree(value, item.value, 1e-8), "\(item): \(value ?? .nan)")
    }
  }

  @Test(
    "a distribution that is not defined is NaN, never an exception",
    arguments: [
      descent_t_cdf(1, 0), descent_t_cdf(1, -3), descent_t_cdf(.nan, 4), descent_t_cdf(1, .nan),
      descent_t_quantile(1.5, 4), descent_t_quantile(0.5, 0), descent_normal_quantile(-0.1),
      descent_f_cdf(-1, 2, 3), descent_f_upper(1, 0, 3), descent_binomial_cdf(7, 5, 0.5),
      descent_chi_squared_upper(1, 0),
      descent_noncentral_t_cdf(1, -1, 2), descent_noncentral_t_upper(.nan, 4, 2),
    ])
  func undefined(value: Double) { #expect(value.isNaN) }

  @Test("means, deviations, quantiles and t intervals (S1, S2, S3)") func samples() {
    for item in golden.samples {
      let sample = Sample(item.values)
      #expect(agree(sample.mean, item.mean))
      #expect(agree(sample.median, item.median))
      #expect(agree(sample.quantile(0.25), item.quartiles[0]))
      #expect(agree(sample.quantile(0.75), item.quartiles[1]))
      #expect(agree(sample.standardDeviation, item.sd))
      #expect(agree(sample.interval(confidence: 0.95)?.lower, item.lower))
      #expect(agree(sample.interval(confidence: 0.95)?.upper, item.upper))
    }
  }

  @Test("Wilson's interval (S4)") func wilson() {
    for item in golden.wilson {
      let interval = Interval.wilson(item.successes, of: item.trials, confidence: 0.95)
      #expect(agree(interval?.lower, item.lower))
      #expect(agree(interval?.upper, item.upper))
    }
  }

  @Test("paired differences with their companions (S5, S7, S9, S10)") func paired() {
    for item in golden.paired {
      let difference = PairedDifference(item.a, item.b, confidence: 0.95)
      #expect(agree(difference.delta, item.delta))
      #expect(agree(difference.standardDeviation, item.sd))
      #expect(agree(difference.interval?.lower, item.lower))
      #expect(agree(difference.interval?.upper, item.upper))
      #expect(agree(difference.p, item.p))
      #expect(agree(difference.exactP, item.exact_p))
      #expect(agree(difference.standardized, item.dz))
      #expect(agree(difference.probabilityOfImprovement, item.poi))
    }
  }

  @Test("Holm's correction (S12)") func holm() {
    for item in golden.holm {
      let adjusted = Holm.adjusted(item.p)
      #expect(zip(adjusted, item.adjusted).allSatisfy { agree($0, $1) })
    }
  }

  @Test("the smallest detectable effect (S15)") func detectable() {
    for item in golden.detectable {
      let effect = DetectableEffect.standardized(seeds: item.seeds, confidence: item.confidence)
      #expect(agree(effect, item.effect))
    }
  }

  @Test("an effect that so many seeds just find takes so many, a smaller one more")
  func seedsNeeded() {
    for item in golden.detectable {
      func seeds(_ effect: Double, limit: Int = 1000) -> Int? {
        DetectableEffect.seeds(finding: effect, confidence: item.confidence, limit: limit)
      }
      #expect(seeds(item.effect * 1.000_001) == item.seeds)
      #expect(seeds(-item.effect * 1.000_001) == item.seeds)
      #expect(seeds(item.effect * 0.999_999) == item.seeds + 1)
      #expect(seeds(item.effect * 0.999_999, limit: item.seeds) == nil)
    }
  }

  @Test("the score tuned without the seed that is scored (S21)") func tuned() {
    for item in golden.tuned {
      let rates = item.scores.indices.map { "\($0 + 1)" }
      let sweep = SweepBuilder(
        axes: [.init("optimizer", ["a", "b"]), .init("optimizer.learning_rate", rates)],
        seeds: Array(item.scores[0].indices), tune: ["optimizer.learning_rate"]
      ).sweep { levels, seed in
        let rate = Int(levels["optimizer.learning_rate"] ?? "") ?? 0
        return .ok(0.1, levels["optimizer"] == "a" ? item.scores[rate - 1][seed] : 0.5)
      }
      let view = Analysis(sweep, confidence: 0.95).comparisons[0].tuned
      let perSeed = view?.pairs[0].difference?.perSeed ?? []
      #expect(perSeed.count == item.chosen.count)
      #expect(zip(perSeed, item.chosen).allSatisfy { agree($0 + 0.5, $1) })
    }
  }

  @Test("the winner's curse") func expectedMaximum() {
    #expect(StandardNormal.expectedMaximum(of: 1) == 0)
    for item in golden.expected_maximum {
      #expect(agree(StandardNormal.expectedMaximum(of: item.count), item.value))
    }
  }
}
