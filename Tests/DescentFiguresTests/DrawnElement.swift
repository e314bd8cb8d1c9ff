import DescentFigures
import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An element of a drawing as an XML parser reads it.
final class DrawnElement {
  let name: String
  let attributes: [String: String]
  var children: [DrawnElement] = []
  /// The element's own characters, without those of its children.
  var text = ""

  init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// The root of a document; nil where it is not well-formed.
  static func root(of text: String) -> DrawnElement? {
    let parser = XMLParser(data: Data(text.utf8))
    let reader = Reader()
    parser.delegate = reader
    return parser.parse() ? reader.root : nil
  }

  /// The element and all below it.
  var all: [DrawnElement] { [self] + children.flatMap(\.all) }

  func number(_ name: String) -> Double? { attributes[name].flatMap(Double.init) }

  private final class Reader: NSObject, XMLParserDelegate {
    var root: DrawnElement?
    private var open: [DrawnElement] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      let element = DrawnElement(name: name, attributes: attributes)
      open.last?.children.append(element)
      open.append(element)
      if root == nil { root = element }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) {
      open.last?.text += characters
    }
  }
}

/// A rectangle that something drawn covers.
struct Box {
  var left, top, right, bottom: Double

  func overlaps(_ other: Box, by tolerance: Double) -> Bool {
    left + tolerance < other.right && other.left + tolerance < right
      && top + tolerance < other.bottom
      && other.top + tolerance < bottom
  }
}

extension DrawnElement {
  /// What a `text` covers, from its font's capitals to its baseline.
  var textBox: Box? {
    guard name == "text", let x = number("x"), let y = number("y"),
      let style = attributes["class"]?.split(separator: " ").first.flatMap({
        TextStyle(rawValue: String($0))
      })
    else { return nil }
    var width = TextMeasure.width(of: text, style: style)
    for span in children where span.name == "tspan" {
      let size = span.number("font-size") ?? style.size
      width += TextMeasure.width(of: span.text, style: style) * size / style.size
    }
    let left =
      switch attributes["text-anchor"] {
      case "middle": x - width / 2
      case "end": x - width
      default: x
      }
    return Box(left: left, top: y - style.size * 0.75, right: left + width, bottom: y)
  }

  /// Every point that a coordinate of the element names.
  var points: [Point] {
    switch name {
    case "line":
      return [("x1", "y1"), ("x2", "y2")].compactMap { point($0.0, $0.1) }
    case "rect":
      guard let start = point("x", "y"), let width = number("width"), let height = number("height")
      else { return [] }
      return [start, Point(start.x + width, start.y + height)]
    case "circle":
      guard let middle = point("cx", "cy"), let radius = number("r") else { return [] }
      return [
        Point(middle.x - radius, middle.y - radius), Point(middle.x + radius, middle.y + radius),
      ]
    case "path":
      let numbers = (attributes["d"] ?? "").split { !"0123456789.-".contains($0) }
        .compactMap { Double($0) }
      return stride(from: 0, to: numbers.count - 1, by: 2).map {
        Point(numbers[$0], numbers[$0 + 1])
      }
    default: return []
    }
  }

  private func point(_ x: String, _ y: String) -> Point? {
    guard let x = number(x), let y = number(y) else { return nil }
    return Point(x, y)
  }
}
