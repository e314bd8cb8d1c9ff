import GRDB

/// The tables of a results file, as a list of steps from an empty file to today's.
///
/// A step that was ever released is never edited; a change is a new step. The tables are `STRICT`, so
/// that nobody's edit can leave a value that the rows cannot hold.
enum Schema {
  /// Marks a SQLite file as one of ours: "DSCT" in ASCII, in the header of the file.
  static let applicationID = 0x4453_4354

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 runs, curves and plans") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: runs)
      try database.execute(sql: history)
      try database.execute(sql: layers)
      try database.execute(sql: plans)
    }
    migrator.registerMigration("2 plugins of a configuration") { database in
      try database.execute(
        sql: "ALTER TABLE planned_configurations ADD COLUMN plugins TEXT NOT NULL DEFAULT '[]'")
    }
    migrator.registerMigration("3 settings of the report") { database in
      try database.execute(sql: report)
    }
    migrator.registerMigration("4 hypotheses") { database in
      try database.execute(
        sql: """
          ALTER TABLE plans ADD COLUMN hypotheses TEXT NOT NULL DEFAULT '[]';
          ALTER TABLE plans ADD COLUMN registrations TEXT NOT NULL DEFAULT '[]';
          ALTER TABLE runs ADD COLUMN prereg_hash TEXT;
          """)
    }
    migrator.registerMigration("5 graphs and surfaces") { database in
      try database.execute(sql: graphsAndSurfaces)
    }
    migrator.registerMigration("6 declared learning rates") { database in
      try database.execute(
        sql: "ALTER TABLE planned_configurations ADD COLUMN default_learning_rate REAL")
    }
    return migrator
  }

  private static let runs = """
    CREATE TABLE runs (
      run_id TEXT NOT NULL PRIMARY KEY,
      config_id TEXT NOT NULL,
      seed INTEGER NOT NULL,
      fold INTEGER,
      configuration TEXT NOT NULL,
      status TEXT NOT NULL,
      status_reason TEXT NOT NULL,
      status_epoch INTEGER,
      status_step INTEGER,
      last_finite_loss REAL,
      failed_tensor TEXT,
      last_words TEXT,
      epochs_run INTEGER NOT NULL,
      no_progress INTEGER NOT NULL,
      wall_s REAL NOT NULL,
      train_s REAL NOT NULL,
      eval_s REAL NOT NULL,
      diag_s REAL NOT NULL,
      concurrency INTEGER NOT NULL,
      samples_per_s REAL,
      params INTEGER NOT NULL,
      flops_est REAL NOT NULL,
      grad_verdict TEXT NOT NULL,
      unit_verdict TEXT NOT NULL,
      started_at TEXT NOT NULL,
      host TEXT NOT NULL,
      build TEXT NOT NULL
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX runs_by_configuration ON runs (config_id, seed);
    """

  /// Columns of metrics (`val_accuracy`) are added when a metric is first recorded.
  private static let history = """
    CREATE TABLE history (
      run_id TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
      epoch INTEGER NOT NULL,
      step INTEGER NOT NULL,
      seconds REAL NOT NULL,
      learning_rate REAL NOT NULL,
      penalty REAL,
      grad_norm REAL,
      update_ratio REAL,
      train_loss REAL,
      val_loss REAL,
      test_loss REAL,
      PRIMARY KEY (run_id, epoch)
    ) WITHOUT ROWID, STRICT;
    """

  private static let layers = """
    CREATE TABLE layers (
      run_id TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
      epoch INTEGER NOT NULL,
      layer INTEGER NOT NULL,
      layer_kind TEXT NOT NULL,
      fan_in INTEGER NOT NULL,
      fan_out INTEGER NOT NULL,
      grad_norm REAL,
      grad_rms REAL,
      grad_abs_mean REAL,
      grad_zero_frac REAL,
      weight_norm REAL,
      update_ratio REAL,
      act_mean REAL,
      act_sd REAL,
      dead_frac REAL,
      strict_dead_frac REAL,
      dormant_frac REAL,
      saturated_frac REAL,
      PRIMARY KEY (run_id, epoch, layer)
    ) WITHOUT ROWID, STRICT;
    """

  /// Every plan keeps its row; the configurations and runs are those of the last plan alone.
  private static let plans = """
    CREATE TABLE plans (
      plan_id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      question TEXT,
      file TEXT NOT NULL,
      text TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      command_line TEXT NOT NULL,
      created_at TEXT NOT NULL,
      metrics TEXT NOT NULL,
      selection TEXT NOT NULL,
      target TEXT,
      factors TEXT NOT NULL,
      comparisons TEXT NOT NULL,
      tune TEXT NOT NULL,
      confidence REAL NOT NULL,
      provenance TEXT NOT NULL
    ) STRICT;
    CREATE TABLE planned_configurations (
      plan_id INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE,
      position INTEGER NOT NULL,
      config_id TEXT NOT NULL,
      factor_levels TEXT NOT NULL,
      comparison_levels TEXT NOT NULL,
      dataset TEXT NOT NULL,
      loss TEXT NOT NULL,
      PRIMARY KEY (plan_id, position)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE planned_runs (
      plan_id INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE,
      position INTEGER NOT NULL,
      run_id TEXT NOT NULL,
      config_id TEXT NOT NULL,
      seed INTEGER NOT NULL,
      fold INTEGER,
      studies TEXT NOT NULL,
      PRIMARY KEY (plan_id, position)
    ) WITHOUT ROWID, STRICT;
    """

  /// The defaults, with the one setting that there was before.
  private static let report = """
    ALTER TABLE plans ADD COLUMN metric_kinds TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE plans ADD COLUMN report TEXT NOT NULL DEFAULT '{}';
    UPDATE plans SET report = json_object(
      'formats', json_array('csv', 'markdown', 'html'), 'namesComparisons', json('true'),
      'baseline', json_object(),
      'confidence', confidence, 'scope', 'grid', 'test', 'paired_t', 'aggregate', 'mean');
    ALTER TABLE plans DROP COLUMN confidence;
    """

  /// What several runs have in common stands in `shared`, found by its bytes; a part that no run has any
  /// more stays.
  private static let graphsAndSurfaces = """
    CREATE TABLE shared (
      shared_id INTEGER PRIMARY KEY,
      bytes BLOB NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE graphs (
      run_id TEXT NOT NULL PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
      common INTEGER NOT NULL REFERENCES shared,
      own BLOB NOT NULL
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE surfaces (
      run_id TEXT NOT NULL PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
      common INTEGER NOT NULL REFERENCES shared,
      own BLOB NOT NULL
    ) STRICT;
    """
}
