import Descent
import DescentExperiments
import DescentPlugins
import Testing

/// Cross-validation: `split: {folds: 5}`.
@Suite struct FoldTests {
  private static func plan(_ text: String) throws -> Plan {
    let file = SourceFile(name: "x.yaml", bytes: Array(text.utf8))
    let document = try Document.read(file, registry: BuiltIns.registry)
    return try Plan(document, registry: BuiltIns.registry, folder: ".")
  }

  private static func datasets(_ plan: Plan, seed: Int) throws -> [Dataset] {
    let catalog = DataCatalog(folder: ".", registry: BuiltIns.registry)
    let planned = plan.configurations[0]
    return try plan.runs.filter { $0.configuration == 0 && $0.seed == seed }.map { run in
      try catalog.dataset(
        planned.configuration, task: planned.task, streams: run.streams, fold: run.fold)
    }
  }

  @Test("a configuration has a run for each seed and fold, each with an id of its own")
  func runs() throws {
    let plan = try Self.plan(
      """
      base: {data: {name: moons, samples: 100, split: {folds: 5}}}
      grid: {model.hidden: [[4], [8]]}
      seeds: 3
      """)
    #expect(plan.runs.count == 2 * 3 * 5)
    #expect(Set(plan.runs.map(\.id)).count == 30)
    for configuration in 0..<2 {
      for seed in 1...3 {
        let folds = plan.runs.filter { $0.configuration == configuration && $0.seed == seed }
          .map(\.fold)
        #expect(folds == [1, 2, 3, 4, 5])
      }
    }
    #expect(plan.factorsOfRuns == "2 configurations x 3 seeds x 5 folds")
  }

  @Test("every row is in the validation part of one fold and in the training part of the others")
  func parts() throws {
    let plan = try Self.plan(
      "base: {data: {name: moons, samples: 103, split: {folds: 5}}, loss: log_loss}")
    for seed in [1, 2] {
      let folds = try Self.datasets(plan, seed: seed)
      #expect(folds.count == 5)
      #expect(folds.flatMap(\.validation.rows).sorted() == Array(0..<103))
      for fold in folds {
        #expect((fold.train.rows + fold.validation.rows).sorted() == Array(0..<103))
        #expect(fold.test.count == 0 && (20...21).contains(fold.validation.count))
        // Half of the rows are of each class.
        let ones = fold.validation.targets.reduce(0, +)
        #expect((9...12).contains(ones))
        // Scaled by what was seen in training alone.
        let mean = stride(from: 0, to: fold.train.inputs.count, by: 2)
          .reduce(Float(0)) { $0 + fold.train.inputs[$1] }
        #expect(abs(mean) < 1e-3)
      }
    }
    let (first, second) = (try Self.datasets(plan, seed: 1), try Self.datasets(plan, seed: 2))
    #expect(first[0].validation.rows != second[0].validation.rows)
  }

  @Test("folds may be given by path, in a branch and as an axis, and take the place of shares")
  func grammar() throws {
    let plan = try Self.plan(
      """
      base: {data: moons, data.split.folds: 3, model: {hidden: []}}
      grid:
        data:
          - moons
          - {name: blobs, split: {folds: [2, 4]}}
          - {name: circles, split: [[0.5, 0.5]]}
      seeds: 1
      select: val_accuracy
      """)
    let values = plan.configurations.map(\.configuration).map {
      [$0["data.name"], $0["data.split.folds"], $0["data.split"]].map { $0?.description ?? "-" }
    }
    #expect(
      values == [
        ["moons", "3", "-"], ["blobs", "2", "-"], ["blobs", "4", "-"], ["circles", "-", "0.5x0.5"],
      ])
    #expect(plan.runs.count == 3 + 2 + 4 + 1)
    #expect(plan.factorsOfRuns == "4 configurations x 1 seed x 1 or 2 or 3 or 4 folds")
    let axis = try Self.plan(
      """
      base: {data: moons}
      grid: {data.split.folds: {min: 2, max: 4, num: 3}}
      seeds: 2
      """)
    #expect(axis.runs.count == 2 * (2 + 3 + 4))
  }

  @Test("a class with a single row cannot be cross-validated, nor can folds without rows")
  func tooFew() throws {
    let column = Table.Column("x", .numbers((0..<9).map(Double.init)))
    let labels = ["a", "b", "a", "b", "a", "b", "a", "b", "c"]
    let table = Table(
      columns: [column, Table.Column("class", .texts(labels))], targets: ["class"])
    var random = RandomStream(.split, replicate: 1)
    func dataset(_ folds: Int, _ table: Table) throws -> Dataset {
      let preparation = DataPreparation(folds: folds)
      return try Dataset(
        table, task: try preparation.task(of: table, loss: LogLoss.self), preparation: preparation,
        split: &random)
    }
    let lonely = #expect(throws: ComponentError.self) { try dataset(3, table) }
    #expect(
      lonely?.message == "class 'c' has one row only, which one of the folds would not train on")
    let few = #expect(throws: ComponentError.self) {
      try dataset(9, table.keeping(Array(0..<8)))
    }
    #expect(few?.message == "8 rows leave some of the 9 folds empty")
  }
}
