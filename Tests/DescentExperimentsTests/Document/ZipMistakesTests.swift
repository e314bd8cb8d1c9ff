import Testing

@Suite struct ZipMistakesTests {
  @Test("a zip that makes no rows is reported", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "columns of different lengths", "E09",
      """
      base: {data: moons}
      zip:
        size: {model.hidden: [[8], [16]], training.epochs: [3, 4, 5]}
      """,
      """
      x.yaml:3:3: error: the columns of 'zip.size' differ in length: model.hidden 2, \
      training.epochs 3
        size: {model.hidden: [[8], [16]], training.epochs: [3, 4, 5]}
        ^
      """),
    Mistake(
      "an unknown component, which makes its column no shorter", "E03",
      """
      base: {data: moons}
      zip: {z: {regularizer: [l22, l1], training.epochs: [1, 2]}}
      """,
      """
      x.yaml:2:25: error: unknown regularizer 'l22'; expected one of 'elastic_net', 'l1', 'l2', \
      'max_norm', 'none'; did you mean 'l2'?
      zip: {z: {regularizer: [l22, l1], training.epochs: [1, 2]}}
                              ^
      """),
    Mistake(
      "rows with different keys", "E09",
      """
      base: {data: moons}
      zip:
        size:
          - {model.hidden: [8], training.epochs: 3}
          - {model.hidden: [16], training.batch_size: 3}
      """,
      """
      x.yaml:5:7: error: row 2 of 'zip.size' has the keys 'model.hidden', 'training.batch_size', \
      the first one 'model.hidden', 'training.epochs'
          - {model.hidden: [16], training.batch_size: 3}
            ^
      """),
    Mistake(
      "a zip of one key", "E09",
      """
      base: {data: moons}
      zip:
        size: {model.hidden: [[8], [16]]}
      """,
      """
      x.yaml:3:3: error: 'zip.size' needs two keys or more; one alone is an axis of 'grid'
        size: {model.hidden: [[8], [16]]}
        ^
      """),
    Mistake(
      "names of zip axes that are settings or no names", "E05 E09",
      """
      base: {data: moons}
      zip:
        optimizer: {model.hidden: [[8], [16]], training.epochs: [1, 2]}
        training_epochs: {model.hidden: [[8], [16]], training.epochs: [1, 2]}
        a.b: {model.hidden: [[8], [16]], training.epochs: [1, 2]}
      """,
      """
      x.yaml:3:3: error: 'optimizer' is the name of a setting; a zip axis needs one of its own
        optimizer: {model.hidden: [[8], [16]], training.epochs: [1, 2]}
        ^
      x.yaml:4:3: error: 'training_epochs' is the name of a setting; a zip axis needs one of its own
        training_epochs: {model.hidden: [[8], [16]], training.epochs: [1, 2]}
        ^
      x.yaml:5:3: error: the name of a zip axis must be of letters, digits and '_' and begin with \
      a letter, not 'a.b'
        a.b: {model.hidden: [[8], [16]], training.epochs: [1, 2]}
        ^
      """),
    Mistake(
      "a zip in a zip", "E09",
      """
      base: {data: moons}
      zip:
        size: {zip: {model.hidden: [[8], [16]], training.epochs: [1, 2]}}
      """,
      """
      x.yaml:3:9: error: zip axes do not nest
        size: {zip: {model.hidden: [[8], [16]], training.epochs: [1, 2]}}
              ^
      """),
    Mistake(
      "candidates inside a row", "E09",
      """
      base: {data: moons}
      zip:
        size:
          optimizer: [sgd, {name: momentum, momentum: [0.5, 0.9]}]
          training.epochs: [1, [2, 3]]
      """,
      """
      x.yaml:4:22: error: a row of 'zip.size' takes one optimizer, but this stands for 2
          optimizer: [sgd, {name: momentum, momentum: [0.5, 0.9]}]
                           ^
      x.yaml:5:26: error: a row of 'zip.size' takes one value of 'training.epochs', not a list
          training.epochs: [1, [2, 3]]
                               ^
      """),
    Mistake(
      "too few labels", "E09",
      """
      base: {data: moons}
      zip:
        size: {model.hidden: [[8], [16]], training.epochs: [1, 2], labels: [small]}
      """,
      """
      x.yaml:3:71: error: 'zip.size' has 1 label for 2 rows
        size: {model.hidden: [[8], [16]], training.epochs: [1, 2], labels: [small]}
                                                                            ^
      """),
    Mistake(
      "labels twice, and in some rows only", "E08 E09",
      """
      base: {data: moons}
      zip:
        size: {model.hidden: [[8], [16]], training.epochs: [1, 2], labels: [small, small]}
        other:
          - {label: x, training.batch_size: 8, optimizer: sgd}
          - {training.batch_size: 16, optimizer: sgd}
      """,
      """
      x.yaml:3:78: error: rows 1 and 2 of 'zip.size' are both 'small'
        size: {model.hidden: [[8], [16]], training.epochs: [1, 2], labels: [small, small]}
                                                                                   ^
      x.yaml:5:15: error: either all rows of 'zip.other' have a label or none
          - {label: x, training.batch_size: 8, optimizer: sgd}
                    ^
      """),
    Mistake(
      "two rows alike", "E08",
      """
      base: {data: moons}
      zip:
        size: {model.hidden: [[8], [8]], training.epochs: [1, 1]}
      """,
      """
      x.yaml:3:30: error: rows 1 and 2 of 'zip.size' are both 'hidden 8, epochs 1'
        size: {model.hidden: [[8], [8]], training.epochs: [1, 1]}
                                   ^
      """),
    Mistake(
      "one name for two zips", "E09",
      """
      base: {data: moons}
      studies:
        a: {zip: {size: {model.hidden: [[8], [16]], training.epochs: [1, 2]}}}
        b: {zip: {size: {model.hidden: [[8], [16]], training.batch_size: [1, 2]}}}
      """,
      """
      x.yaml:4:13: error: 'zip.size' has other keys than in study 'a'; give it another name
        b: {zip: {size: {model.hidden: [[8], [16]], training.batch_size: [1, 2]}}}
                  ^
      """),
  ]
}
