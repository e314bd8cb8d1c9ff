import DescentExperiments
import Testing

@Suite struct DiagnosticTests {
  @Test("a diagnostic quotes its line and points at the column")
  func excerpt() {
    let file = SourceFile(name: "experiments/mnist.yaml", text: "optimizer:\n  - name: adm\n")
    let diagnostic = Diagnostic(
      "unknown optimizer 'adm'; " + alternatives(to: "adm", among: ["sgd", "adam", "rmsprop"]),
      at: SourcePosition(file: file, line: 2, column: 11), code: "E03")
    #expect(
      diagnostic.description == """
        experiments/mnist.yaml:2:11: error: unknown optimizer 'adm'; expected one of 'adam', \
        'rmsprop', 'sgd'; did you mean 'adam'?
          - name: adm
                  ^
        """)
  }

  @Test("a diagnostic without a position is one line")
  func withoutPosition() {
    #expect(Diagnostic("no file is given").description == "error: no file is given")
    let note = Diagnostic("5 seeds are few", severity: .note)
    #expect(note.description == "note: 5 seeds are few")
  }

  @Test("further lines of a message stand below the caret")
  func furtherLines() {
    let file = SourceFile(name: "x.yaml", text: "a: b")
    let diagnostic = Diagnostic(
      "first\n    second", at: SourcePosition(file: file, line: 1, column: 4))
    #expect(diagnostic.description == "x.yaml:1:4: error: first\na: b\n   ^\n    second")
  }

  @Test(
    "the caret stands below its character",
    arguments: [
      ("\ta:\tb", 5, "\ta:\tb\n\t  \t^"),  // Tabs are kept.
      ("é: ü", 4, "é: ü\n   ^"),
      ("a: b\r", 5, "a: b\n    ^"),
      ("a: \u{1B}[31m\u{85}x", 4, "a: \u{FFFD}[31m\u{FFFD}x\n   ^"),
      ("a", 99, "a\n ^"),
    ])
  func caret(line: String, column: Int, excerpt: String) {
    let position = SourcePosition(
      file: SourceFile(name: "x", text: line + "\n"), line: 1, column: column)
    #expect(Diagnostic("m", at: position).description == "x:1:\(column): error: m\n\(excerpt)")
  }

  @Test("a blank line is not quoted", arguments: ["", "  ", "\t"])
  func blankLine(line: String) {
    let position = SourcePosition(file: SourceFile(name: "x", text: line), line: 1, column: 1)
    #expect(Diagnostic("m", at: position).description == "x:1:1: error: m")
  }

  @Test("of a long line the part around the column is quoted", arguments: [1, 80, 500, 999, 1000])
  func longLine(column: Int) throws {
    let text = String(repeating: "-", count: column - 1) + "x"
    let line = text + String(repeating: "-", count: 1000 - column)
    let position = SourcePosition(file: SourceFile(name: "x", text: line), line: 1, column: column)
    let lines = Diagnostic("m", at: position).description.split(separator: "\n").map(Array.init)
    #expect(lines.count == 3)
    #expect(lines[1].count <= 162)
    #expect(lines[2].last == "^")
    #expect(lines[1].firstIndex(of: "x") == lines[2].count - 1)
  }
}

@Suite struct DiagnosticListTests {
  @Test("a list is sorted by position and holds everything once")
  func order() {
    let file = SourceFile(name: "x.yaml", text: "a\nb\nc")
    func mistake(_ message: String, _ line: Int, _ column: Int) -> Diagnostic {
      Diagnostic(message, at: SourcePosition(file: file, line: line, column: column))
    }
    let list = DiagnosticList([
      Diagnostic("last"), mistake("d", 2, 10), mistake("c", 2, 9), mistake("b", 1, 1),
      mistake("a", 1, 1), mistake("c", 2, 9), Diagnostic("last"),
    ])
    #expect(list.diagnostics.map(\.message) == ["b", "a", "c", "d", "last"])
    #expect(list.hasErrors)
    #expect(!DiagnosticList([Diagnostic("n", severity: .note)]).hasErrors)
    #expect(
      DiagnosticList([mistake("two", 2, 1), mistake("one", 1, 1)]).description == """
        x.yaml:1:1: error: one
        a
        ^
        x.yaml:2:1: error: two
        b
        ^
        """)
  }
}
