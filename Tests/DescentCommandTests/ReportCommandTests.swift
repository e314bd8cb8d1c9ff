import Foundation
import Testing

extension CommandLineTests {
  @Suite struct ReportCommandTests {
    let workspace: Workspace

    init() async throws {
      workspace = try Workspace()
      try workspace.addData("iris.csv")
      try workspace.write(Experiment.iris, to: "x.yaml")
    }

    private static let written =
      ["report.md", "report.html", "figures/forest.svg", "manifest.json"]
      + ["data/datapackage.json"]
      + Experiment.tables.map { "data/" + $0 }

    private func contents() throws -> [String: Data] {
      try Dictionary(
        uniqueKeysWithValues: Self.written.map {
          ($0, try workspace.bytes("results/flowers/" + $0))
        })
    }

    @Test("the store alone gives the same files, byte for byte")
    func rebuilds() async throws {
      let run = try await workspace.run("run", "x.yaml")
      let before = try contents()
      for name in ["report.md", "report.html", "figures", "manifest.json", "data"] {
        try workspace.remove("results/flowers/" + name)
      }
      try workspace.remove("x.yaml")
      try workspace.remove("iris.csv")
      let report = try await workspace.run("report", "results/flowers")
      #expect(report.status == 0)
      #expect(report.output == run.output)
      #expect(report.errors.isEmpty)
      #expect(try contents() == before)
    }

    @Test("another level of confidence widens the intervals")
    func confidence() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let usual = try widths()
      #expect(
        try await workspace.run("report", "results/flowers", "--confidence", "0.99").status == 0)
      let wide = try widths()
      #expect(usual.count == 2)
      #expect(zip(usual, wide).allSatisfy { $0 < $1 })
    }

    private func widths() throws -> [Double] {
      try workspace.table("results/flowers/data/configs.csv").records.compactMap { row in
        guard let low = Double(row["ci_lo"] ?? ""), let high = Double(row["ci_hi"] ?? "") else {
          return nil
        }
        return high - low
      }
    }

    // MARK: - Queries

    @Test("a report of some runs says so, and leaves that of all where it is")
    func conditions() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let before = try contents()
      let report = try await workspace.run(
        "report", "results/flowers", "--where", "optimizer.learning_rate=0.05..1", "--metric",
        "val_loss", "--results", "some")
      #expect(report.status == 0)
      #expect(report.errors.isEmpty)
      let rows = try workspace.table("some/data/runs.csv").records
      #expect(rows.map { $0["seed"] }.sorted { ($0 ?? "") < ($1 ?? "") } == ["1", "2"])
      #expect(rows.allSatisfy { $0["score"] == $0["val_loss"] })
      let text = try workspace.text("some/report.md")
      for sentence in [
        "Of 4 runs, the 2 with optimizer.learning_rate 0.05 to 1.",
        "Runs are scored by `val_loss`, as asked.",
        """
        descent run x.yaml
        descent report results/flowers --where optimizer.learning_rate=0.05..1 --metric val_loss \
        --results some
        """,
      ] {
        #expect(text.contains(sentence), "\(sentence)")
      }
      let manifest = try workspace.text("some/manifest.json")
      #expect(manifest.contains("\"optimizer.learning_rate=0.05..1\""))
      #expect(try contents() == before)
    }

    @Test("several folders make one report, which compares what differs between them")
    func severalFolders() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let other = Experiment.iris.replacingOccurrences(
        of: "  training:", with: "  optimizer: adam\n  training:")
      try workspace.write(other, to: "y.yaml")
      _ = try await workspace.run("run", "y.yaml", "--results", "results/adam")
      let report = try await workspace.run(
        "report", "results/flowers", "results/adam", "--results", "both", "--group-by",
        "optimizer", "--baseline", "sgd")
      #expect(report.status == 0)
      #expect(report.errors.isEmpty)
      #expect(try workspace.table("both/data/runs.csv").records.count == 8)
      let pairs = try workspace.table("both/data/comparisons.csv").records
        .filter { $0["factor"] == "optimizer" && $0["view"] == "marginal" }
      #expect(pairs.count == 1)
      #expect(Set([pairs.first?["a"], pairs.first?["b"]]) == ["adam", "sgd"])
      #expect(pairs.first?["n_pairs"] == "4")
      let text = try workspace.text("both/report.md")
      #expect(text.contains("The 8 runs of `results/flowers` (4) and `results/adam` (4)."))
      #expect(text.contains("The baseline is optimizer sgd."))
      #expect(!workspace.exists("both/results.sqlite"))
    }

    @Test("every mistake of a query is named at once, and nothing is written")
    func mistakes() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let files = try workspace.files()
      let report = try await workspace.run(
        "report", "results/flowers", "--where", "optimizer=adm", "--where", "training.epoch=5",
        "--where", "loss", "--group-by", "learning_rate", "--metric", "val_acuracy", "--baseline",
        "0.2", "--results", "none")
      #expect(report.status == 2)
      #expect(report.output.isEmpty)
      #expect(
        report.errors == """
          error: --metric names 'val_acuracy', which is not recorded for all of these runs; expected \
          one of these 6; did you mean 'val_accuracy'?
              test_accuracy
              test_loss
              train_accuracy
              train_loss
              val_accuracy
              val_loss
          error: --where: no configuration has 'optimizer' 'adm'; expected 'sgd'
          error: --where names 'training.epoch', which no configuration has; did you mean \
          'training.epochs'?
          error: --where 'loss' is not PATH=VALUE, PATH=VALUE,VALUE or PATH=MIN..MAX
          error: --group-by names 'learning_rate', which does not vary between these runs; did you \
          mean 'optimizer.learning_rate'?
          error: --baseline: no level that is compared is '0.2'; expected one of '0.01', '0.1'; did \
          you mean '0.1'?
          6 mistakes; nothing was written

          """)
      #expect(try workspace.files() == files)
    }

    // MARK: - The page

    @Test("the page is opened by the desktop's program, or its place is named")
    func open() async throws {
      _ = try await workspace.run("run", "x.yaml")
      try workspace.makeFolder("desktop")
      let bare = ["PATH": workspace.url.path + "/desktop"]
      let without = try await workspace.run(
        "report", "results/flowers", "--open", environment: bare)
      #expect(without.status == 0)
      #expect(
        without.errors
          == "warning: nothing here opens a page; open 'results/flowers/report.html' in a browser\n"
      )
      for name in ["open", "xdg-open"] {
        try workspace.write("#!/bin/sh\necho \"$@\" > opened\n", to: "desktop/" + name)
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755],
          ofItemAtPath: workspace.url.appendingPathComponent("desktop/" + name).path)
      }
      let opened = try await workspace.run(
        "report", "results/flowers", "--open", environment: bare)
      #expect(opened.status == 0)
      #expect(opened.errors.isEmpty)
      #expect(try workspace.text("opened") == "results/flowers/report.html\n")
    }

    // MARK: - One run

    @Test("a run is shown by the first letters of its id")
    func show() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let run = try #require(try workspace.table("results/flowers/data/runs.csv").records.first)
      let id = try #require(run["run_id"])
      let shown = try await workspace.run("show", "results/flowers", String(id.prefix(8)))
      #expect(shown.status == 0)
      #expect(shown.errors.isEmpty)
      let lines = shown.output.split(separator: "\n").map(String.init)
      #expect(
        lines.first
          == "run \(id), configuration \(run["config_id"] ?? ""), seed \(run["seed"] ?? "")")
      for line in [
        "  data.standardize: true", "  training.epochs: 5", "  model.hidden: [8]",
        "layers at epoch 0:", "layers at epoch 5:",
      ] {
        #expect(lines.contains(line))
      }
      let epochs = lines.drop { $0 != "curve:" }.dropFirst(2).prefix(6)
        .map { $0.split(separator: " ").first }
      #expect(epochs == ["0", "1", "2", "3", "4", "5"])
    }

    @Test("an id that is not there, or not enough of it, is a mistake")
    func unclearRun() async throws {
      _ = try await workspace.run("run", "x.yaml")
      let all = try await workspace.run("show", "results/flowers", "r")
      #expect(all.status == 2)
      #expect(all.errors == "error: 'r' begins 4 ids; give more of its letters\n")
      let none = try await workspace.run("show", "results/flowers", "x1")
      #expect(none.status == 2)
      #expect(none.errors == "error: there is no run 'x1' in 'results/flowers'\n")
    }
  }
}
