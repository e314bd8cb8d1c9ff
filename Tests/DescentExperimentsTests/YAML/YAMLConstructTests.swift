import DescentExperiments
import DescentPlugins
import Testing

/// Every construct of [YAML 1.1](https://yaml.org/spec/1.1) and of its type repository, each in an
/// experiment file: what is read, and what is refused, at which place and as which mistake.
@Suite struct YAMLConstructTests {
  private static let base = "base: {data: iris}\n"

  // MARK: - Characters (chapter 5)

  @Test(
    "characters stand for themselves",
    arguments: [
      ("UTF-8", "question: é 日本 🙂", "é 日本 🙂"),
      ("a byte order mark", "\u{FEFF}question: x", "x"),
      ("CR LF", "question: x\r\n", "x"),
      ("CR", "question: x\r", "x"),
      ("a tab between tokens", "question:\tx\t# y", "x"),
      ("trailing blanks", "question: x \t ", "x"),
      ("indicators inside a text", "question: a-b?c:d,e[f]{g}#h&i*j!k|l>m'n\"o%p@q`r", nil),
      ("a no-break space", "question: x\u{A0}y", "x\u{A0}y"),
      ("a private character", "question: \u{E000}", "\u{E000}"),
      ("the highest character", "question: \u{10FFFD}", "\u{10FFFD}"),
      ("a long line", "question: " + String(repeating: "x", count: 100_000), nil),
    ])
  func characters(construct: String, text: String, question: String?) throws {
    let document = try Experiment(text + "\n" + Self.base).plan().document
    #expect(document.question == question ?? String(text.dropFirst(10)))
  }

  @Test(
    "what is no text in UTF-8 is refused where it stands",
    arguments: [
      ("UTF-16, little-endian", [0xFF, 0xFE, 0x61, 0x00, 0x3A, 0x00], "1:1 E01"),
      ("UTF-16, big-endian", [0xFE, 0xFF, 0x00, 0x61, 0x00, 0x3A], "1:1 E01"),
      ("UTF-16 without a mark", Array("a\u{0}:\u{0}".utf8), "1:2 E01"),
      ("UTF-32, little-endian", [0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00], "1:1 E01"),
      ("UTF-32, big-endian", [0x00, 0x00, 0xFE, 0xFF, 0x00, 0x00, 0x00, 0x61], "1:3 E01"),
      ("Latin-1", Array("name: ".utf8) + [0xE9], "1:7 E01"),
      ("a lone continuation byte", Array("name: ".utf8) + [0x80], "1:7 E01"),
      ("an overlong slash", Array("name: ".utf8) + [0xC0, 0xAF], "1:7 E01"),
      ("half of a pair", Array("name: ".utf8) + [0xED, 0xA0, 0xBD], "1:7 E01"),
      ("beyond Unicode", Array("name: ".utf8) + [0xF4, 0x90, 0x80, 0x80], "1:7 E01"),
      ("a character cut short", Array("name: ".utf8) + [0xF0, 0x9F, 0x99], "1:7 E01"),
      ("null", Array("name: \u{0}".utf8), "1:7 E01"),
      ("escape", Array("name: \u{1B}[31m".utf8), "1:7 E01"),
      ("delete", Array("name: \u{7F}".utf8), "1:7 E01"),
      ("a next line (NEL)", Array("name: x\u{85}base: {data: iris}".utf8), "1:8 E01"),
      ("a line separator", Array("name: x\u{2028}base: {data: iris}".utf8), "1:8 E01"),
      ("a paragraph separator", Array("name: x\u{2029}base: {data: iris}".utf8), "1:8 E01"),
      ("a byte order mark inside", Array("name: x\u{FEFF}".utf8), "1:8 E01"),
      ("no character", Array("name: \u{FFFE}".utf8), "1:7 E01"),
    ] as [(String, [UInt8], String)])
  func bytes(construct: String, bytes: [UInt8], mistakes: String) {
    #expect(Self.mistakes(in: SourceFile(name: "x.yaml", bytes: bytes)) == mistakes)
  }

  @Test(
    "an escape in double quotes stands for its character",
    arguments: [
      (#""\0\a\b\t\n\v\f\r\e""#, "\0\u{7}\u{8}\t\n\u{B}\u{C}\r\u{1B}"),
      (#""\ \"\\\N\_\L\P""#, " \"\\\u{85}\u{A0}\u{2028}\u{2029}"),
      (#""\x41\u00e9\U0001F642""#, "Aé🙂"),
      ("\"a\\\n  b\"", "ab"),
      ("\"a\\\n  \\ b\"", "a b"),
      (#"'\n'"#, #"\n"#),
      (#"\n"#, #"\n"#),
    ])
  func escapes(scalar: String, question: String) throws {
    #expect(
      try Experiment("question: \(scalar)\n" + Self.base).plan().document.question == question)
  }

  // MARK: - Streams (chapters 6 and 7)

  @Test(
    "a stream is one document, with comments and marks around it",
    arguments: [
      ("a comment", "# note\nbase: {data: iris} # note\n  # note"),
      ("a comment between the lines", "base:\n# at the margin\n  data: iris\n"),
      ("a comment in a list", "base: {data: iris, # note\n model: {width: 8}}"),
      ("no line end at the end", "base: {data: iris}"),
      ("blank lines", "\n \n\nbase:\n\n  data: iris\n\n"),
      ("a document start", "---\nbase: {data: iris}"),
      ("a document start on the line", "--- {base: {data: iris}}"),
      ("a document end", "base: {data: iris}\n..."),
      ("both, and a comment", "--- # note\nbase: {data: iris}\n... # note"),
      ("marks inside a text", "name: a---b...c\nbase: {data: iris}"),
      ("YAML 1.1", "%YAML 1.1\n---\nbase: {data: iris}"),
      ("a tag directive", "%TAG ! tag:example.org,2000:\n---\nbase: {data: iris}"),
    ])
  func stream(construct: String, text: String) {
    #expect(Self.mistakes(in: text) == nil)
  }

  @Test(
    "another stream is refused",
    arguments: [
      ("nothing", "", "1:1 E01"),
      ("a line end alone", "\n", "1:1 E01"),
      ("a byte order mark alone", "\u{FEFF}", "1:1 E01"),
      ("a comment alone", "# note", "1:1 E01"),
      ("a document end alone", "...", "1:1 E01"),
      ("two documents", "base: {data: iris}\n---\nbase: {data: wine}\n", "2:1 E01"),
      ("an empty second document", "base: {data: iris}\n---\n", "2:1 E01"),
      ("a second document without a mark", "base: {data: iris}\n...\nname: x\n", "3:1 E01"),
      ("YAML 2.0", "%YAML 2.0\n---\nbase: {data: iris}", "1:1 E01"),
      ("a version twice", "%YAML 1.1\n%YAML 1.1\n---\nbase: {data: iris}", "2:1 E01"),
      ("a reserved directive", "%FOO bar\n---\nbase: {data: iris}", "1:1 E01"),
      ("a directive without a document", "%YAML 1.1\n", "2:1 E01"),
      ("a directive inside", "base: {data: iris}\n%YAML 1.1\n", "3:1 E01"),
      ("a tab that indents", "base:\n\tdata: iris", "2:1 E01"),
      ("a tab that indents a list", "compare:\n- \t- x", "2:3 E01"),
      ("less indentation", "base:\n    data: iris\n  name: x", "3:3 E01"),
    ])
  func otherStream(construct: String, text: String, mistakes: String) {
    #expect(Self.mistakes(in: text) == mistakes)
  }

  // MARK: - Nodes (chapter 8)

  @Test(
    "an anchor names a node, an alias repeats it",
    arguments: [
      ("a scalar", "name: &a x\nquestion: *a\nbase: {data: iris}"),
      ("a map", "base: {data: iris, model: &m {width: 8}}\nablate: {model.width: [16]}"),
      (
        "a list",
        "grid: {model.width: &w [4, 8]}\nrandom: {samples: 2, space: {model.depth: *w}}\nbase: {data: iris}"
      ),
      ("a key", "&k name: x\nbase: {data: iris}"),
      ("an alias as a key", "question: &k name\n*k : x\nbase: {data: iris}"),
      ("an anchor on a line of its own", "base: &b\n  data: iris"),
      ("an anchor given again", "name: &a x\nquestion: &a y\nbase: {data: iris}"),
      ("an anchor of nothing", "base: {data: iris}\nseeds: {count: 2, start: &a 3}"),
      (
        "a merge",
        "studies: {a: &s {grid: {model.width: [4]}}, b: {<<: *s}}\nbase: {data: iris}"
      ),
      ("merges", "base: {<<: [{data: iris}, {data: wine}]}"),
    ])
  func aliases(construct: String, text: String) {
    #expect(Self.mistakes(in: text) == nil)
  }

  @Test(
    "tags and stray aliases are refused",
    arguments: [
      ("a primary tag", "name: !local x", "1:7 E01"),
      ("a secondary tag", "name: !!str x", "1:7 E01"),
      ("a named handle", "%TAG !e! tag:example.org,2000:\n---\nname: !e!x y", "3:7 E01"),
      ("an unknown handle", "name: !e!x y", "1:7 E01"),
      ("a verbatim tag", "name: !<tag:yaml.org,2002:str> x", "1:7 E01"),
      ("a non-specific tag", "name: ! x", "1:7 E01"),
      ("a tag of a key", "!!str name: x", "1:1 E01"),
      ("a tag of a map", "base: !!map {data: iris}", "1:7 E01"),
      ("a tag of a list", "compare: !!seq [x]", "1:10 E01"),
      ("a tag and an anchor", "name: &a !!str x", "1:10 E01"),
      ("a tag that is cut short", "name: !<tag:yaml.org", "1:21 E01"),
      ("a tag with a wrong escape", "name: !a%zz x", "1:9 E01"),
      ("binary", "name: !!binary R0lGODlh", "1:7 E01"),
      ("a set", "base: !!set {? data}", "1:7 E01"),
      ("an ordered map", "base: !!omap [data: iris]", "1:7 E01"),
      ("pairs", "base: !!pairs [data: iris]", "1:7 E01"),
      ("a timestamp with its tag", "name: !!timestamp 2001-12-14", "1:7 E01"),
      ("an alias of nothing", "name: *a", "1:7 E01"),
      ("an alias before its anchor", "name: *a\nquestion: &a x", "1:7 E01"),
      ("a node inside itself", "base: &a {model: *a}", "1:18 E01"),
      ("an anchor of an alias", "name: &a x\nquestion: &b *a", "2:14 E01"),
      ("an anchor without a name", "name: & x", "1:7 E01"),
      ("two anchors", "name: &a &b x", "1:10 E01"),
    ])
  func tags(construct: String, text: String, mistakes: String) {
    #expect(Self.mistakes(in: text) == mistakes)
  }

  // MARK: - Scalars (chapter 9)

  @Test(
    "a scalar in any style is the text that YAML says",
    arguments: [
      ("plain", "x y", "x y"),
      ("plain over lines", "x\n  y\n\n  z", "x y\nz"),
      ("plain on the next line", "\n  x", "x"),
      ("single quotes", "'it''s x: #y'", "it's x: #y"),
      ("single quotes over lines", "'x\n  y\n\n  z '", "x y\nz "),
      ("double quotes", "\"x: #y\"", "x: #y"),
      ("double quotes over lines", "\" x\n\n  y\"", " x\ny"),
      ("nothing in quotes", "''", ""),
      ("literal", "|\n  x\n   y\n\n  z\n", "x\n y\n\nz\n"),
      ("literal, stripped", "|-\n  x\n\n", "x"),
      ("literal, kept", "|+\n  x\n\n", "x\n\n\n"),
      ("literal, indentation given", "|2\n    x\n", "  x\n"),
      ("literal, both", "|1-\n  x\n", " x"),
      ("literal, the other way round", "|-1\n  x\n", " x"),
      ("literal with a comment", "| # note\n  x\n", "x\n"),
      ("literal, empty", "|\n", ""),
      ("literal, a comment behind", "|\n  x\n# note\n", "x\n"),
      ("folded", ">\n  x\n  y\n\n  z\n", "x y\nz\n"),
      ("folded, indented more", ">\n  x\n   y\n  z\n", "x\n y\nz\n"),
      ("folded, stripped", ">-\n  x\n  y\n", "x y"),
      ("folded, kept", ">+\n  x\n\n", "x\n\n\n"),
      ("a list's sign", "'- x'", "- x"),
      ("a dash that is none", "-x", "-x"),
      ("a question mark that is none", "?x", "?x"),
      ("a colon that is none", ":x", ":x"),
      ("an address", "http://example.org/#x", "http://example.org/#x"),
      ("the default key", "=", "="),
      ("the merge key", "<<", "<<"),
    ])
  func scalars(construct: String, scalar: String, question: String) throws {
    let text = "question: \(scalar)\n\(Self.base)"
    #expect(try Experiment(text).plan().document.question == question)
  }

  @Test(
    "a scalar is read by the type that is declared, whatever YAML 1.1 takes it for",
    arguments: [
      ("1e-3", nil), ("1", nil), ("+.5", nil), ("1.", nil),
      ("~", "1:47 E05"), ("null", "1:47 E05"), ("", "1:48 E05"), ("010", "1:47 E05"),
      ("0o10", "1:47 E05"), ("0x1F", "1:47 E05"), ("0b11", "1:47 E05"), ("1_000", "1:47 E05"),
      ("1:30", "1:47 E05"), ("190:20:30.15", "1:47 E05"), (".inf", "1:47 E05"),
      ("-.INF", "1:47 E05"), (".NaN", "1:47 E05"), ("1e999", "1:47 E05"), ("1e-999", "1:47 E05"),
      ("'0.1'", "1:47 E05"), ("2001-12-14", "1:47 E05"),
      ("2001-12-14t21:59:43.10-05:00", "1:47 E05"), ("yes", "1:47 E05"), ("=", "1:47 E05"),
    ])
  func numbers(scalar: String, mistakes: String?) {
    let text = "base: {optimizer: {name: sgd, learning_rate: "
    #expect(Self.mistakes(in: text + " " + scalar + " }, data: iris}") == mistakes)
  }

  @Test(
    "a boolean is true or false, and no other word of YAML 1.1",
    arguments: ["y", "Y", "yes", "No", "n", "on", "OFF", "True", "FALSE", "1", "'true'", "~"])
  func booleans(scalar: String) {
    let text = "base: {data: iris, model: {residual: \(scalar)}}"
    #expect(Self.mistakes(in: text) == "1:38 E05")
  }

  @Test(
    "a scalar that is none is refused",
    arguments: [
      ("reserved: @", "name: @x", "1:7 E01"),
      ("reserved: `", "name: `x", "1:7 E01"),
      ("a percent sign", "name: %x", "1:7 E01"),
      ("open double quotes", "name: \"x\nbase: {data: iris}", "1:7 E01"),
      ("open single quotes", "name: 'x\n", "1:7 E01"),
      ("a document mark in quotes", "name: 'x\n---\n'", "1:7 E01"),
      ("an unknown escape", "name: \"\\q\"", "1:8 E01"),
      ("an escape cut short", "name: \"\\x4\"", "1:10 E01"),
      ("an escape of half a pair", "name: \"\\uD800\"", "1:10 E01"),
      ("an escape beyond Unicode", "name: \"\\U00110000\"", "1:10 E01"),
      ("indentation zero", "name: |0\n x", "1:8 E01"),
      ("indentation of two digits", "name: |12\n x", "1:9 E01"),
      ("two signs of chomping", "name: |+-\n x", "1:9 E01"),
      ("a text behind the sign", "name: > x\n y", "1:9 E01"),
      ("a text behind quotes", "name: 'x' y", "1:11 E01"),
      ("a colon in a text", "name: x: y", "1:8 E01"),
    ])
  func otherScalar(construct: String, text: String, mistakes: String) {
    #expect(Self.mistakes(in: text) == mistakes)
  }

  // MARK: - Collections (chapter 10)

  @Test(
    "lists and maps may be written in any style",
    arguments: [
      ("a flow list", "grid: {model.width: [4, 8]}\n"),
      ("a flow list with a comma at its end", "grid: {model.width: [4, 8,],}\n"),
      ("a flow list over lines", "grid: {model.width: [4,\n8\n]}\n"),
      ("a block list", "grid:\n  model.width:\n    - 4\n    - 8\n"),
      ("a block list that is not indented", "grid:\n  model.width:\n  - 4\n  - 8\n"),
      ("a list in a list", "grid:\n  model.hidden:\n  - - 4\n    - 8\n  - [8]\n"),
      ("an empty list", "seeds: {count: 1, vary: []}\n"),
      ("a map in a list", "grid:\n  optimizer:\n  - name: sgd\n    learning_rate: 0.1\n"),
      ("explicit keys", "? grid\n: ? model.width\n  : - 4\n"),
      ("explicit keys in a flow", "grid: {? model.width : [4]}\n"),
      ("a key in quotes", "'name': x\n\"question\": x\n"),
      ("JSON", "{\"base\":{\"data\":\"iris\"}}"),
      (
        "JSON over lines", "{\n\"grid\": {\"model.width\": [4]},\n\"base\": {\"data\": \"iris\"}\n}"
      ),
    ])
  func collections(construct: String, text: String) {
    #expect(Self.mistakes(in: text.hasPrefix("{") ? text : text + Self.base) == nil)
  }

  @Test(
    "other collections are refused",
    arguments: [
      ("a list at the top", "[base]", "1:1 E02"),
      ("a scalar at the top", "base", "1:1 E02"),
      ("an open list", "compare: [a", "1:10 E01"),
      ("an open map", "base: {data: iris", "1:7 E01"),
      ("a list that ends as a map", "compare: [a}", "1:12 E01"),
      ("an end of nothing", "name: ]", "1:7 E01"),
      ("nothing between commas", "compare: [a,,b]", "1:13 E01"),
      ("a list as a key", "[a]: b", "1:1 E01"),
      ("a map as a key", "? {a: b}\n: c", "1:3 E01"),
      ("a key over lines", "name\n  x: y", "2:4 E01"),
      ("an explicit key over lines", "? name\n  x\n: y\nbase: {data: iris}", "1:3 E02"),
      ("a long key", String(repeating: "x", count: 1025) + ": y", "1:1026 E01"),
      ("nothing as a key", ": x", "1:1 E01"),
      ("an explicit nothing as a key", "?\n: x", "1:2 E01"),
      ("null as a key", "~: x\nbase: {data: iris}", "1:1 E02"),
      ("a key without a value", "base: {data}", "1:12 E03"),
      ("a pair in a list", "compare: [a: b]\nbase: {data: iris}", "1:11 E05"),
      ("a key given twice", "name: x\nname: y\nbase: {data: iris}", "2:1 E01"),
      ("a key given twice in other quotes", "name: x\n'name': y\nbase: {data: iris}", "2:1 E01"),
      ("the default key", "=: x\nbase: {data: iris}", "1:1 E02"),
      ("a merge of a text", "<<: x\nbase: {data: iris}", "1:5 E01"),
      ("a list inside a map", "base:\n  data: iris\n  - x", "3:3 E01"),
      ("a list behind a key", "compare: - x", "1:10 E01"),
      ("65 levels", String(repeating: "[", count: 65), "1:65 E01"),
      ("100,000 levels", String(repeating: "{x: ", count: 100_000), "1:254 E01"),
    ])
  func otherCollections(construct: String, text: String, mistakes: String) {
    #expect(Self.mistakes(in: text) == mistakes)
  }

  // MARK: - Reading

  /// The places and codes of all mistakes; nil where the file is planned.
  private static func mistakes(in text: String) -> String? {
    mistakes(in: SourceFile(name: "x.yaml", text: text))
  }

  private static func mistakes(in file: SourceFile) -> String? {
    do throws(DiagnosticList) {
      let document = try Document.read(file, registry: BuiltIns.registry)
      _ = try Plan(document, registry: BuiltIns.registry, folder: ".")
      return nil
    } catch {
      return error.diagnostics.map { diagnostic in
        let place = diagnostic.position.map { "\($0.line):\($0.column)" } ?? "-"
        return place + " " + (diagnostic.code ?? "-")
      }
      .joined(separator: ", ")
    }
  }
}
