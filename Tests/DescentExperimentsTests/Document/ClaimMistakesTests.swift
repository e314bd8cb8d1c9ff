import Testing

@Suite struct ClaimMistakesTests {
  @Test("a hypothesis that cannot be read is reported with all its mistakes", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "words of expect that cannot stand where they do", "E20",
      """
      base: {data: {name: moons, samples: 60}, training: {epochs: 20}}
      grid:
        model.activation: [relu, sigmoid]
        model.depth: [1, 2]
        optimizer: [{name: sgd, learning_rate: 0.1}, {name: momentum, learning_rate: 0.2}]
      hypotheses:
        - id: H1
          claim: c
          expect: a > c by 10x
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
        - id: H2
          claim: c
          expect: "a > b by 0.5x"
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
        - id: H3
          claim: c
          expect: rising over model.depth
          metric: val_loss
        - id: H4
          claim: c
          expect: a > b more
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
        - id: H5
          claim: c
          expect: a ~ b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
        - id: H6
          claim: c
          expect: a = b within -1
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
        - id: H7
          claim: c
          expect: a < b by 5
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
        - id: H8
          claim: c
          expect: increasing over
          metric: val_loss
        - id: H9
          claim: c
          expect: a > b by 5 percent
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
        - id: H10
          claim: c
          expect: share(model.depth) < share(optimizer)
          metric: val_loss
        - id: H11
          claim: c
          expect: a > b by x
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
      """,
      """
      x.yaml:9:17: error: 'expect': expected 'b' or a number, found 'c'
          expect: a > c by 10x
                      ^
      x.yaml:14:23: error: 'expect': expected a ratio above 1, found '0.5x'
          expect: "a > b by 0.5x"
                            ^
      x.yaml:19:13: error: 'expect': expected 'a', 'increasing', 'decreasing' or 'share(FACTOR)', \
      found 'rising'
          expect: rising over model.depth
                  ^
      x.yaml:23:19: error: 'expect': expected 'by', found 'more'
          expect: a > b more
                        ^
      x.yaml:28:15: error: 'expect': expected '>', '<' or '=', found '~'
          expect: a ~ b
                    ^
      x.yaml:33:26: error: 'expect': expected a number above 0, found '-1'
          expect: a = b within -1
                               ^
      x.yaml:43:28: error: 'expect': expected a factor, found nothing more
          expect: increasing over
                                 ^
      x.yaml:47:24: error: 'expect': expected the end, found 'percent'
          expect: a > b by 5 percent
                             ^
      x.yaml:52:32: error: 'expect': expected '>', found '<'
          expect: share(model.depth) < share(optimizer)
                                     ^
      x.yaml:56:22: error: 'expect': expected a number above 0, such as 0.02, 10x or 5%, found 'x'
          expect: a > b by x
                           ^
      """),
    Mistake(
      "keys of a hypothesis that are missing, unknown or of another type", "E02 E05 E08 E20",
      """
      base: {data: {name: moons, samples: 60}, training: {epochs: 20}}
      grid:
        model.activation: [relu, sigmoid]
        model.depth: [1, 2]
        optimizer: [{name: sgd, learning_rate: 0.1}, {name: momentum, learning_rate: 0.2}]
      hypotheses:
        - {id: H1}
        - {id: H2, expect: a > b, metrc: val_loss}
        - H3
        - {id: 5th, claim: c, expect: increasing over model.depth, metric: val_loss}
        - {id: H6, claim: c, expect: increasing over model.depth, metric: val_loss}
        - {id: H6, claim: c, expect: increasing over model.depth, metric: val_loss}
        - {id: H7, claim: c, expect: a > 0.5, compare: {factor: model.activation}, metric: {layer: 1}, alpha: 2, scope: all}
      """,
      """
      x.yaml:7:5: error: a hypothesis needs a 'claim'
        - {id: H1}
          ^
      x.yaml:7:5: error: a hypothesis needs an 'expect'
        - {id: H1}
          ^
      x.yaml:7:5: error: a hypothesis needs a 'metric'
        - {id: H1}
          ^
      x.yaml:8:29: error: unknown key 'metrc' in 'hypotheses'; expected one of these 10; did you \
      mean 'metric'?
        - {id: H2, expect: a > b, metrc: val_loss}
                                  ^
          alpha
          claim
          compare
          expect
          id
          metric
          note
          scope
          tune
          where
      x.yaml:9:5: error: expected a hypothesis as a map, found 'H3'
        - H3
          ^
      x.yaml:10:10: error: the 'id' of a hypothesis must be of letters, digits and '_' and begin \
      with a letter, not '5th'
        - {id: 5th, claim: c, expect: increasing over model.depth, metric: val_loss}
               ^
      x.yaml:10:33: error: hypothesis '5th': a trend needs 3 levels of 'model.depth' or more, and \
      there are 2
        - {id: 5th, claim: c, expect: increasing over model.depth, metric: val_loss}
                                      ^
      x.yaml:11:32: error: hypothesis 'H6': a trend needs 3 levels of 'model.depth' or more, and \
      there are 2
        - {id: H6, claim: c, expect: increasing over model.depth, metric: val_loss}
                                     ^
      x.yaml:12:10: error: hypothesis 'H6' is given twice; the first is in line 11
        - {id: H6, claim: c, expect: increasing over model.depth, metric: val_loss}
               ^
      x.yaml:13:50: error: 'compare' needs 'a', a level of the factor
        - {id: H7, claim: c, expect: a > 0.5, compare: {factor: model.activation}, metric: {layer: \
      1}, alpha: 2, scope: all}
                                                       ^
      x.yaml:13:86: error: 'metric' needs a 'name'
        - {id: H7, claim: c, expect: a > 0.5, compare: {factor: model.activation}, metric: {layer: \
      1}, alpha: 2, scope: all}
                                                                                           ^
      x.yaml:13:105: error: 'alpha' must be a number > 0 and < 0.5, not 2
        - {id: H7, claim: c, expect: a > 0.5, compare: {factor: model.activation}, metric: {layer: \
      1}, alpha: 2, scope: all}
                                                                                                              ^
      x.yaml:13:115: error: found 'all'; expected one of 'general', 'grid'
        - {id: H7, claim: c, expect: a > 0.5, compare: {factor: model.activation}, metric: {layer: \
      1}, alpha: 2, scope: all}
                                                                                                                        ^
      """),
    Mistake(
      "sides, layers, epochs and conditions that cannot be read", "E02 E20",
      """
      base: {data: {name: moons, samples: 60}, training: {epochs: 20}}
      grid:
        model.activation: [relu, sigmoid]
        model.depth: [1, 2]
        optimizer: [{name: sgd, learning_rate: 0.1}, {name: momentum, learning_rate: 0.2}]
      hypotheses:
        - id: H1
          claim: c
          expect: a > 0.5
          compare: {factor: model.activation, a: relu, b: tanh}
          metric: {name: dead_frac, layer: lst, at: epoch}
          where: {}
        - id: H2
          claim: c
          expect: increasing over model.depth
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: {name: val_loss, at: mean 5..2}
        - id: H3
          claim: c
          expect: a > b
          metric: val_loss
      """,
      """
      x.yaml:10:50: error: unknown key 'b' in 'compare'; expected one of 'a', 'factor'
          compare: {factor: model.activation, a: relu, b: tanh}
                                                       ^
      x.yaml:11:38: error: 'layer' must be 'first', 'last', 'max', 'mean' or a whole number from \
      1, not 'lst'
          metric: {name: dead_frac, layer: lst, at: epoch}
                                           ^
      x.yaml:11:47: error: 'at' must be 'init', 'epoch N', 'final', 'best' or 'mean A..B', not \
      'epoch'
          metric: {name: dead_frac, layer: lst, at: epoch}
                                                    ^
      x.yaml:12:12: error: 'where' is empty; leave it out to mean all
          where: {}
                 ^
      x.yaml:16:14: error: 'expect' names its factors; leave out 'compare'
          compare: {factor: model.activation, a: relu, b: sigmoid}
                   ^
      x.yaml:17:34: error: 'at' must be 'init', 'epoch N', 'final', 'best' or 'mean A..B', not \
      'mean 5..2'
          metric: {name: val_loss, at: mean 5..2}
                                       ^
      x.yaml:18:5: error: a hypothesis about 'a' and 'b' needs a 'compare': {factor, a, b}
        - id: H3
          ^
      """),
  ]
}
