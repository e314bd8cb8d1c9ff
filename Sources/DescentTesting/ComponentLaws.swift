public import Descent

/// What holds for components of every kind.
public enum ComponentLaws {
  public static func findings(for component: any Component) -> [Finding] {
    name(of: component) + description(of: component)
  }

  /// A name is lower-case snake_case, as experiment files spell it.
  public static func name(of component: any Component) -> [Finding] {
    let name = type(of: component).name
    guard !isSnakeCase(name) else { return [] }
    return [Finding(component, "its name is lower-case snake_case", "it is '\(name)'")]
  }

  /// A summary says in one line what the component is.
  public static func description(of component: any Component) -> [Finding] {
    let summary = type(of: component).summary
    guard summary.isEmpty || summary.contains("\n") else { return [] }
    return [Finding(component, "its summary is one line of text", "it is '\(summary)'")]
  }

  /// Components of one kind have names of their own.
  public static func distinction(of components: [any Component.Type]) -> [Finding] {
    var seen: Set<String> = []
    return components.filter { !seen.insert("\($0.kind.rawValue) \($0.name)").inserted }.map {
      Finding(
        $0.init(), "components of one kind have names of their own", "two are named '\($0.name)'")
    }
  }

  static func isSnakeCase(_ name: String) -> Bool {
    name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil
  }
}
