import Descent
import DescentPlugins
import Foundation
import Testing

@Suite struct ReadmeTests {
  @Test("the first page names every built-in component")
  func components() throws {
    let text = String(decoding: try Repository.bytes("README.md"), as: UTF8.self)
    let table = try #require(text.firstMatch(of: /## What is there\n((?:.|\n)*?)```/)?.output.1)
    let words = Set(table.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    for component in BuiltIns.all { #expect(words.contains(component.name), "\(component.name)") }
  }

  @Test("what plugins/README.md shows of built-ins are lines of their files, in order")
  func examples() throws {
    let text = String(decoding: try Repository.bytes("plugins/README.md"), as: UTF8.self)
    let examples = text.matches(of: /```swift\n((?:.|\n)*?)```/).map { String($0.output.1) }
      .filter { !$0.hasPrefix("import Descent") }
    let sources = ["Activations/LeakyReLU"]
    try #require(examples.count == sources.count)
    for (example, source) in zip(examples, sources) {
      let bytes = try Repository.bytes("plugins/\(source).swift")
      var rest = String(decoding: bytes, as: UTF8.self).split(separator: "\n")[...]
      for line in example.split(separator: "\n") {
        let place = rest.firstIndex(of: line)
        #expect(place != nil, "\(source).swift has no line `\(line)` here")
        if let place { rest = rest[(place + 1)...] }
      }
      #expect(rest.isEmpty, "\(source).swift goes on after the example")
    }
  }
}
