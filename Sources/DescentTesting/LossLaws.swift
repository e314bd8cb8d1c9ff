public import Descent

/// What holds for every loss.
public enum LossLaws {
  /// One that gives other numbers each time is held to nothing else.
  public static func findings(for loss: any RowLoss) -> [Finding] {
    let repetition = repetition(of: loss, in: Float.self) + repetition(of: loss, in: Double.self)
    guard repetition.isEmpty else { return repetition }
    return acceptance(of: loss) + gradient(of: loss) + kernel(of: loss)
      + finiteness(of: loss, in: Float.self)
      + finiteness(of: loss, in: Double.self)
  }

  /// At least one task of its kinds passes its check.
  public static func acceptance(of loss: any RowLoss) -> [Finding] {
    guard tasks(of: loss).isEmpty else { return [] }
    return [
      Finding(
        loss, "it takes a task of its kinds",
        "it refuses one and two targets, and two to ten classes, as far as it is made for them")
    ]
  }

  /// Of one and two targets and two to ten classes those that the loss takes.
  private static func tasks(of loss: any RowLoss) -> [LearningTask] {
    LearningTask.samples.filter { task in
      type(of: loss).tasks.contains(task.kind) && (try? loss.check(task)) != nil
    }
  }

  /// A batch that the loss is made for.
  struct Batch {
    var predicted: [Double]
    var expected: [Double]
    var columns: Int

    var rows: Int { predicted.count / columns }
  }

  /// Small batches for each kind of task that the loss takes: numbers, two classes, more classes.
  static func batches(for loss: any RowLoss) -> [Batch] {
    var random = RandomStream(seed: 11)
    let rows = 6
    func scores(_ columns: Int) -> [Double] {
      (0..<rows * columns).map { _ in random.uniform(in: -3..<3) }
    }
    let takesLogits = type(of: loss).takesLogits
    let outputs = tasks(of: loss).filter { $0.kind == .classification }.map(\.outputs)
    var batches: [Batch] = []
    if let columns = tasks(of: loss).last(where: { $0.kind == .regression })?.outputs {
      batches.append(Batch(predicted: scores(columns), expected: scores(columns), columns: columns))
    }
    if outputs.contains(1) {
      let binary = scores(1)
      batches.append(
        Batch(
          predicted: takesLogits ? binary : binary.map { Double.sigmoid($0) },
          expected: (0..<rows).map { Double($0 % 2) }, columns: 1))
    }
    // Four where it takes them, so that no number of classes divides that of the rows.
    if let columns = outputs.contains(4) ? 4 : outputs.first(where: { $0 > 1 }) {
      let several = scores(columns)
      batches.append(
        Batch(
          predicted: takesLogits ? several : shares(several, columns: columns),
          expected: (0..<rows * columns).map { $0 % columns == $0 / columns % columns ? 1 : 0 },
          columns: columns))
    }
    return batches
  }

  /// Positive numbers with sum 1 in each row.
  private static func shares(_ scores: [Double], columns: Int) -> [Double] {
    scores.indices.map { index in
      let row = scores[index / columns * columns..<(index / columns + 1) * columns]
      return Double.exp(scores[index]) / row.reduce(0) { $0 + Double.exp($1) }
    }
  }

  /// The derivatives by the predictions equal central differences of the formula, off the kinks.
  public static func gradient(of loss: any RowLoss) -> [Finding] {
    let kernel = Double.kernel(of: loss)
    return batches(for: loss).flatMap { batch -> [Finding] in
      let slopes = kernel.run(
        batch.predicted, batch.expected, rows: batch.rows, columns: batch.columns, withSlopes: true
      ).slopes
      return slopes.indices.compactMap { index in
        let difference = CentralDifference { distance in
          var moved = batch
          moved.predicted[index] += distance
          return value(of: loss, moved, row: index / batch.columns)
        }
        guard case .disagrees(let estimate) = difference.compare(slopes[index]) else { return nil }
        return Finding(
          loss, "the gradient equals central differences of the formula",
          "for \(place(batch, index)) it is \(slopes[index]), the differences \(estimate)")
      }
    }
  }

  /// The compiled loops say what the formula says, with and without derivatives.
  public static func kernel(of loss: any RowLoss) -> [Finding] {
    batches(for: loss).flatMap { batch -> [Finding] in
      let formula = (0..<batch.rows).map { value(of: loss, batch, row: $0) }
      return [true, false].flatMap { withSlopes -> [Finding] in
        let exact = Double.kernel(of: loss).run(
          batch.predicted, batch.expected, rows: batch.rows, columns: batch.columns,
          withSlopes: withSlopes
        ).losses
        let float = Float.kernel(of: loss).run(
          batch.predicted.map { Float($0) }, batch.expected.map { Float($0) }, rows: batch.rows,
          columns: batch.columns, withSlopes: withSlopes
        ).losses
        return formula.indices.compactMap { row in
          let scale = max(1, abs(formula[row]))
          guard
            !(abs(exact[row] - formula[row]) <= 1e-12 * scale
              && abs(Double(float[row]) - formula[row]) <= 1e-5 * scale)
          else { return nil }
          return Finding(
            loss, "the loops compute the formula",
            "for \(place(batch, row * batch.columns)) they give \(exact[row]) in Double and "
              + "\(float[row]) in Float instead of \(formula[row])")
        }
      }
    }
  }

  /// Predictions that are far off give finite losses and gradients.
  ///
  /// Probabilities cannot be far off, so this is about logits and numbers.
  public static func finiteness<T: RealScalar>(
    of loss: any RowLoss, in type: T.Type
  ) -> [Finding] {
    batches(for: loss).flatMap { batch -> [Finding] in
      let isProbability =
        !Swift.type(of: loss).takesLogits && batch.expected.allSatisfy { $0 == 0 || $0 == 1 }
      if isProbability { return [] }
      return [-1e4, -1e3, 1e3, 1e4].flatMap { size -> [Finding] in
        // The far number stands in another column in each row.
        let predicted = batch.predicted.indices.map { index in
          index % batch.columns == index / batch.columns % batch.columns
            ? T(size) : T(batch.predicted[index])
        }
        let (losses, slopes) = T.kernel(of: loss).run(
          predicted, batch.expected.map { T($0) }, rows: batch.rows, columns: batch.columns,
          withSlopes: true)
        return slopes.indices.compactMap { index in
          let row = index / batch.columns
          guard !losses[row].isFinite || !slopes[index].isFinite else { return nil }
          return Finding(
            loss, "losses and gradients are finite for predictions of ±10⁴ in \(T.self)",
            "at \(size) the loss is \(losses[row]) and a derivative \(slopes[index])")
        }
      }
    }
  }

  /// The same predictions give the same bits.
  public static func repetition<T: RealScalar>(
    of loss: any RowLoss, in type: T.Type
  ) -> [Finding] {
    let kernel = T.kernel(of: loss)
    return batches(for: loss).flatMap { batch in
      Repetition {
        let (losses, slopes) = kernel.run(
          batch.predicted.map { T($0) }, batch.expected.map { T($0) }, rows: batch.rows,
          columns: batch.columns, withSlopes: true)
        return (losses + slopes).map { Double($0) }
      }.findings(loss) { index in
        let isLoss = index < batch.rows
        return "for \(place(batch, isLoss ? index * batch.columns : index - batch.rows)) "
          + "the \(isLoss ? "loss" : "derivative") in \(T.self)"
      }
    }
  }

  // MARK: - The formula

  static func value(of loss: any RowLoss, _ batch: Batch, row: Int) -> Double {
    let range = row * batch.columns..<(row + 1) * batch.columns
    return formula(loss, Array(batch.predicted[range]), Array(batch.expected[range]))
  }

  private static func formula<L: RowLoss>(
    _ loss: L, _ predicted: [Double], _ expected: [Double]
  ) -> Double {
    loss(predicted: predicted.span, expected: expected.span)
  }

  private static func place(_ batch: Batch, _ index: Int) -> String {
    let row = index / batch.columns
    let range = row * batch.columns..<(row + 1) * batch.columns
    return "output \(index % batch.columns + 1) of \(Array(batch.predicted[range])) "
      + "against \(Array(batch.expected[range]))"
  }
}
