import DescentExperiments
import Testing

@Suite struct SourceFileTests {
  @Test(
    "a line has no end of its own",
    arguments: ["a\nbé\n", "a\r\nbé\r\n", "a\rbé\r", "\u{FEFF}a\nbé\n"])
  func lines(text: String) {
    let file = SourceFile(name: "x", text: text)
    #expect((0...4).map(file.line) == ["", "a", "bé", "", ""])
    #expect(file.lineCount == 3)
  }

  @Test("an empty file has one empty line")
  func empty() {
    let file = SourceFile(name: "x", text: "")
    #expect(file.lineCount == 1)
    #expect(file.line(1) == "")
    #expect(file.position(ofByte: 0).description == "x:1:1")
    #expect(file.position(ofScalar: 0).description == "x:1:1")
  }

  @Test("columns count Unicode scalars")
  func columns() {
    let file = SourceFile(name: "x", text: "é\n🙂ü!")
    #expect(file.position(ofScalar: 1).description == "x:1:2")
    #expect(file.position(ofScalar: 2).description == "x:2:1")
    #expect(file.position(ofScalar: 4).description == "x:2:3")
    #expect(file.position(ofByte: 9).description == "x:2:3")
    #expect(file.position(ofScalar: 99).line == 2)
    #expect(file.position(ofByte: 99).description == "x:2:4")
  }
}
