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
      #expect(lines.last == "report: results/flowers/report.md")
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
      #expect(ending.output.hasSuffix("report: results/flowers/report.md\n"))
    }

    @Test("a folder of results holds the store, the report, the manifest and the tables")
    func files() async throws {
      let ending = try await workspace.run("run", "x.yaml", "--results", "here/there")
      #expect(ending.status == 0)
      #expect(ending.output.hasSuffix("report: here/there/report.md\n"))
      #expect(!workspace.exists("results"))
      #expect(
        try workspace.files("here/there")
          == ([".lock", "data", "data/datapackage.json", "manifest.json", "report.md"]
          + ["results.sqlite"] + Experiment.tables.map { "data/" + $0 }).sorted())
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

    @Test("dropout, batch statistics and early stopping depend on nothing but the seed")
    func seeded() async throws {
      try workspace.write(
        """
        name: r
        base:
          data: {name: moons, samples: 200, noise: 0.3}
          model: {hidden: [8, 8], residual: true}
          schedule: {name: reduce_on_plateau, patience: 2, warmup: 1.5}
          training: {epochs: 60, clip_norm: 1}
        grid:
          model.normalization: [none, batch, layer]
          model.dropout: [0, 0.3]
          regularizer: [none, {name: max_norm, limit: 0.5}]
        seeds: 3
        stop: {patience: 5, min_delta: 1.0e-3}
        """, to: "r.yaml")
      for jobs in ["1", "2"] {
        let ending = try await workspace.run("run", "r.yaml", "--jobs", jobs, "--results", jobs)
        #expect(ending.status == 0, "\(ending.errors)")
      }
      let one = try workspace.timelessTables("1")
      #expect(try one == workspace.timelessTables("2"))
      let runs = try #require(one["runs.csv"]).records
      #expect(runs.count == 36 && runs.allSatisfy { $0["status"] == "ok" })
      let stopped = runs.filter { $0["status_reason"] == "patience" }
      #expect(stopped.count > 18)
      for run in stopped { #expect(Int(run["epochs_run"] ?? "") ?? 60 < 60) }
      for run in runs where run["status_reason"] == "-" { #expect(run["epochs_run"] == "60") }
      // What is dropped differs from what is not, and each normalisation from the others.
      #expect(Set(runs.compactMap { $0["train_loss"] }).count > 30)
    }

    @Test("slow and steady learning is progress, and the noise of dropout is none")
    func progress() async throws {
      try workspace.write(
        """
        base:
          data: {name: moons, samples: 1000, noise: 0.1}
          training: {epochs: 300, batch_size: full}
        grid:
          model.dropout: [0, 0.5]
          optimizer.learning_rate: [1.0e-9, 0.02]
        seeds: 3
        """, to: "p.yaml")
      let ending = try await workspace.run("run", "p.yaml", "--quiet", "--results", "p")
      #expect(ending.status == 0, "\(ending.errors)")
      let runs = try workspace.table("p/data/runs.csv").records
      #expect(runs.count == 12)
      for run in runs {
        let isStill =
          run["f_optimizer_learning_rate"] == "1e-09"
          || run["f_optimizer_learning_rate"] == "1e-9"
        #expect(run["no_progress"] == (isStill ? "true" : "false"), "\(run)")
      }
      // The steady ones never gain a point from one epoch to the next.
      let steady = try #require(
        runs.first { $0["no_progress"] == "false" && $0["f_model_dropout"] == "0" }?["run_id"])
      let curve = try workspace.table("p/data/history.csv").records
        .filter { $0["run_id"] == steady }.compactMap { $0["val_accuracy"].flatMap(Double.init) }
      #expect(curve.count == 301 && zip(curve, curve.dropFirst()).allSatisfy { $1 - $0 < 0.05 })
      let report = try workspace.text("p/report.md")
      #expect(report.contains("6 of them did not fail and yet did not learn"))
    }

    @Test("a schedule that sees losses waits for the end of the warm-up")
    func plateauAfterWarmup() async throws {
      try workspace.write(
        """
        base:
          data: moons
          schedule: {name: reduce_on_plateau, warmup: 6, patience: 0, threshold: 0.9, factor: 0.5}
          optimizer: {name: sgd, learning_rate: 0.6}
          training: {epochs: 10, batch_size: full}
        seeds: 1
        """, to: "w.yaml")
      let ending = try await workspace.run("run", "w.yaml", "--quiet", "--results", "w")
      #expect(ending.status == 0, "\(ending.errors)")
      let rates = try workspace.table("w/data/history.csv").column("learning_rate")
        .compactMap(Double.init)
      let expected = [0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.6, 0.6, 0.3, 0.15]
      #expect(rates.count == 11)
      for (rate, expected) in zip(rates, expected) { #expect(abs(rate - expected) < 1e-12) }
    }

    @Test("a metric that is not defined leaves a missing cell, and the report says why")
    func undefined() async throws {
      try workspace.write(
        """
        base: {data: {name: sine, samples: 12, split: {folds: 12}}, training: {epochs: 2}}
        grid: {model.activation: [relu, tanh]}
        metrics: [r2]
        select: val_r2
        seeds: 2
        """, to: "u.yaml")
      let ending = try await workspace.run("run", "u.yaml", "--quiet", "--results", "u")
      #expect(ending.status == 0, "\(ending.errors)")
      let runs = try workspace.table("u/data/runs.csv").records
      #expect(runs.count == 48 && runs.allSatisfy { $0["status"] == "ok" && $0["val_r2"] == "" })
      #expect(runs.allSatisfy { $0["score_capped"] == "" })
      let report = try workspace.text("u/report.md")
      #expect(
        report.contains("is not defined on what they are scored by"), "\(report.prefix(1500))")
    }

    @Test("the report says how many runs stopped early, and that they are scored where they ended")
    func stoppedEarly() async throws {
      try workspace.write(
        """
        base: {data: {name: csv, path: iris.csv}, training: {epochs: 200}}
        stop: {patience: 2}
        seeds: 3
        """, to: "s.yaml")
      let ending = try await workspace.run("run", "s.yaml", "--quiet", "--results", "s")
      #expect(ending.status == 0, "\(ending.errors)")
      let report = try workspace.text("s/report.md")
      #expect(report.contains("3 of 3 planned runs stopped early, after a median of "))
      #expect(report.contains("at their last epoch, which is not their best one"))
    }

    @Test("folds are runs of their own, and a seed's score in every statistic is their mean")
    func folds() async throws {
      try workspace.write(
        """
        base: {data: {name: csv, path: iris.csv, split: {folds: 4}}, training: {epochs: 8}}
        grid: {optimizer.learning_rate: [0.01, 0.1]}
        seeds: 6
        """, to: "f.yaml")
      let ending = try await workspace.run("run", "f.yaml", "--results", "f")
      #expect(ending.status == 0, "\(ending.errors)")
      #expect(ending.output.contains("6 seeds"))
      let runs = try workspace.table("f/data/runs.csv").records
      #expect(runs.count == 2 * 6 * 4)
      #expect(Set(runs.compactMap { $0["fold"] }) == ["1", "2", "3", "4"])
      #expect(runs.allSatisfy { $0["test_loss"] == "" })
      let configurations = try workspace.table("f/data/configs.csv").records
      #expect(configurations.count == 2)
      for configuration in configurations {
        let own = runs.filter { $0["config_id"] == configuration["config_id"] }
        let scores = own.compactMap { $0["score_capped"].flatMap(Double.init) }
        let mean = try #require(configuration["mean"].flatMap(Double.init))
        #expect(configuration["n"] == "6" && configuration["n_planned"] == "6")
        #expect(abs(mean - scores.reduce(0, +) / 24) < 1e-12)
      }
      let pairs = try workspace.table("f/data/comparisons.csv").records
      #expect(pairs.allSatisfy { $0["n_pairs"] == "6" && $0["n_seeds"] == "6" })
      let report = try workspace.text("f/report.md")
      #expect(report.contains("A seed's score is the mean over its 4 folds"))
      let shown = try await workspace.run("show", "f", try #require(runs[0]["run_id"]))
      #expect(shown.output.contains(", fold \(runs[0]["fold"] ?? "?")\n"))
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
