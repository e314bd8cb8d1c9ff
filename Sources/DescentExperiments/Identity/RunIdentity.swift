import Descent

/// The ids of configurations and runs: hashes of everything that a result depends on.
///
/// An id holds the resolved configuration, the content of the files that it reads, the replicates of
/// the random streams, the version of the components, and the source of those that were loaded. It
/// does not hold what merely looks at results (`select`, `compare`) or how they are computed (`run`):
/// a finished run stays finished.
enum RunIdentity {
  /// The version that every built-in component shares.
  static let componentVersion = Version.components

  /// `c` and 12 hex digits: the configuration and its data.
  static func configurationID(_ digest: String) -> String { "c" + digest.prefix(12) }

  /// `r` and 12 hex digits: the configuration, its data, the replicate and the fold, where there is one.
  static func runID(_ digest: String, replicate: String, fold: Int?) -> String {
    var hash = SHA256()
    hash.update((digest + replicate + (fold.map { "\nfold=\($0)" } ?? "")).utf8)
    return "r" + hash.hexDigest.prefix(12)
  }

  /// The replicate of every stream, as a run's id holds it.
  static func replicate(_ streams: StreamReplicates) -> String {
    RandomStream.Purpose.allCases.map { "\n\($0.rawValue)=\(streams[$0])" }.joined()
  }
}
