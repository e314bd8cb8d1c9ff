import DescentStore
import Testing

import DescentReports

@Suite("CSV tables") struct TableTests {
  static let sweeps: [SmallSweep] = [
    Sweeps.vanishing, Sweeps.ownLearningRates, Sweeps.misleadingMean, Sweeps.failures,
  ]

  @Test(
    "a field reads back as it was",
    arguments: [
      "plain", "a,b", "a \"quoted\" word", "two\nlines", "\r", "", "ü", "32x32", "\"",
    ])
  func fields(text: String) throws {
    var table = CSVTable("t.csv", columns: ["x", "y"])
    table.append([.text(text), .number(1)])
    let file = try CSVFile(table.text)
    #expect(file["x", 0] == (text.isEmpty ? "-" : text))
    #expect(file["y", 0] == "1.0")
  }

  @Test("missing and non-finite numbers are empty fields") func missing() {
    #expect(CSVField.number(nil).text.isEmpty && CSVField.number(.nan).text.isEmpty)
    #expect(CSVField.number(.infinity).text.isEmpty && CSVField.integer(nil).text.isEmpty)
    #expect(CSVField.text(nil).text == "-" && CSVField.truth(false).text == "false")
  }

  @Test(
    "numbers have their shortest text",
    arguments: [(0.1, "0.1"), (1e-5, "1e-05"), (20, "20.0"), (1.0 / 3, "0.3333333333333333")])
  func numbers(value: Double, text: String) { #expect(CSVField.number(value).text == text) }

  @Test("every file obeys the conventions", arguments: sweeps)
  func conventions(sweep: SmallSweep) throws {
    let files = Report(sweep).csvFiles()
    #expect(
      files.map(\.name) == [
        "runs.csv", "history.csv", "layers.csv", "configs.csv", "comparisons.csv",
        "main_effects.csv", "lr_sensitivity.csv", "lr_summary.csv", "importance.csv",
        "interactions.csv", "graph.csv", "failures.csv",
      ])
    for (name, text) in files {
      let file = try CSVFile(text)
      #expect(file.rows.allSatisfy { $0.count == file.columns.count }, "\(name)")
      #expect(Set(file.columns).count == file.columns.count, "\(name)")
      #expect(!text.contains("\r") && !text.hasPrefix("\u{FEFF}"), "\(name)")
      for row in file.rows {
        for field in row {
          #expect(
            !["nan", "inf", "-inf", "NA", "NaN", "null", "Infinity"].contains(field), "\(name)")
        }
      }
    }
  }

  @Test(
    "columns stand as specified",
    arguments: [
      (
        "runs.csv",
        "run_id,config_id,seed,fold,studies,f_optimizer,f_optimizer_learning_rate,status,"
          + "status_reason,status_epoch,failed,epochs_run,train_loss,train_accuracy,val_loss,"
          + "val_accuracy,test_loss,test_accuracy,no_progress,score,score_capped,score_epoch,"
          + "best_val_epoch,target_reached,epochs_to_target,seconds_to_target,wall_s,train_s,eval_s,"
          + "diag_s,concurrency,samples_per_s,params,flops_est,grad_verdict,unit_verdict,started_at,"
          + "host,prereg_hash"
      ),
      (
        "history.csv",
        "run_id,config_id,seed,f_optimizer,f_optimizer_learning_rate,epoch,step,"
          + "seconds,learning_rate,train_loss,train_accuracy,val_loss,val_accuracy,penalty,grad_norm,"
          + "update_ratio"
      ),
      (
        "layers.csv",
        "run_id,epoch,layer,layer_kind,fan_in,fan_out,grad_norm,grad_rms,"
          + "grad_abs_mean,grad_zero_frac,weight_norm,update_ratio,act_mean,act_sd,dead_frac,"
          + "strict_dead_frac,dormant_frac,saturated_frac"
      ),
      (
        "configs.csv",
        "rank,config_id,f_optimizer,f_optimizer_learning_rate,n_planned,n,n_ok,mean,"
          + "sd,mean_ok,sd_ok,ci_lo,ci_hi,median,min,max,fail_rate,fail_lo,fail_hi,delta_leader,"
          + "delta_lo,delta_hi,p,p_adj,tied_with_leader,median_epochs_to_target,ert,median_wall_s"
      ),
      (
        "comparisons.csv",
        "factor,a,b,metric,view,scope,n_settings,n_seeds,n_pairs,n_planned,delta,"
          + "ci_lo,ci_hi,p,p_adj,correction,family_size,test,p_exact,dz,gz,poi,wins,ties,losses,"
          + "fails_a,fails_b,detectable,decision,flags,confirmatory,dataset"
      ),
      (
        "main_effects.csv",
        "factor,level,view,n,n_ok,mean,ci_lo,ci_hi,median,best_nuisance,at_edge"
      ),
      (
        "lr_sensitivity.csv", "group_factor,group,learning_rate,n,n_ok,mean,ci_lo,ci_hi"
      ),
      (
        "lr_summary.csv",
        "group_factor,group,best_lr,at_edge,lrs,window_decades,window_open,tunability_gap"
      ),
      (
        "importance.csv", "term,order,share,ci_lo,ci_hi,eta_sq,omega_sq,p,method,tuned_spread"
      ),
      ("interactions.csv", "factor_1,level_1,factor_2,level_2,n,n_ok,mean,residual"),
      (
        "graph.csv",
        "run_id,epoch,node,operation,shape,inputs,value_norm,grad_norm"
      ),
      (
        "failures.csv",
        "run_id,config_id,seed,f_optimizer,f_optimizer_learning_rate,status,cause,"
          + "epoch,step,tensor,layer,last_finite_loss,max_grad_norm"
      ),
    ])
  func columns(name: String, header: String) throws {
    let text = try #require(table(name, of: Sweeps.ownLearningRates))
    #expect(text.prefix { $0 != "\n" } == header)
  }

  @Test("every column is described, and every field is of the type described", arguments: sweeps)
  func descriptions(sweep: SmallSweep) throws {
    let factors = FactorColumns(sweep.plan)
    for (name, text) in Report(sweep).csvFiles() {
      let file = try CSVFile(text)
      for column in file.columns {
        let description = ColumnDescription.of(
          column, in: String(name.dropLast(".csv".count)), factors)
        let kind = try #require(description?.kind, "\(name) \(column)")
        for field in file.column(column) {
          let fits =
            switch kind {
            case .string: !field.isEmpty
            case .integer: field.isEmpty || Int(field) != nil
            case .number: field.isEmpty || Double(field) != nil
            case .boolean: field == "true" || field == "false"
            case .datetime: field.hasSuffix("Z") && field.count == 20
            }
          #expect(fits, "\(name) \(column) holds '\(field)'")
        }
      }
    }
  }

  @Test("primary keys are columns, and no two rows share one", arguments: sweeps)
  func keys(sweep: SmallSweep) throws {
    let tables = Analysis(sweep, confidence: 0.95).tables(of: sweep)
    let package = DataPackage(tables, FactorColumns(sweep.plan), name: "A sweep")
    #expect(package.name == "a-sweep")
    for (table, resource) in zip(tables, package.resources) {
      let file = try CSVFile(table.text)
      let columns = resource.schema.primaryKey.map(file.column)
      let keys = file.rows.indices.map { row in columns.map { $0[row] } }
      #expect(Set(keys).count == keys.count, "\(table.name)")
      for key in resource.schema.foreignKeys {
        #expect(package.resources.contains { $0.name == key.reference.resource })
      }
    }
  }

  @Test("rows are sorted by their key", arguments: sweeps) func order(sweep: SmallSweep) throws {
    for (name, key) in [
      ("runs.csv", "run_id"), ("configs.csv", "config_id"), ("failures.csv", "run_id"),
      ("history.csv", "run_id"), ("layers.csv", "run_id"),
    ] {
      let column = try CSVFile(#require(table(name, of: sweep))).column(key)
      #expect(column == column.sorted(), "\(name)")
    }
  }

  @Test("grouping runs.csv by configuration gives mean and sd of configs.csv", arguments: sweeps)
  func grouping(sweep: SmallSweep) throws {
    let runs = try CSVFile(#require(table("runs.csv", of: sweep)))
    let configs = try CSVFile(#require(table("configs.csv", of: sweep)))
    let pairs = zip(
      runs.column("config_id"), runs.column("score_capped").map { Double($0) ?? .nan })
    let groups = Dictionary(grouping: pairs, by: \.0).mapValues { $0.map(\.1) }
    for row in configs.rows.indices {
      let values = try #require(groups[configs["config_id", row] ?? ""])
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(values.count - 1)).squareRoot()
      #expect(abs(mean - (Double(configs["mean", row] ?? "") ?? .nan)) < 1e-12)
      #expect(abs(deviation - (Double(configs["sd", row] ?? "") ?? .nan)) < 1e-12)
    }
  }

  @Test("a failed run has no score of its own and the failure score in its place")
  func failedRun() throws {
    let file = try CSVFile(#require(table("runs.csv", of: Sweeps.failures)))
    let row = try #require(file.column("status").firstIndex(of: "diverged"))
    #expect(
      file["failed", row] == "true" && file["score", row] == "" && file["val_loss", row] == "")
    let capped = try #require(Double(file["score_capped", row] ?? ""))
    #expect(abs(capped - 2.3) < 0.011)
    let failures = try CSVFile(#require(table("failures.csv", of: Sweeps.failures)))
    #expect(failures.rows.count == 1)
    #expect(failures["tensor", 0] == "layers.1.weight" && failures["layer", 0] == "2")
    #expect(failures["cause", 0] == "optimizer_specific")
  }

  @Test("an ok run is never capped below an untrained network") func capping() throws {
    let sweep = SweepBuilder(axes: [.init("optimizer", ["a", "b"])]).sweep { levels, _ in
      .ok(0.5, levels["optimizer"] == "a" ? 0.3 : 0.7)
    }
    let file = try CSVFile(#require(table("runs.csv", of: sweep)))
    #expect(Set(file.column("score")) == ["0.3", "0.7"])
    #expect(Set(file.column("score_capped")) == ["0.5", "0.7"])
  }

  @Test("the best epoch counts where the selection says so; the first of equals")
  func bestEpoch() throws {
    for (atBest, epoch, score) in [(true, "2", "0.9"), (false, "4", "0.6")] {
      let sweep = SweepBuilder(axes: [.init("optimizer", ["a"])], seeds: [1], atBest: atBest)
        .sweep { _, _ in .ok(0.1, 0.8, 0.9, 0.9, 0.6) }
      let file = try CSVFile(#require(table("runs.csv", of: sweep)))
      #expect(file["score_epoch", 0] == epoch && file["score", 0] == score)
      #expect(file["val_accuracy", 0] == score && file["best_val_epoch", 0] == "2")
    }
  }

  @Test("a configuration without a factor has an empty number and a dash for text")
  func absentFactor() throws {
    var sweep = Sweeps.ownLearningRates
    sweep.plan.configurations[0].factorLevels = [:]
    let file = try CSVFile(#require(table("configs.csv", of: sweep)))
    #expect(file["f_optimizer", 0] == "-" && file["f_optimizer_learning_rate", 0] == "")
  }

  @Test("tables depend on nothing but the plan and what runs scored") func determinism() throws {
    var slower = Sweeps.vanishing
    for id in slower.outcomes.keys {
      slower.outcomes[id]?.run.startedAt = "2027-01-01T00:00:00Z"
      slower.outcomes[id]?.run.wallSeconds = noise(id.count) + 3
      slower.outcomes[id]?.run.host = "elsewhere"
    }
    let timed: Set<String> = ["started_at", "wall_s", "host"]
    for name in ["runs.csv", "history.csv", "layers.csv", "configs.csv", "comparisons.csv"] {
      let here = try CSVFile(#require(table(name, of: Sweeps.vanishing)))
      let there = try CSVFile(#require(table(name, of: slower)))
      for column in here.columns where !timed.contains(column) && column != "median_wall_s" {
        #expect(here.column(column) == there.column(column), "\(name) \(column)")
      }
    }
  }
}

extension CSVField {
  /// The field as it stands in a table.
  fileprivate var text: String {
    var table = CSVTable("t.csv", columns: ["x"])
    table.append([self])
    return String(table.text.dropFirst("x\n".count).dropLast())
  }
}
