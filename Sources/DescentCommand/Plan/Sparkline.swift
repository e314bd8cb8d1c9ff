/// A curve in one line of characters, from 0 to its largest value.
struct Sparkline {
  var values: [Double]

  func text(_ alphabet: TextPlot.Alphabet) -> String {
    let marks = Array(alphabet == .braille ? " ▁▂▃▄▅▆▇█" : " .:-=+*%#")
    let most = values.filter(\.isFinite).max() ?? 0
    return String(
      values.map { value -> Character in
        guard value.isFinite, value > 0, most > 0 else { return marks[0] }
        // What is not 0 is seen.
        let height = (value / most * Double(marks.count - 1)).rounded()
        return marks[max(1, min(Int(height), marks.count - 1))]
      })
  }
}
