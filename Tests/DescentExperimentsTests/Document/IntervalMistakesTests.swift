import Testing

@Suite struct IntervalMistakesTests {
  @Test("an interval that has no sensible points is reported", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "an interval without num or step", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1}}
      """,
      """
      x.yaml:2:33: error: an interval in a grid needs exactly one of 'num' and 'step'
      grid: {optimizer.learning_rate: {min: 0.1, max: 1}}
                                      ^
      """),
    Mistake(
      "an interval with num and step", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 3, step: 0.1}}
      """,
      """
      x.yaml:2:33: error: an interval in a grid needs exactly one of 'num' and 'step'
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 3, step: 0.1}}
                                      ^
      """),
    Mistake(
      "an interval without max", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, num: 3}}
      """,
      """
      x.yaml:2:33: error: an interval needs both 'min' and 'max'
      grid: {optimizer.learning_rate: {min: 0.1, num: 3}}
                                      ^
      """),
    Mistake(
      "a log interval from zero", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0, max: 1, num: 3, scale: log}}
      """,
      """
      x.yaml:2:39: error: a log scale needs 'min' above 0
      grid: {optimizer.learning_rate: {min: 0, max: 1, num: 3, scale: log}}
                                            ^
      """),
    Mistake(
      "an interval that is upside down", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 1, max: 0.1, num: 3}}
      """,
      """
      x.yaml:2:39: error: 'min' must be below 'max'
      grid: {optimizer.learning_rate: {min: 1, max: 0.1, num: 3}}
                                            ^
      """),
    Mistake(
      "an interval of one point", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 1}}
      """,
      """
      x.yaml:2:57: error: 'num' must be a whole number in 2...100000, not 1
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 1}}
                                                              ^
      """),
    Mistake(
      "a step of zero", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, step: 0}}
      """,
      """
      x.yaml:2:58: error: 'step' must be a number > 0, not 0
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, step: 0}}
                                                               ^
      """),
    Mistake(
      "a step on a log scale", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, step: 0.1, scale: log}}
      """,
      """
      x.yaml:2:58: error: 'step' goes with a linear scale; use 'num'
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, step: 0.1, scale: log}}
                                                               ^
      """),
    Mistake(
      "a step that is far too small", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1e300, step: 1e-300}}
      """,
      """
      x.yaml:2:62: error: the interval would have more than 100000 points
      grid: {optimizer.learning_rate: {min: 0.1, max: 1e300, step: 1e-300}}
                                                                   ^
      """),
    Mistake(
      "a scale that does not exist", "E05",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 3, scale: ln}}
      """,
      """
      x.yaml:2:67: error: found 'ln'; expected one of 'linear', 'log'
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 3, scale: ln}}
                                                                        ^
      """),
  ]
}
