import DescentFigures
import Testing

@Suite("Elements") struct ElementTests {
  @Test("show the text that they are given, whatever it holds") func escaping() {
    let name = "<script>alert(\"1\")</script> & \u{1B}[31m"
    let element = Element("text", ["x": 12.5, "title": .init(name)], name)
    let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; \u{FFFD}[31m"
    #expect(element.text == #"<text x="12.5" title="\#(escaped)">\#(escaped)</text>"#)
  }

  @Test("of HTML without content are closed at once") func emptyElements() {
    #expect(Element("br").text == "<br/>")
    #expect(Element("td").text == "<td></td>")
  }

  @Test(
    "write coordinates with at most two decimals",
    arguments: [
      (0, "0"), (-0.001, "0"), (3, "3"), (12.5, "12.5"), (0.05, "0.05"), (-0.25, "-0.25"),
      (-7.996, "-8"), (.nan, "0"),
    ])
  func coordinates(number: Double, text: String) {
    #expect(coordinate(number) == text)
  }
}
