import DescentExperiments
import Testing

@Suite struct AlternativesTests {
  static let optimizers = ["sgd", "momentum", "adam", "rmsprop"]

  @Test(
    "the nearest name is within 3 edits and half the length",
    arguments: [
      ("adm", "adam"), ("Adam", "adam"), ("adma", "adam"), ("sdg", "sgd"), ("momentun", "momentum"),
      ("rmsporp", "rmsprop"), ("RMSProp", "rmsprop"), ("foo", nil), ("ad", nil), ("", nil),
      ("gradient_descent", nil),
    ] as [(String, String?)])
  func nearest(unknown: String, name: String?) {
    #expect(nearestName(to: unknown, among: Self.optimizers) == name)
  }

  @Test("of equally near names the first in the alphabet is taken")
  func ties() {
    #expect(nearestName(to: "m_e", among: ["mse", "mae"]) == "mae")
    #expect(nearestName(to: "mse", among: []) == nil)
  }

  @Test("up to five names stand in the sentence, sorted")
  func inline() {
    #expect(
      alternatives(to: "adm", among: ["sgd", "adam", "rmsprop"])
        == "expected one of 'adam', 'rmsprop', 'sgd'; did you mean 'adam'?")
    #expect(alternatives(to: "x", among: ["sgd"]) == "expected 'sgd'")
    #expect(alternatives(to: "x", among: []) == "expected nothing here")
    #expect(
      alternatives(to: "foo", among: ["e", "d", "c", "b", "a"])
        == "expected one of 'a', 'b', 'c', 'd', 'e'")
  }

  @Test("more names are a list of lines")
  func list() {
    #expect(
      alternatives(to: "adm", among: Self.optimizers + ["adamw", "nesterov"]) == """
        expected one of these 6; did you mean 'adam'?
            adam
            adamw
            momentum
            nesterov
            rmsprop
            sgd
        """)
  }

  @Test("notes stand in a column beside the names")
  func notes() {
    #expect(
      alternatives(
        to: "beta", among: ["epsilon", "beta1"],
        notes: ["beta1": "0.0..<1.0, default 0.9", "epsilon": "above 0.0, default 1e-08"]) == """
          expected one of these 2; did you mean 'beta1'?
              beta1    0.0..<1.0, default 0.9
              epsilon  above 0.0, default 1e-08
          """)
  }
}
