import Foundation
import Measuring

/// Measures Descent against the products of its steps, its peers and itself; prints tables for a README.
@main struct Bench {
  static func main() {
    do {
      let options = try Options(CommandLine.arguments.dropFirst())
      let measurements = try Measurements(options)
      print(Report(measurements).text)
    } catch {
      note("error: \(error)")
      exit(1)
    }
  }
}

/// What the command line asks for.
struct Options {
  /// A Python with the libraries that `peers.py` needs; nil leaves the peers out.
  var python: String?
  /// How often everything is measured.
  var rounds = 5

  init(_ arguments: some Sequence<String>) throws {
    var arguments = arguments.makeIterator()
    while let argument = arguments.next() {
      switch (argument, arguments.next()) {
      case ("--python", let path?): python = path
      case ("--rounds", let count?) where Int(count) ?? 0 > 0: rounds = Int(count) ?? rounds
      default: throw MeasuringError("usage: bench [--python PATH] [--rounds N]")
      }
    }
  }
}

/// Says on standard error what is going on.
func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
