/// The distribution that an initialiser draws from; both have the same variance.
public enum Distribution: String, CaseIterable, Sendable {
  case normal
  case uniform
}
