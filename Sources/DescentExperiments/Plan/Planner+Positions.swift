import Descent

// Where the file gives what a mistake is about.
extension Planner {
  /// Where the component of a slot is chosen.
  func position(_ slot: Slot, _ configuration: Configuration) -> SourcePosition {
    choice(of: slot) { $0.name == configuration.name(slot) }?.position
      ?? document.base.components[slot]?.position ?? document.base.position
  }

  /// Where a setting gets its value.
  func position(_ path: String, _ value: Value) -> SourcePosition {
    candidate(path, value)?.position ?? document.base.positions[path] ?? document.base.position
  }

  /// Where a component's setting gets its value; where the file says nothing, where the component is chosen.
  func position(
    _ setting: String, of slot: Slot, _ configuration: Configuration
  ) -> SourcePosition {
    let path = slot.rawValue + "." + setting
    let branch = choice(of: slot) {
      $0.name == configuration.name(slot) && $0.settings[setting] == configuration[path]
    }
    return branch?.positions[setting]
      ?? configuration[path].flatMap { candidate(path, $0)?.position }
      ?? document.base.components[slot]?.positions[setting] ?? position(slot, configuration)
  }

  /// What the command line and the studies give a path, apart from the base.
  private func choices(_ path: String) -> [Assignment.Choice] {
    (document.forced + document.studies.flatMap(\.assignments))
      .filter { $0.path == path }.map(\.choice)
  }

  private func choice(
    of slot: Slot, where isMeant: (ComponentChoice) -> Bool
  ) -> ComponentChoice? {
    for case .component(let choice) in choices(slot.rawValue) where isMeant(choice) {
      return choice
    }
    return nil
  }

  func candidate(_ path: String, _ value: Value) -> Located<Value>? {
    for case .value(let candidate) in choices(path) where candidate.value == value {
      return candidate
    }
    return nil
  }
}
