/// A number with a fixed count of decimals, with a proper minus sign; `—` for a missing one.
package func decimal(_ value: Double?, _ places: Int) -> String {
  guard let value, value.isFinite else { return "—" }
  let places = min(max(places, 0), 12)
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let scaled = (abs(value) * scale).rounded()
  guard scaled < 1e15 else { return "\(value)" }
  let digits = "\(Int(scaled))"
  let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  let whole = padded.dropLast(places)
  let sign = value < 0 && scaled > 0 ? "−" : ""
  return places == 0 ? sign + whole : "\(sign)\(whole).\(padded.suffix(places))"
}

/// How many decimals show two significant digits of a number, such as the half-width of an interval.
package func decimals(for value: Double?) -> Int? {
  guard let value, value.isFinite, value != 0 else { return nil }
  var places = 1
  var unit = decimalUnit(of: abs(value))
  // 0.0996 shows as 0.10, not as 0.100.
  if (abs(value) / unit * 10).rounded() >= 100 { unit *= 10 }
  while unit < 0.99 {
    unit *= 10
    places += 1
  }
  while unit >= 9.9 && places > 0 {
    unit /= 10
    places -= 1
  }
  return places
}

/// A number with as many significant digits, in powers of ten where it is very small or large.
package func significant(_ value: Double?, _ digits: Int = 2) -> String {
  guard let value, value.isFinite else { return "—" }
  guard value != 0 else { return "0" }
  var unit = decimalUnit(of: abs(value))
  var full = 1.0
  for _ in 0..<digits { full *= 10 }
  // 9.99 with two digits is 10, not 10.0.
  if (abs(value) / unit * full / 10).rounded() >= full { unit *= 10 }
  guard unit > 1e-5, unit < 1e6 else {
    var exponent = 0
    var probe = unit
    while probe < 0.5 {
      probe *= 10
      exponent -= 1
    }
    while probe >= 5 {
      probe /= 10
      exponent += 1
    }
    return "\(decimal(value / unit, digits - 1))e\(exponent)"
  }
  var places = digits - 1
  while unit < 0.5 {
    unit *= 10
    places += 1
  }
  while unit >= 5 {
    unit /= 10
    places -= 1
  }
  return decimal(value, max(places, 0))
}

/// A setting as people write it, to two significant digits: `0.003`, `1`, `1e-5`.
package func plain(_ value: Double) -> String {
  let text = significant(value, 2)
  guard text.contains("."), !text.contains("e") else { return text.replacing(".0e", with: "e") }
  let digits = text.reversed().drop { $0 == "0" }
  return String((digits.first == "." ? digits.dropFirst() : digits).reversed())
}

/// A level as people read it: a number of more than six digits, as drawn ones are, with four.
package func shortened(_ level: String) -> String {
  let digits = level.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }
  guard digits.count > 6, let number = Double(level) else { return level }
  return significant(number, 4)
}

/// A p value to two significant digits, `<0.001` below that; `—` where there was no test.
///
/// Below 0.05 it has as many digits as say so: 0.0499.
package func probability(_ p: Double?) -> String {
  guard let p else { return "—" }
  guard p < 0.05, significant(p) == "0.050" else {
    return p < 0.001 ? "<0.001" : p > 0.995 ? "1.0" : significant(p)
  }
  return (3...9).lazy.map { significant(p, $0) }.first { !$0.hasPrefix("0.0500") } ?? "<0.05"
}

/// A p value as a sentence says it: `p = 0.012`, `p < 0.001`.
package func statedProbability(_ p: Double?) -> String {
  let text = probability(p)
  return text.hasPrefix("<") ? "p < " + text.dropFirst() : "p = " + text
}

/// A duration as a person says it: `2.1 s`, `3 min 20 s`, `5 h 12 min`.
package func duration(_ seconds: Double) -> String {
  guard seconds >= 60 else { return significant(seconds) + " s" }
  let whole = Int(min(seconds, 1e15).rounded())
  guard whole >= 3600 else { return "\(whole / 60) min \(whole % 60) s" }
  return "\(whole / 3600) h \(whole % 3600 / 60) min"
}

/// A count with its noun: `1 seed`, `5 seeds`.
package func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  if count != 1, let plural { return "\(count) \(plural)" }
  return "\(count) \(noun)\(count == 1 ? "" : noun.hasSuffix("s") ? "es" : "s")"
}

/// Names as a sentence lists them: `a`, `a and b`, `a, b and c`.
package func listed(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}
