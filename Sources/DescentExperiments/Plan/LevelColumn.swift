import Descent

/// The level of one path in every configuration.
///
/// Configurations share their sections, so there are few levels to work out and to keep.
struct LevelColumn: RandomAccessCollection {
  /// In the order in which they occur, perhaps more than once.
  private(set) var known: [Configuration.Level] = []
  /// For each configuration the place among them, −1 for none.
  private var places: [Int32] = []

  var startIndex: Int { 0 }
  var endIndex: Int { places.count }

  subscript(index: Int) -> Configuration.Level? {
    places[index] < 0 ? nil : known[Int(places[index])]
  }

  /// - Parameters:
  ///   - path: A varied path.
  ///   - configurations: All of them.
  ///   - isRow: Whether it is the name of a zip axis, whose rows are in no section.
  init(_ path: String, _ configurations: [Configuration], isRow: Bool) {
    places.reserveCapacity(configurations.count)
    guard !isRow else {
      var seen: [String: Int32] = [:]
      for configuration in configurations {
        guard let level = configuration.level(path) else {
          places.append(-1)
          continue
        }
        places.append(place(of: level, among: &seen, key: level.text))
      }
      return
    }
    let isOfLayers = ["model.depth", "model.width"].contains(path)
    let section = Section.place(of: isOfLayers ? "model.hidden" : path).section
    let name = Slot(rawValue: path) == nil ? section : path
    var seen: [ObjectIdentifier: Int32] = [:]
    var index = 0
    for configuration in configurations {
      // Most configurations have the same sections, in the same order.
      let sections = configuration.sections
      if !sections.indices.contains(index) || sections[index].name != name {
        index = sections.firstIndex { $0.name == name } ?? sections.endIndex
      }
      guard index < sections.endIndex else {
        places.append(-1)
        continue
      }
      let key = ObjectIdentifier(sections[index])
      if let place = seen[key] {
        places.append(place)
      } else if let level = configuration.level(path) {
        places.append(place(of: level, among: &seen, key: key))
      } else {
        seen[key] = -1
        places.append(-1)
      }
    }
  }

  private mutating func place<Key: Hashable>(
    of level: Configuration.Level, among seen: inout [Key: Int32], key: Key
  ) -> Int32 {
    if let place = seen[key] { return place }
    let place = Int32(known.count)
    known.append(level)
    seen[key] = place
    return place
  }
}
