import DescentFigures
import Testing

/// What holds for every figure, whatever its data and its width.
@Suite("Every figure") struct FigureLawTests {
  static let widths = [340.0, 480, 720, 900]

  /// The drawing as a parser reads it.
  private func drawing(of figure: any Figure, width: Double) throws -> DrawnElement {
    let caption = Caption(title: "A <finding>", subtitle: "n = 5", source: "data/runs.csv")
    let text = figure.drawing(id: "f 1\"", caption: caption, width: width).text
    return try #require(DrawnElement.root(of: text), "not well-formed")
  }

  @Test("names itself for those who cannot see it", arguments: FigureData.all, widths)
  func accessibility(data: FigureData, width: Double) throws {
    for (name, figure) in data.figures {
      let root = try drawing(of: figure, width: width)
      #expect(root.attributes["role"] == "img")
      let ids = root.attributes["aria-labelledby"]?.split(separator: " ").map(String.init) ?? []
      let named = root.children.filter { ids.contains($0.attributes["id"] ?? "") }
      #expect(named.map(\.name) == ["title", "desc"], "\(name)")
      #expect(named.map(\.text) == ["A <finding>", "n = 5"], "\(name)")
    }
  }

  @Test("stays within its view box, with numbers only", arguments: FigureData.all, widths)
  func bounds(data: FigureData, width: Double) throws {
    for (name, figure) in data.figures {
      let root = try drawing(of: figure, width: width)
      let height = try #require(root.number("height"))
      #expect(root.number("width") == width, "\(name)")
      for element in root.all {
        let values = element.attributes.filter { $0.key != "data-key" }.values
        let hasNoNumber = values.contains { $0.contains("nan") || $0.contains("inf") }
        let isOutside = element.points.contains { point in
          point.x < -0.5 || point.x > width + 0.5 || point.y < -0.5 || point.y > height + 0.5
        }
        if hasNoNumber || isOutside {
          Issue.record("\(name): \(element.name) \(element.attributes) in \(width) × \(height)")
        }
      }
    }
  }

  @Test("has no text that is cut, or that covers another", arguments: FigureData.all, widths)
  func texts(data: FigureData, width: Double) throws {
    for (name, figure) in data.figures {
      let root = try drawing(of: figure, width: width)
      let height = try #require(root.number("height"))
      let texts = root.all.compactMap { element in element.textBox.map { (element.text, $0) } }
        .sorted { $0.1.top < $1.1.top }
      for (index, (text, box)) in texts.enumerated() {
        if box.left < -0.5 || box.right > width + 0.5 || box.top < -0.5 || box.bottom > height {
          Issue.record("\(name): '\(text.prefix(40))' is cut: \(box) in \(width) × \(height)")
        }
        let below = texts[(index + 1)...].prefix { $0.1.top < box.bottom }
        for (other, otherBox) in below where box.overlaps(otherBox, by: 0.5) {
          Issue.record("\(name): '\(text.prefix(40))' covers '\(other.prefix(40))'")
        }
      }
    }
  }

  @Test("has at most 5,000 elements", arguments: FigureData.all)
  func size(data: FigureData) throws {
    for (name, figure) in data.figures {
      #expect(try drawing(of: figure, width: 720).all.count <= 5000, "\(name)")
    }
  }

  @Test("says in words what each of its marks stands for", arguments: FigureData.all)
  func words(data: FigureData) throws {
    for (name, figure) in data.figures {
      let marks = try drawing(of: figure, width: 720).all.filter {
        $0.attributes["data-key"] != nil
      }
      #expect(marks.allSatisfy { $0.children.first?.name == "title" }, "\(name)")
      #expect(marks.allSatisfy { $0.children.first?.text.isEmpty == false }, "\(name)")
    }
  }

  @Test("draws something for ordinary data") func marks() throws {
    for (name, figure) in FigureData.ordinary.figures {
      let marks = try drawing(of: figure, width: 720).all.filter {
        $0.attributes["data-key"] != nil
      }
      #expect(!marks.isEmpty, "\(name)")
    }
  }

  @Test(
    "draws failed runs as crosses",
    arguments: ["leaderboard", "sensitivity", "numeric axis", "categorical axis"])
  func failures(name: String) throws {
    let figure = try #require(FigureData.failed.figures.first { $0.name == name }).figure
    let crosses = try drawing(of: figure, width: 720).all.filter {
      $0.attributes["class"] == "cross"
    }
    // One is the key's.
    #expect(crosses.count > 1)
  }

  @Test("is a file of its own with its caption", arguments: FigureData.all)
  func file(data: FigureData) throws {
    let caption = Caption(
      title: String(repeating: "a long finding ", count: 20), subtitle: "n = 5 & more",
      source: "data/runs.csv")
    for (name, figure) in data.figures {
      let text = figure.file(caption: caption, width: 340)
      let root = try #require(DrawnElement.root(of: text), "\(name)")
      #expect(
        root.all.contains { $0.name == "text" && $0.text == "Data: data/runs.csv" }, "\(name)")
      #expect(root.children.first?.text == FigureStyle.css, "\(name)")
      let drawing = try #require(root.children.first { $0.name == "svg" })
      let bottom = try #require(drawing.number("y")) + #require(drawing.number("height"))
      let height = try #require(root.number("height"))
      #expect(bottom < height, "\(name)")
    }
  }
}
