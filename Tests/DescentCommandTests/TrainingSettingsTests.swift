import Foundation
import Testing

extension CommandLineTests {
  /// What settings of training, splitting and scoring make of the results.
  @Suite struct TrainingSettingsTests {
    let workspace: Workspace

    init() throws {
      workspace = try Workspace()
      try workspace.addData("iris.csv")
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
      // Some of the steady ones never gain five points from one epoch to the next.
      let steady = runs.filter { $0["no_progress"] == "false" && $0["f_model_dropout"] == "0" }
      let history = try workspace.table("p/data/history.csv").records
      let isSmooth = steady.map { run in
        let curve = history.filter { $0["run_id"] == run["run_id"] }
          .compactMap { $0["val_accuracy"].flatMap(Double.init) }
        return curve.count == 301 && zip(curve, curve.dropFirst()).allSatisfy { $1 - $0 < 0.05 }
      }
      #expect(isSmooth.contains(true))
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
  }
}
