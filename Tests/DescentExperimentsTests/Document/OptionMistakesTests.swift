import Testing

@Suite struct OptionMistakesTests {
  @Test(
    "a mistake in seeds, select, run, report, a name or a label is reported", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "no seeds", "E05",
      """
      base: {data: moons}
      seeds: 0
      """,
      """
      x.yaml:2:8: error: 'seeds' must be a whole number in 1...1000000, not 0
      seeds: 0
             ^
      """),
    Mistake(
      "a stream that does not exist", "E05",
      """
      base: {data: moons}
      seeds: {vary: [splitt]}
      """,
      """
      x.yaml:2:16: error: found 'splitt'; expected one of 'data', 'initialization', 'noise', \
      'shuffle', 'split'; did you mean 'split'?
      seeds: {vary: [splitt]}
                     ^
      """),
    Mistake(
      "seeds that vary nothing", "E05",
      """
      base: {data: moons}
      seeds: {count: 3, vary: []}
      """,
      """
      x.yaml:2:25: error: 'seeds.vary' is empty: all 3 seeds would give the same run
      seeds: {count: 3, vary: []}
                              ^
      """),
    Mistake(
      "a timeout without a number", "E05",
      """
      base: {data: moons}
      run: {timeout: soon, jobs: 0, max_runs: 0}
      report: {confidence: 95}
      """,
      """
      x.yaml:2:16: error: 'run.timeout' must be a time such as 60s, 5m or 2h, not 'soon'
      run: {timeout: soon, jobs: 0, max_runs: 0}
                     ^
      x.yaml:2:28: error: 'run.jobs' must be a whole number in 1...1024 or 'auto', not 0
      run: {timeout: soon, jobs: 0, max_runs: 0}
                                 ^
      x.yaml:2:41: error: 'run.max_runs' must be a whole number in 1..., not 0
      run: {timeout: soon, jobs: 0, max_runs: 0}
                                              ^
      x.yaml:3:22: error: 'report.confidence' must be a number > 0.5 and < 1, not 95
      report: {confidence: 95}
                           ^
      """),
    Mistake(
      "a timeout beyond a century", "E05",
      """
      base: {data: moons}
      run: {timeout: 1e300h}
      """,
      """
      x.yaml:2:16: error: 'run.timeout' must be a time such as 60s, 5m or 2h, not '1e300h'
      run: {timeout: 1e300h}
                     ^
      """),
    Mistake(
      "a name that is no folder's", "E05",
      """
      name: a/b
      base: {data: moons}
      """,
      """
      x.yaml:1:7: error: 'name' names the results folder and must be of at most 100 letters, \
      digits, '_', '-' and '.', not 'a/b'
      name: a/b
            ^
      """),
    Mistake(
      "a label that is a missing value to other programs", "E05",
      """
      base: {data: moons, optimizer: {name: sgd, label: NA}}
      """,
      """
      x.yaml:1:51: error: 'label' must not look like a missing value or a formula to other \
      programs, as 'NA' does
      base: {data: moons, optimizer: {name: sgd, label: NA}}
                                                        ^
      """),
    Mistake(
      "a label that a spreadsheet would run", "E05",
      """
      base: {data: moons, optimizer: {name: sgd, label: "=1+1"}}
      """,
      """
      x.yaml:1:51: error: 'label' must not look like a missing value or a formula to other \
      programs, as '=1+1' does
      base: {data: moons, optimizer: {name: sgd, label: "=1+1"}}
                                                        ^
      """),
    Mistake(
      "a label that one program alone takes for missing", "E05",
      """
      base: {data: moons, optimizer: {name: sgd, label: <NA>}}
      """,
      """
      x.yaml:1:51: error: 'label' must not look like a missing value or a formula to other \
      programs, as '<NA>' does
      base: {data: moons, optimizer: {name: sgd, label: <NA>}}
                                                        ^
      """),
    Mistake(
      "a goal that does not exist", "E05",
      """
      base: {data: moons}
      select: {metric: val_loss, goal: minimise, at: last}
      """,
      """
      x.yaml:2:34: error: found 'minimise'; expected one of 'maximize', 'minimize'; did you mean \
      'minimize'?
      select: {metric: val_loss, goal: minimise, at: last}
                                       ^
      x.yaml:2:48: error: found 'last'; expected one of 'best', 'final'
      select: {metric: val_loss, goal: minimise, at: last}
                                                     ^
      """),
  ]
}
