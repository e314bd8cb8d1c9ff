/// The name nearest to one that is unknown, when it is near enough to be what was meant.
///
/// Near enough is an edit distance below 4 and below half the length of the longer name. Case does not
/// count, and two neighbouring letters swapped are one edit. Of equally near names the first in
/// alphabetical order is taken.
package func nearestName(to unknown: String, among names: some Sequence<String>) -> String? {
  let letters = Array(unknown.lowercased())
  var nearest: (name: String, distance: Int)?
  for name in names.sorted() {
    let other = Array(name.lowercased())
    guard abs(letters.count - other.count) < 4 else { continue }
    let distance = editDistance(letters, other)
    guard distance < 4, 2 * distance < max(letters.count, other.count) else { continue }
    if distance < nearest?.distance ?? .max { nearest = (name, distance) }
  }
  return nearest?.name
}

/// What could have stood in the place of an unknown name, and the one that was probably meant.
///
///     expected one of 'adam', 'rmsprop', 'sgd'; did you mean 'adam'?
///
/// More than five names, or names with notes (a range, where a plugin comes from), become a list of
/// lines below the sentence, sorted.
package func alternatives(
  to unknown: String, among names: some Sequence<String>, notes: [String: String] = [:]
) -> String {
  let names = Set(names).sorted()
  let question = nearestName(to: unknown, among: names).map { "; did you mean '\($0)'?" } ?? ""
  guard names.contains(where: { notes[$0] != nil }) || names.count > 5 else {
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    switch names.count {
    case 0: return "expected nothing here"
    case 1: return "expected \(list)" + question
    default: return "expected one of \(list)" + question
    }
  }
  let width = names.map(\.count).max() ?? 0
  let lines = names.map { name in
    guard let note = notes[name] else { return "    \(name)" }
    return "    \(name)" + String(repeating: " ", count: width - name.count + 2) + note
  }
  let count = names.count == 1 ? "expected this" : "expected one of these \(names.count)"
  return ([count + question] + lines).joined(separator: "\n")
}

/// The least number of insertions, deletions, substitutions and swaps of neighbours.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var distance = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        distance = min(distance, beforeLast[j - 1] + 1)
      }
      row.append(distance)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
