import DescentStore
import Testing

@Suite struct StoredPlanTests {
  private let plan: StoredPlan = {
    var plan = StoredPlan.full()
    plan.metricKinds = [
      "accuracy": .init(maximize: true), "mae": .init(maximize: false),
      "top_3": .init(component: "top_k", maximize: true),
    ]
    plan.selection = .init(metric: "val_accuracy", maximize: false, atBest: true)
    return plan
  }()

  @Test(
    "another recorded column is selected by its own direction, at the epoch that the plan names",
    arguments: [
      ("val_mae", .init(metric: "val_mae", maximize: false, atBest: true)),
      ("mae", .init(metric: "val_mae", maximize: false, atBest: true)),
      ("train_loss", .init(metric: "train_loss", maximize: false, atBest: true)),
      (
        "test_top_3",
        .init(metric: "test_top_3", component: "top_k", maximize: true, atBest: true)
      ),
      ("test_accuracy", .init(metric: "test_accuracy", maximize: true, atBest: true)),
      ("val_accuracy", .init(metric: "val_accuracy", maximize: false, atBest: true)),
    ] as [(String, StoredPlan.Selection)])
  func selection(column: String, selection: StoredPlan.Selection) {
    #expect(plan.selection(of: column) == selection)
  }

  @Test("a column that is not recorded cannot be selected", arguments: ["val_r2", "", "top_k"])
  func unknown(column: String) { #expect(plan.selection(of: column) == nil) }
}
