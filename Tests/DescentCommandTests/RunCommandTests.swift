import Foundation
import Testing

extension CommandLineTests {
  @Suite struct RunCommandTests {
    @Test("the framework's settings of the data may differ between branches of a data axis")
    func dataBranches() async throws {
      let workspace = try Workspace()
      try workspace.addData("wine.csv")
      try workspace.write(
        """
        base: {data: moons, model: {hidden: [4]}, training: {epochs: 1}}
        grid: {data: [{name: csv, path: wine.csv, task: classification}, moons]}
        seeds: 2
        """, to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == 0, "\(ending.errors)")
      #expect(try workspace.table("results/x/data/runs.csv").rows.count == 4)
    }

    @Test("metrics with settings have columns of their own, and may be selected by")
    func metrics() async throws {
      try workspace.write(
        """
        base:
          data: {name: csv, path: iris.csv}
          model: {hidden: [4], activation: tanh}   # no dead units, whose scores tie
          training: {epochs: 3}
        grid: {optimizer.learning_rate: [0.003, 0.03]}
        metrics: [accuracy, {name: top_k, k: 2}, {name: top_k, k: 1, label: first}]
        select: {metric: val_first, at: best}
        seeds: 2
        """, to: "y.yaml")
      let ending = try await workspace.run("run", "y.yaml", "--quiet")
      #expect(ending.status == 0, "\(ending.errors)")
      let runs = try workspace.table("results/y/data/runs.csv")
      let (first, two, accuracy) = (
        runs.column("val_first"), runs.column("val_top_k"), runs.column("val_accuracy")
      )
      #expect(first == accuracy && first.count == 4)
      for (one, two) in zip(first, two) {
        let (one, two) = (try #require(Double(one)), try #require(Double(two)))
        #expect(one <= two && two <= 1)
      }
      let report = try workspace.text("results/y/report.md")
      #expect(report.contains("validation first"))
      #expect(ending.output.contains(" %"), "a share is told in percent: \(ending.output)")
      let again = try await workspace.run("plan", "y.yaml")
      #expect(again.output.contains("4 reused"), "\(again.output)")
    }

    @Test("a data set that is shipped needs no file, and the report names it")
    func shippedData() async throws {
      let workspace = try Workspace()
      try workspace.write(
        """
        base: {data: digits, training: {epochs: 1}}
        grid: {data: [digits, wine]}
        seeds: 1
        """, to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == 0, "\(ending.errors)")
      let report = try workspace.text("results/x/report.md")
      #expect(report.contains("- data: `shipped:digits.csv`, 1797 rows, SHA-256 `"))
      #expect(report.contains("- data: `shipped:wine.csv`, 178 rows, SHA-256 `"))
    }

    @Test("several labels, and several numbers, are trained on and reported")
    func severalTargets() async throws {
      let workspace = try Workspace()
      let rows = (0..<120).map { row -> String in
        let (x, y) = (Double(row % 11) - 5, Double(row % 7) - 3)
        return
          "\(x),\(y),\(x > y ? 1 : 0),\(x > 0 ? "yes" : "no"),\(x * y > 0 ? 1 : 0),\(x + y),\(x - 2 * y)\n"
      }
      try workspace.write("x,y,p,q,r,sum,other\n" + rows.joined(), to: "rows.csv")
      try workspace.write(
        """
        base:
          data: {name: csv, path: rows.csv, target: [p, q, r], task: labels}
          model: {hidden: [16]}
          optimizer: {name: momentum, learning_rate: 0.2, momentum: 0.9}
          training: {epochs: 30}
        grid: {loss: [log_loss, hinge, mse]}
        metrics: [accuracy, f1, precision, recall, roc_auc, brier]
        seeds: 2
        """, to: "labels.yaml")
      let labels = try await workspace.run("run", "labels.yaml", "--quiet")
      #expect(labels.status == 0, "\(labels.errors)")
      let runs = try workspace.table("results/labels/data/runs.csv").records
      #expect(runs.count == 6 && runs.allSatisfy { $0["status"] == "ok" })
      for run in runs {
        for metric in ["accuracy", "f1", "precision", "recall", "roc_auc"] {
          let value = try #require(run["train_\(metric)"].flatMap(Double.init))
          #expect((0.8...1).contains(value), "\(metric)")
        }
      }
      #expect(try workspace.text("results/labels/report.md").contains("validation accuracy"))

      try workspace.write(
        """
        base:
          data: {name: csv, path: rows.csv, target: [sum, other], task: regression, categorical: q}
          training: {epochs: 30}
        seeds: 2
        """, to: "numbers.yaml")
      let numbers = try await workspace.run("run", "numbers.yaml", "--quiet")
      #expect(numbers.status == 0, "\(numbers.errors)")
      for run in try workspace.table("results/numbers/data/runs.csv").records {
        #expect(try #require(run["train_r2"].flatMap(Double.init)) > 0.9)
      }
    }

    let workspace: Workspace

    init() throws {
      workspace = try Workspace()
      try workspace.addData("iris.csv")
      try workspace.write(Experiment.iris, to: "x.yaml")
    }

    // MARK: - Streams

    @Test("the answer goes to standard output, progress to standard error")
    func streams() async throws {
      let ending = try await workspace.run("run", "x.yaml")
      #expect(ending.status == 0)
      let lines = ending.output.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines.first?.contains("learning_rate 0.") == true, "an answer names a level")
      #expect(lines.first?.hasSuffix(".") == true)
      #expect(lines.last == "report: results/flowers/report.html")
      #expect(ending.errors.contains("flowers: 4 runs to train\n"))
      #expect(ending.errors.contains("4/4 runs"))
      #expect(!ending.errors.contains("\u{1B}"), "control codes are for terminals")
      let report = try workspace.text("results/flowers/report.md")
      let answer = try #require(lines.first).filter { $0 != "*" }
      #expect(
        report.filter { $0 != "*" && $0 != "\\" }.contains(answer), "the report has the answer")
    }

    @Test("--quiet leaves the answer alone")
    func quiet() async throws {
      let ending = try await workspace.run("run", "x.yaml", "--quiet")
      #expect(ending.status == 0)
      #expect(ending.errors.isEmpty)
      #expect(ending.output.hasSuffix("report: results/flowers/report.html\n"))
    }

    @Test("a folder of results holds the store, the report, the manifest and the tables")
    func files() async throws {
      let ending = try await workspace.run("run", "x.yaml", "--results", "here/there")
      #expect(ending.status == 0)
      #expect(ending.output.hasSuffix("report: here/there/report.html\n"))
      #expect(!workspace.exists("results"))
      let files = try workspace.files("here/there")
      #expect(
        files.filter { !$0.hasPrefix("figures/") }
          == ([".lock", "data", "data/datapackage.json", "figures", "manifest.json"]
          + ["report.html", "report.md", "results.sqlite"]
          + Experiment.tables.map { "data/" + $0 }).sorted())
      #expect(files.contains("figures/forest.svg"))
      let manifest = try JSONSerialization.jsonObject(
        with: try workspace.bytes("here/there/manifest.json"))
      let runs = (manifest as? [String: Any])?["runs"] as? [String: Int]
      #expect(runs?["planned"] == 4)
      #expect(runs?["ok"] == 4)
    }

    // MARK: - Same bits

    @Test("the number of jobs changes nothing but times")
    func jobs() async throws {
      try workspace.addData("digits.csv")
      try workspace.write(Experiment.digits, to: "digits.yaml")
      for jobs in ["1", "2"] {
        let ending = try await workspace.run(
          "run", "digits.yaml", "--jobs", jobs, "--results", "jobs" + jobs)
        #expect(ending.status == 0)
      }
      let one = try workspace.timelessTables("jobs1")
      #expect(try one == workspace.timelessTables("jobs2"))
      #expect(one["runs.csv"]?.rows.count == 36)
      #expect(one["history.csv"]?.rows.count == 36 * 13)
      #expect(try Set(workspace.table("jobs1/data/runs.csv").column("concurrency")) == ["1"])
      #expect(try Set(workspace.table("jobs2/data/runs.csv").column("concurrency")) == ["2"])
    }

    // MARK: - What is there already

    @Test("a second run trains nothing and leaves the same files")
    func again() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let first = try contents()
      let second = try await workspace.run("run", "x.yaml")
      #expect(second.status == 0)
      #expect(second.errors.contains("flowers: 0 runs to train, 4 done before\n"))
      #expect(try contents() == first)
    }

    private func contents() throws -> [String: Data] {
      try Dictionary(
        uniqueKeysWithValues: (Experiment.tables.map { "data/" + $0 } + ["report.md"]).map {
          ($0, try workspace.bytes("results/flowers/" + $0))
        })
    }

    @Test("an added value trains its runs alone")
    func addedValue() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let before = try workspace.table("results/flowers/data/history.csv")
      try workspace.write(
        Experiment.iris.replacing("[0.01, 0.1]", with: "[0.01, 0.03, 0.1]"), to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml")
      #expect(ending.status == 0)
      #expect(ending.errors.contains("flowers: 2 runs to train, 4 done before\n"))
      let after = try workspace.table("results/flowers/data/history.csv")
      #expect(after.rows.count == 6 * 6)
      #expect(after.rows.filter(before.rows.contains) == before.rows, "not even the times changed")
    }

    @Test("--rerun trains all again, to the same numbers")
    func rerun() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let first = try workspace.table("results/flowers/data/history.csv")
      let ending = try await workspace.run("run", "x.yaml", "--rerun")
      #expect(ending.status == 0)
      #expect(ending.errors.contains("flowers: 4 runs to train\n"))
      let second = try workspace.table("results/flowers/data/history.csv")
      #expect(second.column("seconds") != first.column("seconds"))
      #expect(second.withoutTimes == first.withoutTimes)
    }

    @Test("--retry trains what ended in one of the ways that it names")
    func retry() async throws {
      try workspace.write(
        Experiment.iris.replacing("[0.01, 0.1]", with: "[0.1, 1.0e+6]"), to: "x.yaml")
      _ = try await workspace.run("run", "x.yaml")
      let again = try await workspace.run("run", "x.yaml", "--retry", "diverged,timeout")
      #expect(again.status == 0)
      #expect(again.errors.contains("flowers: 2 runs to train, 2 done before\n"))
      for wrong in [["--retry", "divergd"], ["--retry", "crashed", "--rerun"]] {
        let ending = try await RunningProgram(["run", "x.yaml"] + wrong, in: workspace.url).ending()
        #expect(ending.status == 2)
      }
    }

    // MARK: - Outcomes

    @Test("a learning rate of a million gives rows that say diverged, and status 0")
    func diverged() async throws {
      try workspace.write(
        Experiment.iris.replacing("[0.01, 0.1]", with: "[0.1, 1.0e+6]"), to: "x.yaml")
      let ending = try await workspace.run("run", "x.yaml")
      #expect(ending.status == 0)
      let runs = try workspace.table("results/flowers/data/runs.csv").records
      let wild = runs.filter { $0["f_optimizer_learning_rate"] == "1000000" }
      #expect(wild.count == 2)
      #expect(runs.filter { $0["status"] == "ok" }.count == 2)
      for run in wild {
        #expect(run["status"] == "diverged")
        #expect(run["failed"] == "true")
        #expect(["nonfinite", "exploded"].contains(run["status_reason"]))
        #expect(run["score"]?.isEmpty == true)
        #expect(run["score_capped"]?.isEmpty == false)
      }
      let failures = try workspace.table("results/flowers/data/failures.csv").records
      #expect(failures.count == 2)
      for failure in failures {
        #expect(Int(failure["step"] ?? "") ?? 0 > 0)
        #expect(Int(failure["epoch"] ?? "") ?? 0 > 0)
      }
      let report = try workspace.text("results/flowers/report.md")
      #expect(report.contains("Of 4 planned runs: 2 ok and 2 diverged."))
      #expect(report.contains("learning rate too high"))
    }
  }
}
