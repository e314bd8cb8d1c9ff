import ArgumentParser
import Descent
import DescentExperiments
import DescentTesting

/// The hidden subcommand in which plugins are held to the laws: whatever they do to this process, the one
/// that waits for it can tell.
struct CheckLawsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-laws", abstract: "Try the laws on compiled plugins.", shouldDisplay: false)

  @Option(name: .customLong("library"), help: "A compiled plugin.")
  var libraries: [String] = []

  /// Seconds for the laws of one component.
  private static let limit = 60

  func run() throws {
    let answer = try TrialProcess.takeStandardOutput()
    TrialProcess.limitMemory()
    let stamp = BuildRecord.current.pluginBuild?.stamp ?? ""
    var isLawful = true
    for library in libraries {
      for type in try PluginLibrary.components(at: library, stamp: stamp) {
        TrialProcess.limitTime(seconds: Self.limit)
        answer("\(type.kind.rawValue) '\(type.name)':")
        let component = type.init()
        let findings = Laws.findings(for: component)
        isLawful = isLawful && findings.isEmpty
        for line in Self.lines(findings) { answer("  " + line) }
        answer("  " + (findings.isEmpty ? "every law holds" : count(findings)) + speed(component))
      }
    }
    TrialProcess.end(isLawful ? .passed : .failed)
  }

  /// The broken laws, each with the first points at which it is.
  private static func lines(_ findings: [Finding]) -> [String] {
    distinct(findings.map(\.law)).flatMap { law in
      let details = distinct(findings.filter { $0.law == law }.map(\.detail))
      let rest = details.count > 3 ? ["  and at \(details.count - 3) more points"] : []
      return ["broken: " + law] + details.prefix(3).map { "  " + $0 } + rest
    }
  }

  /// In the order of their first appearance.
  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  private func count(_ findings: [Finding]) -> String {
    let laws = Set(findings.map(\.law)).count
    return laws == 1 ? "1 law is broken" : "\(laws) laws are broken"
  }

  /// How long its loops take, in multiples of those of a built-in component.
  private func speed(_ component: any Component) -> String {
    let names: [ComponentKind: [String]] = [
      .activation: ["tanh", "softmax"], .loss: ["mse", "log_loss"], .optimizer: ["momentum"],
      .regularizer: ["l2"],
    ]
    let candidates = (names[type(of: component).kind] ?? []).compactMap { name in
      Registry.ofProgram.component(type(of: component).kind, named: name)?.init()
    }
    guard let peer = candidates.first(where: { Speed.areAlike($0, component) }) ?? candidates.last,
      let ratio = Speed.ratio(of: component, to: peer)
    else { return "" }
    let rounded = ratio < 10 ? (ratio * 100).rounded() / 100 : ratio.rounded()
    return "; its loops take \(Value.number(rounded)) times as long as those of "
      + "'\(type(of: peer).name)'"
  }
}
