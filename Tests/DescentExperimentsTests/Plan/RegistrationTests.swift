import DescentExperiments
import DescentStore
import Foundation
import Testing

@Suite struct RegistrationTests {
  private static let experiment = """
    base: {data: {name: moons, samples: 60}, training: {epochs: 2}}
    grid: {optimizer: [sgd, momentum], optimizer.learning_rate: [0.1, 1]}
    seeds: 2
    hypotheses:
      - id: H1
        claim: momentum helps
        expect: a > b by 0.01
        compare: {factor: optimizer, a: momentum, b: sgd}
        metric: val_accuracy
        where: {optimizer.learning_rate: 0.1}
      - id: H2
        claim: momentum is as fast
        expect: a = b within 2
        compare: {factor: optimizer, a: momentum, b: sgd}
        metric: {name: epochs_to, of: val_loss, target: 0.5}

    """

  /// The plan of the experiment with a text in the place of another one.
  private func plan(_ old: String = "", _ new: String = "") throws -> StoredPlan {
    let text = old.isEmpty ? Self.experiment : Self.experiment.replacing(old, with: new)
    #expect(old.isEmpty || text != Self.experiment)
    let plan = try Experiment(text).plan()
    return plan.stored(
      commandLine: [], createdAt: "2026-01-02T03:04:05Z", provenance: .unknown, plugins: [])
  }

  /// The registrations after several plans, each with so many runs done before it.
  private func registered(_ plans: [(plan: StoredPlan, completed: Int)]) -> StoredPlan {
    var earlier: [StoredPlan.Registration] = []
    var last = plans[0].plan
    for (plan, completed) in plans {
      last = plan
      last.register(after: earlier, runsCompleted: completed, commit: "abc")
      earlier = last.registrations
    }
    return last
  }

  @Test(
    "what is declared before the first run is registered, with its hash and the ids of the plan")
  func first() throws {
    let plan = registered([(try plan(), 0)])
    let registration = try #require(plan.preregistration)
    #expect(plan.registrations == [registration] && plan.amendments.isEmpty)
    #expect(registration.runs == plan.runs.map(\.runID) && registration.seeds == [1, 2])
    #expect(
      registration.entries.keys.sorted()
        == ["compare", "hypotheses.H1", "hypotheses.H2", "report", "select", "tune"])
    #expect(
      registration.entries["hypotheses.H1"] == #"""
        {"alpha":0.05,"claim":"momentum helps","expect":"a > b by 0.01","factor":"optimizer",\#
        "levels":["momentum","sgd"],"metric":{"at":"final","name":"val_accuracy"},"scope":"grid",\#
        "tune":[],"where":{"optimizer.learning_rate":"0.1"}}
        """#)
    let json = StoredPlan.Registration.json(registration.entries)
    #expect(registration.sha256 == SHA256.hexDigest(of: Data(json.utf8)))
    let file = StoredPlan.Registration.text(of: plan.registrations)
    #expect(try JSONSerialization.jsonObject(with: Data(file.utf8)) is [String: Any])
  }

  @Test(
    "another way to write the same declares nothing new",
    arguments: [
      ("by 0.01", "by 1.0e-2"), ("a > b", "a  >  b"),
      ("claim: momentum helps", "claim: \"momentum helps\""),
      ("learning_rate: 0.1}", "learning_rate: 1e-1}"),
      ("val_accuracy\n", "{name: val_accuracy, at: final}\n"),
      ("seeds: 2", "seeds: [2, 1]"),
      ("{optimizer.learning_rate: 0.1}", "{optimizer: {learning_rate: 0.1}}"),
    ])
  func unchanged(old: String, new: String) throws {
    let plan = registered([(try plan(), 0), (try plan(old, new), 3)])
    #expect(plan.registrations.count == 1)
  }

  @Test(
    "a change after the first run is listed beside what it was, and leaves what was declared first",
    arguments: [
      ("by 0.01", "by 0.02", "hypotheses.H1"), ("within 2", "within 3", "hypotheses.H2"),
      ("seeds: 2", "select: {metric: val_accuracy, at: best}\nseeds: 2", "select"),
      ("seeds: 2", "report: {sesoi: 0.01}\nseeds: 2", "report"),
      ("id: H2", "id: H3", "hypotheses.H2 hypotheses.H3"),
    ])
  func changed(old: String, new: String, entries: String) throws {
    let first = registered([(try plan(), 0)])
    let plan = registered([(try plan(), 0), (try plan(old, new), 3)])
    #expect(plan.registrations.first == first.registrations.first)
    #expect(plan.preregistration == first.preregistration && plan.registrations.count == 2)
    let amendments = plan.amendments
    #expect(amendments.map(\.entry).joined(separator: " ") == entries)
    for amendment in amendments {
      #expect(amendment.before == first.registrations[0].entries[amendment.entry])
      #expect(amendment.after == plan.registrations[1].entries[amendment.entry])
      #expect(amendment.runsCompleted == 3 && amendment.runsPlanned == plan.runs.count)
    }
  }

  @Test("before the first run everything may change; what changes back is no change")
  func early() throws {
    let edited = try plan("by 0.01", "by 0.02")
    #expect(registered([(try plan(), 0), (edited, 0)]).amendments.isEmpty)
    #expect(registered([(try plan(), 0), (edited, 4), (try plan(), 6)]).amendments.isEmpty)
    let late = registered([(try plan(), 5)])
    #expect(late.preregistration == nil && late.amendments.count == 6)
  }

  @Test("seeds that are added after a look are counted")
  func seeds() throws {
    let more = try plan("seeds: 2", "seeds: 5")
    let plan = registered([(try plan(), 0), (more, 8)])
    #expect(plan.addedSeeds?.before == 2 && plan.addedSeeds?.after == 5)
    #expect(plan.registrations.count == 2 && plan.amendments.isEmpty)
    #expect(registered([(try self.plan(), 0), (more, 0)]).addedSeeds == nil)
  }

  @Test("without hypotheses nothing is registered")
  func nothing() throws {
    var plan = try plan()
    plan.hypotheses = []
    #expect(registered([(plan, 0)]).registrations.isEmpty)
  }
}
