extension StoredPlan {
  /// What was declared at one time: the hypotheses, and what decides how they are tested.
  public struct Registration: Codable, Sendable, Equatable {
    /// Of ``json``.
    public var sha256: String
    /// ISO 8601 in UTC.
    public var registeredAt: String
    /// The commit of the program.
    public var commit: String
    /// Runs of the results folder that were done before: 0 for a true pre-registration.
    public var runsCompleted: Int
    public var seeds: [Int]
    /// The ids of the plan.
    public var runs: [String]
    /// Canonical JSON by what it declares, such as `hypotheses.H1`, `select` and `tune`.
    public var entries: [String: String]

    public init(
      sha256: String, registeredAt: String, commit: String, runsCompleted: Int, seeds: [Int],
      runs: [String], entries: [String: String]
    ) {
      self.sha256 = sha256
      self.registeredAt = registeredAt
      self.commit = commit
      self.runsCompleted = runsCompleted
      self.seeds = seeds
      self.runs = runs
      self.entries = entries
    }

    /// The entries as one canonical text: sorted keys, no spaces.
    public static func json(_ entries: [String: String]) -> String {
      let members = entries.sorted { $0.key < $1.key }.map { $0.key.jsonString + ":" + $0.value }
      return "{" + members.joined(separator: ",") + "}"
    }

    /// The entry of a hypothesis.
    public static func entry(of hypothesis: String) -> String { "hypotheses." + hypothesis }
  }

  /// An entry that is not as it was declared before the first run.
  public struct Amendment: Sendable, Equatable {
    public var entry: String
    /// Nil where there was none.
    public var before: String?
    /// Nil where there is none any more.
    public var after: String?
    /// Runs that were done, of those that were planned, when it was changed.
    public var runsCompleted: Int
    public var runsPlanned: Int
  }

  /// What was declared last before any run was done; nil where nothing was.
  public var preregistration: Registration? { registrations.last { $0.runsCompleted == 0 } }

  /// What was changed after the first run, by the name of the entry.
  public var amendments: [Amendment] {
    guard let last = registrations.last else { return [] }
    let first = preregistration?.entries ?? [:]
    let later = registrations.drop { $0.runsCompleted == 0 }
    return Set(first.keys).union(last.entries.keys).sorted().compactMap { entry in
      let (before, after) = (first[entry], last.entries[entry])
      guard before != after else { return nil }
      // Since when it has been as it is now.
      let since = later.reversed().prefix { $0.entries[entry] == after }.last
      return Amendment(
        entry: entry, before: before, after: after, runsCompleted: since?.runsCompleted ?? 0,
        runsPlanned: since?.runs.count ?? 0)
    }
  }

  /// How many seeds were declared, and how many there are, where some were added after a look at results.
  public var addedSeeds: (before: Int, after: Int)? {
    guard let first = preregistration, let last = registrations.last, last.runsCompleted > 0,
      last.seeds.count > first.seeds.count
    else { return nil }
    return (first.seeds.count, last.seeds.count)
  }
}

extension StoredPlan.Registration {
  /// The text of `prereg.json`: every registration, the first one first.
  public static func text(of registrations: [StoredPlan.Registration]) -> String {
    let items = registrations.map { registration in
      let entries = registration.entries.sorted { $0.key < $1.key }
        .map { "        \($0.key.jsonString): \($0.value)" }.joined(separator: ",\n")
      let runs = registration.runs.map(\.jsonString).joined(separator: ", ")
      return """
            {
              "sha256": \(registration.sha256.jsonString),
              "registered_at": \(registration.registeredAt.jsonString),
              "commit": \(registration.commit.jsonString),
              "runs_completed": \(registration.runsCompleted),
              "seeds": \(registration.seeds),
              "declared": {
        \(entries)
              },
              "runs": [\(runs)]
            }
        """
    }
    return "{\n  \"registrations\": [\n" + items.joined(separator: ",\n") + "\n  ]\n}\n"
  }
}
