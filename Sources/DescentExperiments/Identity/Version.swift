/// The versions that results are recorded with.
public enum Version {
  /// Descent's own version.
  public static let current = "0.1.0"

  /// Counts up whenever a built-in component or the training loop changes its results, so that runs
  /// from before are not taken for the same.
  static let components = 1
}
