/// What the signs of a figure mean, in a line above it.
struct Key: Sendable {
  var items: [(sign: Sign, text: String)] = []

  enum Sign: Sendable {
    /// A shape of a class such as `fill` or `hollow`, in a tone.
    case shape(Shape, String, tone: String)
    /// A stroke of a class such as `line` or `line thin`.
    case stroke(String, tone: String)
    /// A patch of a class such as `band` or `zone`.
    case patch(String, tone: String)
  }

  /// Draws the items side by side, in as many lines as they need, and returns the bottom.
  func draw(on canvas: inout Canvas, top: Double) -> Double {
    guard !items.isEmpty else { return top }
    let (height, sample, gap) = (18.0, 22.0, 16.0)
    var (x, y) = (0.0, top + height / 2)
    for item in items {
      let room = canvas.width - sample
      let width = min(TextMeasure.width(of: item.text.onOneLine, style: .axis), room)
      if x > 0, x + sample + width > canvas.width { (x, y) = (0, y + height) }
      draw(item.sign, on: &canvas, x: x, y: y)
      canvas.text(
        item.text, x + sample, y + TextStyle.axis.drop, .axis, fitting: room)
      x += sample + width + gap
    }
    return y + height / 2 + 4
  }

  private func draw(_ sign: Sign, on canvas: inout Canvas, x: Double, y: Double) {
    switch sign {
    case .shape(let shape, let name, let tone):
      canvas.group(tone) { $0.shape(shape, x + 8, y, radius: 4, name) }
    case .stroke(let name, let tone):
      canvas.group(tone) { $0.line(x, y, x + 17, y, name) }
    case .patch(let name, let tone):
      canvas.group(tone) {
        $0.rectangle(Area(left: x, top: y - 5, right: x + 17, bottom: y + 5), name)
      }
    }
  }
}
