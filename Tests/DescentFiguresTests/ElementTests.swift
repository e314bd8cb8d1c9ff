import DescentFigures
import Testing

@Suite("Elements") struct ElementTests {
  @Test func `show the text that they are given, whatever it holds`() {
    let name = "<script>alert(\"1\")</script> & \u{1B}[31m"
    let element = Element("text", ["x": 12.5, "title": .init(name)], name)
    let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; \u{FFFD}[31m"
    #expect(element.text == #"<text x="12.5" title="\#(escaped)">\#(escaped)</text>"#)
  }

  @Test func `of HTML without content have no end`() {
    #expect(Element("br").text == "<br>")
    #expect(Element("td").text == "<td></td>")
  }

  @Test(arguments: [
    (0, "0"), (-0.001, "0"), (3, "3"), (12.5, "12.5"), (0.05, "0.05"), (-0.25, "-0.25"),
    (-7.996, "-8"), (.nan, "0"),
  ])
  func `write coordinates with at most two decimals`(number: Double, text: String) {
    #expect(coordinate(number) == text)
  }
}
