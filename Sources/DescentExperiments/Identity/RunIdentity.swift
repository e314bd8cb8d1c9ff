import Descent

/// The ids of configurations and runs: hashes of everything that a result depends on.
///
/// An id holds the resolved configuration, the content of the files that it reads, the replicates of
/// the random streams, and the version of the components. It does not hold what merely looks at results
/// (`select`, `compare`) or how they are computed (`run`): a finished run stays finished.
enum RunIdentity {
  /// The version that every built-in component shares.
  static let componentVersion = Version.components

  /// `c` and 12 hex digits: the configuration and its data.
  static func configurationID(_ planned: Plan.PlannedConfiguration) -> String {
    "c" + digest(of: planned).prefix(12)
  }

  /// `r` and 12 hex digits: the configuration, its data and the replicate.
  static func runID(
    _ planned: Plan.PlannedConfiguration, streams: StreamReplicates
  ) -> String {
    var hash = SHA256()
    hash.update(digest(of: planned).utf8)
    for purpose in RandomStream.Purpose.allCases {
      hash.update("\n\(purpose.rawValue)=\(streams[purpose])".utf8)
    }
    return "r" + hash.hexDigest.prefix(12)
  }

  private static func digest(of planned: Plan.PlannedConfiguration) -> String {
    var hash = SHA256()
    hash.update(planned.configuration.canonicalJSON.utf8)
    for file in planned.fileHashes { hash.update("\n\(file)".utf8) }
    hash.update("\ncomponents \(componentVersion)".utf8)
    return hash.hexDigest
  }
}
