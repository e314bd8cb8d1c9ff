/// The names of a figure's rows, all in the same form.
struct RowNames {
  let texts: [String]
  /// Stands above them; empty where they speak for themselves.
  let header: String
  /// Whether they fit without a name that is cut.
  let areWhole: Bool

  /// Names that have one form alone.
  init(_ texts: [String], fitting width: Double) {
    self.init(texts.map(\.onOneLine), header: "", fitting: width)
  }

  /// Configurations in as many words as fit: whole, else without the settings that all of them
  /// share, else their levels alone, with the settings in the header.
  init(_ names: [ConfigurationName], fitting width: Double) {
    let distinct = names.withoutShared
    let settings = distinct.first?.settings.map(\.name) ?? []
    var form = RowNames(names.map(\.text), fitting: width)
    if !form.areWhole { form = RowNames(distinct.map(\.text), fitting: width) }
    if !form.areWhole, distinct.allSatisfy({ $0.settings.map(\.name) == settings }) {
      form = RowNames(
        distinct.map { $0.settings.map(\.level).joined(separator: " · ").onOneLine },
        header: settings.joined(separator: " · "), fitting: width)
    }
    self = form
  }

  /// Pairs of names; where one is too long, both are shortened to the same length, so that neither
  /// takes all the room.
  init(pairs: [(a: String, b: String)], fitting width: Double) {
    let whole = RowNames(pairs.map { "\($0.a) vs \($0.b)" }, fitting: width)
    let half = (width - TextMeasure.width(of: " vs ", style: .label)) / 2
    texts = zip(whole.texts, pairs).map { joint, pair in
      guard TextMeasure.width(of: joint, style: .label) > width else { return joint }
      return [pair.a, pair.b].map { $0.onOneLine.shortened(toWidth: half, style: .label) }
        .joined(separator: " vs ")
    }
    header = ""
    areWhole = whole.areWhole
  }

  private init(_ texts: [String], header: String, fitting width: Double) {
    self.texts = texts
    self.header = header
    areWhole = Self.width(of: texts) <= width
  }

  /// Of the longest, in pixels.
  var width: Double { Self.width(of: texts) }

  private static func width(of texts: [String]) -> Double {
    texts.map { TextMeasure.width(of: $0, style: .label) }.max() ?? 0
  }
}
