import DescentExperiments
import Testing

/// A document on one line, each node with its position: `1:1{a=1:4'x'}`.
private func outline(_ node: YAMLNode) -> String {
  let place = "\(node.position.line):\(node.position.column)"
  switch node.kind {
  case .scalar(let scalar):
    return place + (scalar.style == .plain ? "'\(scalar.text)'" : scalar.text.debugDescription)
  case .sequence(let items):
    return place + "[" + items.map(outline).joined(separator: " ") + "]"
  case .mapping(let entries):
    return place + "{" + entries.map { "\(outline($0))=\(outline($1))" }.joined(separator: " ")
      + "}"
  }
}

private func compose(_ text: String) throws -> YAMLNode {
  try YAMLNode.compose(file: SourceFile(name: "x.yaml", text: text))
}

/// The first lines of the diagnostics, without the file's name.
private func mistakes(in file: SourceFile) -> [String] {
  do throws(DiagnosticList) {
    _ = try YAMLNode.compose(file: file)
    return []
  } catch {
    #expect(error.diagnostics.allSatisfy { $0.code == "E01" && $0.severity == .error })
    return error.diagnostics.map { diagnostic in
      guard let position = diagnostic.position else { return diagnostic.message }
      return "\(position.line):\(position.column) \(diagnostic.message)"
    }
  }
}

private func mistakes(in text: String) -> [String] {
  mistakes(in: SourceFile(name: "x.yaml", text: text))
}

@Suite struct YAMLNodeTests {
  @Test(
    "a node has its kind, its text and its position",
    arguments: [
      ("a: 1\nb: [x, 'y']\n", "1:1{1:1'a'=1:4'1' 2:1'b'=2:4[2:5'x' 2:8\"y\"]}"),
      ("- {k: 010}\n- no\n", "1:1[1:3{1:4'k'=1:7'010'} 2:3'no']"),
      ("a:\nb: ~\n", "1:1{1:1'a'=1:3'' 2:1'b'=2:4'~'}"),
      ("é: 🙂 x\nb: \"\\u00e9\"", "1:1{1:1'é'=1:4'🙂 x' 2:1'b'=2:4\"é\"}"),
      ("a: |\n  x\n  y\n", "1:1{1:1'a'=1:4\"x\\ny\\n\"}"),
      ("\u{FEFF}a: 1\r\nb: 2\r\n", "1:1{1:1'a'=1:4'1' 2:1'b'=2:4'2'}"),
      ("plain", "1:1'plain'"),
      ("a: x # note\n\n\n  \nb: y", "1:1{1:1'a'=1:4'x' 5:1'b'=5:4'y'}"),
    ])
  func structure(text: String, expected: String) throws {
    #expect(try outline(compose(text)) == expected)
  }

  @Test("a map is asked by key and keeps its order")
  func views() throws {
    let node = try compose("b: 1\na: [2]\nc: null\nd: {}\n")
    #expect(node.mapping?.map(\.key.text) == ["b", "a", "c", "d"])
    #expect(node["b"]?.text == "1")
    #expect(node["a"]?.sequence?.count == 1)
    #expect(node["c"]?.isNull == true)
    #expect(node["x"] == nil)
    #expect(node["b"]?["x"] == nil)
    #expect(
      ["b", "a", "c", "d"].map { node[$0]?.summary } == ["'1'", "a list", "nothing", "a map"])
  }

  // MARK: - Aliases and merges

  @Test("an alias is the node it names, where that is written")
  func aliases() throws {
    let node = try compose("a: &x   0.1\nb: &y\n  # note\n  c: 1\nd: [*x, *y]\ne: &z\nf: *z\n")
    #expect(
      outline(node)
        == "1:1{1:1'a'=1:9'0.1' 2:1'b'=4:3{4:3'c'=4:6'1'}"
        + " 5:1'd'=5:4[1:9'0.1' 4:3{4:3'c'=4:6'1'}] 6:1'e'=6:4'' 7:1'f'=6:4''}")
  }

  @Test("an anchor given again names the later node")
  func anchorAgain() throws {
    let node = try compose("[&a 1, *a, &a 2, *a]")
    #expect(node.sequence?.map(\.text) == ["1", "1", "2", "2"])
  }

  @Test(
    "own keys win over merged ones, and earlier maps over later ones",
    arguments: [
      ("c: {<<: *a, y: 9}", ["x=1", "y=9"]),
      ("c: {y: 9, <<: *a}", ["y=9", "x=1"]),
      ("c: {<<: [*a, *b]}", ["x=1", "y=2", "z=4"]),
      ("c: {<<: [*b, *a], w: 0}", ["y=3", "z=4", "x=1", "w=0"]),
      ("c: {<<: {k: 1, y: 2}, k: 3}", ["y=2", "k=3"]),
      ("c: {<<: []}", []),
      ("c: {'<<': 1}", ["<<=1"]),
    ])
  func merges(text: String, entries: [String]) throws {
    let node = try compose("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\n" + text)
    let found = node["c"]?.mapping?.map { "\($0.key.text ?? "?")=\($0.value.text ?? "?")" }
    #expect(found == entries)
  }

  @Test("a merged map can be merged again")
  func mergeOfMerge() throws {
    let node = try compose("a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b, z: 3}\n")
    #expect(node["c"]?.mapping?.map(\.key.text) == ["x", "y", "z"])
  }

  // MARK: - Mistakes

  @Test(
    "what the document means is checked",
    arguments: [
      (
        "a: 1\nb: {c: 1, c: 2}\na: 3\n",
        [
          "2:11 key 'c' is given twice, first on line 2",
          "3:1 key 'a' is given twice, first on line 1",
        ]
      ),
      ("a: 1\n\"a\": 2\n", ["2:1 key 'a' is given twice, first on line 1"]),
      ("a: &a {x: 1}\nb: {<<: *a, <<: *a}", ["2:13 key '<<' is given twice, first on line 2"]),
      (
        "a: !!str 1\nb: &x !f {c: !g 2}\n",
        [
          "1:4 tags are not allowed; a text that begins with '!' needs quotes",
          "2:7 tags are not allowed; a text that begins with '!' needs quotes",
          "2:14 tags are not allowed; a text that begins with '!' needs quotes",
        ]
      ),
      ("a: !x!y 1", ["1:4 tags are not allowed; a text that begins with '!' needs quotes"]),
      ("a: &x [*x]", ["1:8 alias '*x' stands inside the node that it names"]),
      (
        "a: &alpha 1\nb: *alpa\nc: *q\n",
        [
          "2:4 no anchor '&alpa' stands above; did you mean '*alpha'?",
          "3:4 no anchor '&q' stands above",
        ]
      ),
      ("*q : 1", ["1:1 no anchor '&q' stands above"]),
      (
        "[a]: 1\n? {b: 1}\n: 2\n",
        ["1:1 a key must be a name, not a list", "2:3 a key must be a name, not a map"]
      ),
      ("{: 1}", ["1:2 expected a key before ':'"]),
      ("?\n: 1", ["1:2 expected a key before ':'"]),
      (
        "a: {<<: 3}\nb: {<<: [{}, [1]]}",
        [
          "1:9 '<<' merges a map or a list of maps, not '3'",
          "2:14 '<<' merges a map or a list of maps, not a list",
        ]
      ),
      ("a: 1\n---\nb: 2\n", ["2:1 a second document begins here; a file holds one"]),
      (
        "a: 1\na: 2\nb: [",
        ["2:1 key 'a' is given twice, first on line 1", "3:4 '[' is never closed"]
      ),
      ("", ["1:1 the file is empty"]),
      ("# only a comment\n", ["1:1 the file is empty"]),
      ("---\n", ["1:1 the file is empty"]),
    ])
  func meaning(text: String, expected: [String]) {
    #expect(mistakes(in: text) == expected)
  }

  @Test(
    "what is no YAML is said in one sentence",
    arguments: [
      ("b: [1, 2\n", "1:4 '[' is never closed"),
      ("b: {x: 1\n", "1:4 '{' is never closed"),
      ("a: [\n  b,\n", "1:4 '[' is never closed"),
      ("a: [1, 2}", "1:9 expected ',' or ']' in the list that begins on line 1"),
      ("a: {x: 1]", "1:9 expected ',' or '}' in the map that begins on line 1"),
      ("a: [b, , c]", "1:8 expected a value"),
      ("a: b: c", "1:5 ':' is not allowed here; check the indentation, or quote the text"),
      ("a: 1\n b: 2", "2:3 ':' is not allowed here; check the indentation, or quote the text"),
      (" a: 1\nb: 2", "2:1 this is no part of what stands above; check the indentation"),
      (
        "a:\n  b: 1\n c: 2",
        "3:2 expected a key of the map that begins on line 1; check the indentation"
      ),
      ("a: [x] y", "1:8 this cannot follow what stands before it on the line"),
      (": b", "1:1 expected a key before ':'"),
      ("a: 1\nb:2\nc: 3", "2:1 expected ': ' after this key"),
      ("a: {b:{c: 1}}", "1:6 a space is missing after ':'"),
      ("a: - 1", "1:4 '-' is not allowed here; a list begins on a line of its own"),
      (
        "a:\n  - 1\n  b: 2",
        "3:3 expected '-' as in the list that begins on line 2; check the indentation"
      ),
      ("a: ? b", "1:4 '?' is not allowed here; quote the text"),
      ("a:\n\tb: 1", "2:1 a tab cannot indent; use spaces"),
      ("a: |\n\tx", "2:1 a tab cannot indent; use spaces"),
      ("a: @x", "1:4 a text cannot begin with '@'; put it in quotes"),
      ("a: \"x\nb: 2", "1:4 the quoted text that begins here never ends"),
      ("a: 'x\n---\n", "1:4 the quoted text that begins here never ends"),
      ("a: \"x\\qy\"", "1:6 unknown escape in a double-quoted text; write '\\\\' for a backslash"),
      ("a: \"\\xZZ\"", "1:7 a Unicode escape in a double-quoted text is wrong"),
      ("a: *", "1:4 an alias is named by letters, digits, '-' and '_'"),
      ("a: & x", "1:4 an anchor is named by letters, digits, '-' and '_'"),
      ("a: | x\n x", "1:6 expected the end of the line"),
      ("%x\n", "1:1 directives are not allowed; a line cannot begin with '%'"),
    ])
  func syntax(text: String, expected: String) {
    #expect(mistakes(in: text) == [expected])
  }

  @Test(
    "a file is UTF-8",
    arguments: [
      (
        Array("a: ü\nb: ".utf8) + [0xE9, 0x74], "2:4 byte 0xE9 is not UTF-8; save the file as UTF-8"
      ),
      (Array("ü: ".utf8) + [0xE2, 0x82], "1:4 byte 0xE2 is not UTF-8; save the file as UTF-8"),
      (
        Array("a: ".utf8) + [0xED, 0xA0, 0x80], "1:4 byte 0xED is not UTF-8; save the file as UTF-8"
      ),
      ([0xFF, 0xFE, 0x61, 0x00], "1:1 the file is UTF-16; save it as UTF-8"),
      (Array("a: \u{0}b".utf8), "1:4 invisible character U+0000 is not allowed"),
      (Array("a: é\u{1B}b".utf8), "1:5 invisible character U+001B is not allowed"),
      (Array("# a\u{2028}b: c".utf8), "1:4 invisible character U+2028 is not allowed"),
    ] as [([UInt8], String)])
  func encoding(bytes: [UInt8], expected: String) {
    #expect(mistakes(in: SourceFile(name: "x.yaml", bytes: bytes)) == [expected])
  }

  // MARK: - Bounds

  @Test("64 levels are allowed, and one more is not")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(mistakes(in: nested(64)) == [])
    #expect(mistakes(in: nested(65)) == ["1:65 nested deeper than 64 levels"])
    #expect(mistakes(in: String(repeating: "[", count: 100_000)).count == 1)
    #expect(mistakes(in: String(repeating: "- ", count: 100_000)).count == 1)
    let by = "a: &a \(nested(40))\nb: "
    #expect(mistakes(in: by + "[*a]") == [])
    #expect(
      mistakes(in: by + String(repeating: "[", count: 24) + "*a")
        == ["2:28 nested deeper than 64 levels by this alias"])
  }

  @Test("an alias bomb is refused at once")
  func bomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    var found: [String] = []
    let time = ContinuousClock().measure { found = mistakes(in: text) }
    #expect(found == ["5:45 aliases stand for more than 100000 nodes"])
    #expect(time < .milliseconds(100))
  }

  @Test("a hundred mistakes are enough")
  func manyMistakes() {
    #expect(mistakes(in: String(repeating: "a: 1\n", count: 10_000)).count == 100)
  }
}
