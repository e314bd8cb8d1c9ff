/// All mistakes of the user's input, in the order of their positions, each once.
///
/// What has no position comes last. Diagnostics at one position keep the order they were found in.
public struct DiagnosticList: Error, Equatable, Sendable {
  public let diagnostics: [Diagnostic]

  public init(_ diagnostics: some Sequence<Diagnostic>) {
    var seen: Set<Diagnostic> = []
    self.diagnostics =
      diagnostics
      .filter { seen.insert($0).inserted }
      .enumerated()
      .sorted { left, right in
        switch (left.element.position, right.element.position) {
        case (let a?, let b?) where a != b: a < b
        case (_?, nil): true
        case (nil, _?): false
        default: left.offset < right.offset
        }
      }
      .map(\.element)
  }

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension DiagnosticList: CustomStringConvertible {
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
