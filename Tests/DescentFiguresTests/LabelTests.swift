import DescentFigures
import Testing

@Suite("Labels") struct LabelTests {
  @Test(
    "move apart by as little as possible",
    arguments: [
      ([10.0, 50], [10.0, 50]),
      ([20, 20], [15, 25]),
      // Three in one place, and one that they push.
      ([50, 50, 50, 62], [38, 48, 58, 68]),
      // The order of the arguments is kept.
      ([52, 50], [56, 46]),
      // The bounds hold.
      ([0, 1], [0, 10]),
      ([99, 100], [90, 100]),
    ])
  func spreading(wanted: [Double], expected: [Double]) {
    #expect(spread(wanted, gap: 10, within: 0...100) == expected)
  }

  @Test("share the room where there is too little") func tooMany() {
    #expect(spread([5, 5, 5], gap: 10, within: 0...10) == [0, 5, 10])
    #expect(spread([5], gap: 10, within: 0...2) == [2])
    #expect(spread([], gap: 10, within: 0...2) == [])
  }

  @Test("make way by their weights") func weights() {
    #expect(
      spread([50, 50], offsets: [0, 11], weights: [10, 1], within: 0...100) == [49, 60])
  }

  @Test("that are too long lose their middle") func shortening() {
    let name = "learning_rate_of_the_optimizer"
    #expect(name.shortened(toWidth: 400, style: .label) == name)
    let short = name.shortened(toWidth: 90, style: .label)
    #expect(short == "learnin…timizer")
    #expect(TextMeasure.width(of: short, style: .label) <= 90)
    #expect(name.shortened(toWidth: 0, style: .label) == "…")
  }

  @Test(
    "are one line without what reaches out of it",
    arguments: [
      (" two\n words\t", "two words"), ("\u{202E}abc\u{200D}", "abc"),
      ("e\u{301}\u{301}\u{301}\u{301}", "e\u{301}\u{301}"), ("", ""), ("שלום", "שלום"),
    ])
  func oneLine(name: String, line: String) {
    #expect(name.onOneLine == line)
  }

  @Test("break between words") func wrapping() {
    #expect(
      "adam beats sgd by 2.1 points".wrapped(toWidth: 102, style: .label)
        == ["adam beats sgd by", "2.1 points"])
  }

  @Test("are as wide as in Helvetica") func measure() {
    // Adobe's font metrics: e 556, p 556, o 556, c 500, h 556.
    #expect(abs(TextMeasure.width(of: "epoch", style: .label) - 2.724 * 12) < 1e-9)
    #expect(
      TextMeasure.width(of: "e\u{301}", style: .label) == TextMeasure.width(of: "e", style: .label))
  }
}

@Suite("The names of configurations") struct ConfigurationNameTests {
  private func leaderboard(_ names: [[(String, String)]], width: Double) throws -> [String] {
    let rows = names.map { settings in
      LeaderboardStrip.Row(
        ConfigurationName(settings.map { .init($0.0, $0.1) }), scores: [], mean: Estimate(1),
        isTied: false, mark: Mark(key: "k", words: "words"))
    }
    let caption = Caption(title: "", subtitle: "", source: "")
    let figure = LeaderboardStrip(rows: rows, axis: Axis("score"))
    let text = figure.drawing(id: "f", caption: caption, width: width).text
    let root = try #require(DrawnElement.root(of: text))
    return root.all.filter { $0.textBox?.left == 0 }.map(\.text)
  }

  private let short = [
    [("activation", "relu"), ("depth", "2")], [("activation", "tanh"), ("depth", "2")],
  ]
  private let long = ["0.1", "0.01"].map { rate in
    [
      ("activation", "leaky_relu"), ("normalization", "batch"), ("initialization", "he_normal"),
      ("learning_rate", rate), ("batch_size", "32"),
    ]
  }

  @Test("are whole where they fit") func whole() throws {
    #expect(
      try leaderboard(short, width: 900) == [
        "activation relu, depth 2", "activation tanh, depth 2",
      ]
    )
  }

  @Test("lose first what all of them share") func shared() throws {
    #expect(try leaderboard(long, width: 900) == ["learning_rate 0.1", "learning_rate 0.01"])
  }

  @Test("are levels alone where their words do not fit, with the settings above them")
  func levels() throws {
    let names = [("tanh", "0.1", "glorot_uniform"), ("relu", "0.01", "he_normal")].map { name in
      [
        ("activation", name.0), ("learning_rate", name.1), ("initialization", name.2),
        ("batch_size", name.1 == "0.1" ? "8" : "16"),
      ]
    }
    #expect(
      try leaderboard(names, width: 900) == [
        "activation · learning_rate · initialization · batch_size",
        "tanh · 0.1 · glorot_uniform · 8", "relu · 0.01 · he_normal · 16",
      ])
  }

  @Test("are no words without a setting, and none is empty") func few() {
    #expect(ConfigurationName([]).text == "the one configuration")
    let one = [ConfigurationName([.init("depth", "2")])]
    #expect(one.withoutShared.map(\.text) == ["depth 2"])
  }
}
