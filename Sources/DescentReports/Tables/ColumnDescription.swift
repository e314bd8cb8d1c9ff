import DescentStore

/// What a column of a CSV file holds.
package struct ColumnDescription {
  package enum Kind: String { case string, integer, number, boolean, datetime }

  package var kind: Kind
  package var text: String
  package var unit: String?

  package init(_ kind: Kind, _ text: String, unit: String? = nil) {
    self.kind = kind
    self.text = text
    self.unit = unit
  }

  /// The description of a column of a table; nil for one that nobody described.
  package static func of(_ column: String, in table: String, _ factors: FactorColumns)
    -> ColumnDescription?
  {
    if let factor = factors.factors.first(where: { $0.column == column }) {
      return ColumnDescription(factor.isNumeric ? .number : .string, "the setting \(factor.path)")
    }
    if let known = special[table]?[column] ?? common[column] { return known }
    for (prefix, part) in [("train_", "training"), ("val_", "validation"), ("test_", "test")]
    where column.hasPrefix(prefix) {
      let metric = column.dropFirst(prefix.count)
      return ColumnDescription(.number, "\(metric) on the \(part) data")
    }
    return nil
  }

  private static let special: [String: [String: ColumnDescription]] = [
    "history": [
      "seconds": .init(.number, "training time so far", unit: "s"),
      "grad_norm": .init(.number, "norm of the whole gradient in the epoch's last step"),
      "update_ratio": .init(.number, "norm of the last update over that of the parameters"),
    ],
    "configs": [
      "n": .init(.integer, "seeds with a score"),
      "n_planned": .init(.integer, "seeds planned"),
      "mean": .init(.number, "mean of score_capped over seeds"),
      "ci_lo": .init(.number, "lower end of the t interval of mean_ok"),
      "ci_hi": .init(.number, "upper end of the t interval of mean_ok"),
      "p": .init(.number, "paired t test against the leader, two-sided"),
      "median": .init(.number, "median of score_capped over seeds"),
    ],
    "main_effects": [
      "n": .init(.integer, "runs that count"),
      "mean": .init(.number, "mean of score_capped"),
      "ci_lo": .init(.number, "lower end of the t interval of the mean over seeds"),
      "ci_hi": .init(.number, "upper end of the t interval of the mean over seeds"),
      "median": .init(.number, "median of score_capped"),
    ],
    "comparisons": [
      "n_planned": .init(.integer, "settings that both levels have times seeds"),
      "dataset": .init(.string, "data set that the row is about; - for all of them"),
      "ci_lo": .init(.number, "lower end of the interval of delta"),
      "ci_hi": .init(.number, "upper end of the interval of delta"),
      "p": .init(.number, "p value of the test, two-sided"),
    ],
    "lr_sensitivity": [
      "n": .init(.integer, "runs that count"),
      "mean": .init(.number, "mean of score_capped"),
      "learning_rate": .init(.number, "learning rate before any schedule"),
      "ci_lo": .init(.number, "lower end of the t interval of the mean; missing with failures"),
      "ci_hi": .init(.number, "upper end of the t interval of the mean; missing with failures"),
    ],
    "graph": [
      "grad_norm": .init(.number, "norm of the gradient of the loss by the node's value")
    ],
    "importance": [
      "ci_lo": .init(.number, "lower end of the interval of share over resampled seeds"),
      "ci_hi": .init(.number, "upper end of the interval of share over resampled seeds"),
      "p": .init(.number, "F test of the term against the noise of the seeds"),
    ],
    "interactions": [
      "n": .init(.integer, "runs of the cell that count"),
      "mean": .init(.number, "mean of score_capped in the cell"),
    ],
    "hypotheses": [
      "n_seeds": .init(.integer, "seeds that the test is over"),
      "n_settings": .init(.integer, "settings that are averaged within a seed"),
      "estimate": .init(
        .number, "how far the claim holds; of a threshold the metric itself, of a ratio its factor"),
      "unit": .init(.string, "of estimate, margin and bounds: metric, ratio, share or slope"),
      "margin": .init(.number, "what the estimate must exceed; for equivalence, stay within"),
      "lo": .init(.number, "lower one-sided bound at alpha_holm"),
      "hi": .init(.number, "upper one-sided bound at alpha_holm"),
      "p": .init(.number, "one-sided p value of the claim against its margin"),
      "p_exact": .init(.number, "one-sided sign-flip test of the claim against its margin"),
      "confirmatory": .init(.boolean, "declared before the first run, and not changed since"),
    ],
    "failures": [
      "epoch": .init(.integer, "epoch in which the failure showed"),
      "step": .init(.integer, "optimizer step in which the failure showed"),
      "layer": .init(.integer, "layer of the tensor, 1 is the first"),
    ],
  ]

  private static let common: [String: ColumnDescription] = [
    "run_id": .init(.string, "id of the run"),
    "config_id": .init(.string, "id of the configuration: one value of every factor"),
    "seed": .init(.integer, "replicate; comparisons are paired by it"),
    "fold": .init(.integer, "fold of a cross-validation, from 1"),
    "studies": .init(.string, "studies that hold the run, joined by ;"),
    "status": .init(.string, "how the run ended"),
    "status_reason": .init(.string, "why it ended so"),
    "status_epoch": .init(.integer, "epoch in which a failure showed"),
    "failed": .init(.boolean, "diverged, crashed or timed out"),
    "epochs_run": .init(.integer, "epochs trained"),
    "no_progress": .init(.boolean, "no epoch brought a gain worth the name"),
    "score": .init(.number, "the primary metric at score_epoch; missing where the run failed"),
    "score_capped": .init(.number, "score, never worse than an untrained network's"),
    "score_epoch": .init(.integer, "epoch that counts"),
    "best_val_epoch": .init(.integer, "epoch with the best validation value of the primary metric"),
    "target_reached": .init(.boolean, "whether the target was ever reached"),
    "epochs_to_target": .init(.integer, "first epoch at the target"),
    "seconds_to_target": .init(.number, "training time to the target", unit: "s"),
    "wall_s": .init(.number, "time from start to end", unit: "s"),
    "train_s": .init(.number, "time in training steps", unit: "s"),
    "eval_s": .init(
      .number, "time in evaluation; networks that start alike are measured once before training",
      unit: "s"),
    "diag_s": .init(.number, "time in diagnostics", unit: "s"),
    "concurrency": .init(.integer, "runs that trained at once on the host"),
    "samples_per_s": .init(.number, "training rows per second of train_s", unit: "1/s"),
    "params": .init(.integer, "trained parameters"),
    "flops_est": .init(.number, "6 × weights × rows seen"),
    "grad_verdict": .init(
      .string, "ok, vanishing, exploding or no_signal; - where no epoch of training was measured"),
    "unit_verdict": .init(
      .string, "ok, dormant, saturated, dying or dead; - as in grad_verdict"),
    "started_at": .init(.datetime, "start, in UTC"),
    "host": .init(.string, "machine"),
    "prereg_hash": .init(.string, "SHA-256 of what was declared; see prereg.json"),
    "epoch": .init(.integer, "epoch, 0 before training"),
    "step": .init(.integer, "optimizer steps so far"),
    "learning_rate": .init(.number, "scheduled rate of the epoch's last step"),
    "penalty": .init(.number, "the regulariser's penalty, which no loss contains"),
    "layer": .init(.integer, "layer, 1 is the first"),
    "layer_kind": .init(.string, "hidden or output"),
    "fan_in": .init(.integer, "inputs of the layer"),
    "fan_out": .init(.integer, "outputs of the layer"),
    "node": .init(.string, "node of the computational graph"),
    "operation": .init(.string, "what the node computes"),
    "shape": .init(.string, "rows × columns of its value"),
    "inputs": .init(.string, "nodes that it reads, joined by ;"),
    "value_norm": .init(.number, "norm of the node's value on the probe set"),
    "grad_norm": .init(.number, "Frobenius norm of the gradient of the weights"),
    "grad_rms": .init(.number, "grad_norm over the root of the count of weights"),
    "grad_abs_mean": .init(.number, "mean absolute entry of the gradient"),
    "grad_zero_frac": .init(.number, "share of the gradient's entries that are 0"),
    "weight_norm": .init(.number, "Frobenius norm of the weights"),
    "update_ratio": .init(.number, "norm of the last update over that of the weights"),
    "act_mean": .init(.number, "mean activation"),
    "act_sd": .init(.number, "standard deviation of the activations"),
    "dead_frac": .init(.number, "share of units above 0 on less than 1 % of the rows"),
    "strict_dead_frac": .init(.number, "share of units above 0 on no row"),
    "dormant_frac": .init(
      .number, "share of units with 2.5 % of the layer's mean activity or less"),
    "saturated_frac": .init(.number, "share of saturated activations"),
    "rank": .init(.integer, "1 is the best of the data set; missing where seeds are missing"),
    "n_ok": .init(.integer, "of n, those with a score of their own"),
    "sd": .init(.number, "standard deviation of score_capped over seeds, ddof = 1"),
    "mean_ok": .init(.number, "mean of score"),
    "sd_ok": .init(.number, "standard deviation of score, ddof = 1"),
    "min": .init(.number, "smallest score_capped"),
    "max": .init(.number, "largest score_capped"),
    "fail_rate": .init(.number, "share of failed runs"),
    "fail_lo": .init(.number, "lower end of Wilson's interval of fail_rate"),
    "fail_hi": .init(.number, "upper end of Wilson's interval of fail_rate"),
    "delta_leader": .init(.number, "paired difference to the leader, negative is worse"),
    "delta_lo": .init(.number, "lower end of its t interval"),
    "delta_hi": .init(.number, "upper end of its t interval"),
    "p_adj": .init(.number, "p after Holm's correction"),
    "tied_with_leader": .init(.boolean, "whether no test separates it from the leader"),
    "median_epochs_to_target": .init(.number, "median over seeds, where most got there"),
    "ert": .init(.number, "epochs over all runs for each run that reached the target"),
    "median_wall_s": .init(.number, "median of wall_s", unit: "s"),
    "factor": .init(.string, "path of the compared setting"),
    "a": .init(.string, "first level"),
    "b": .init(.string, "second level"),
    "metric": .init(.string, "primary metric"),
    "view": .init(.string, "marginal: over the whole grid; tuned: each level at its best"),
    "scope": .init(.string, "grid: a claim about these settings alone; general: beyond them"),
    "n_settings": .init(.integer, "settings compared"),
    "n_seeds": .init(.integer, "seeds compared"),
    "n_pairs": .init(.integer, "pairs of cells compared"),
    "delta": .init(.number, "a minus b, turned so that a positive one says that a is better"),
    "correction": .init(.string, "correction for several tests"),
    "family_size": .init(.integer, "tests that the correction counts"),
    "test": .init(.string, "the test behind p: paired_t, wilcoxon or crossed_t"),
    "p_exact": .init(.number, "exact sign-flip companion of p"),
    "dz": .init(.number, "delta in standard deviations of the seeds' differences"),
    "gz": .init(.number, "dz without its bias in small samples"),
    "poi": .init(.number, "probability that a run of a is better than one of b"),
    "wins": .init(.integer, "pairs in which a was better"),
    "ties": .init(.integer, "pairs in which both were equal"),
    "losses": .init(.integer, "pairs in which b was better"),
    "fails_a": .init(.integer, "failed runs of a among the pairs"),
    "fails_b": .init(.integer, "failed runs of b among the pairs"),
    "detectable": .init(.number, "smallest delta that would be found 4 times in 5"),
    "decision": .init(.string, "a_better, b_better, equivalent, unclear or untestable"),
    "flags": .init(.string, "what to mind, joined by ;"),
    "confirmatory": .init(.boolean, "declared before the sweep"),
    "level": .init(.string, "level of the factor"),
    "best_nuisance": .init(.string, "the tuned values at their best, of most settings"),
    "at_edge": .init(.boolean, "whether they lie on the edge of what was tried"),
    "group_factor": .init(.string, "path of the compared setting"),
    "group": .init(.string, "its level"),
    "best_lr": .init(.number, "learning rate with the best mean"),
    "lrs": .init(.number, "by how much a rate falls short of the best one on average"),
    "window_decades": .init(.number, "decades of usable rates around the best one"),
    "window_open": .init(.boolean, "whether the usable rates reach the end of the grid"),
    "tunability_gap": .init(.number, "what the best rate gains over the optimizer's default"),
    "term": .init(.string, "factor, or two joined by :; seed_noise; higher_order"),
    "order": .init(.integer, "factors of the term; missing for all of higher order"),
    "share": .init(.number, "share of the variance of the configurations' means"),
    "eta_sq": .init(.number, "share of the variance of all runs"),
    "omega_sq": .init(.number, "eta_sq without what noise would give"),
    "method": .init(.string, "exact on a full grid, else approximate"),
    "tuned_spread": .init(.number, "range of the levels' means at their best tuning"),
    "factor_1": .init(.string, "path of the first factor"),
    "level_1": .init(.string, "its level"),
    "factor_2": .init(.string, "path of the second factor"),
    "level_2": .init(.string, "its level"),
    "residual": .init(.number, "what is left of the mean without the levels' own means"),
    "id": .init(.string, "id of the hypothesis"),
    "claim": .init(.string, "what is claimed, in prose"),
    "expect": .init(.string, "what is expected, as the file has it"),
    "alpha_holm": .init(.number, "level that Holm's correction leaves to p"),
    "verdict": .init(.string, "supported, not_supported or inconclusive"),
    "reason": .init(.string, "why it is inconclusive"),
    "extra_seeds": .init(.integer, "further seeds that would decide if the estimate is right"),
    "cause": .init(.string, "why a run diverged, as far as the other runs tell"),
    "tensor": .init(.string, "first tensor found non-finite"),
    "last_finite_loss": .init(.number, "last finite loss"),
    "max_grad_norm": .init(.number, "largest grad_norm of the run"),
  ]
}
