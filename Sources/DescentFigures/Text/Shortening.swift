extension String {
  /// The text on one line, without what could reach out of it.
  ///
  /// White space becomes one space, controls of direction and of joining go, and a letter keeps two
  /// of its marks.
  package var onOneLine: String {
    var line = ""
    for character in self {
      if character.isWhitespace {
        if !line.isEmpty, line.last != " " { line.append(" ") }
        continue
      }
      var marks = 0
      for scalar in character.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate:
          continue
        case .nonspacingMark, .enclosingMark, .spacingMark:
          marks += 1
          if marks > 2 { continue }
        default: break
        }
        line.unicodeScalars.append(scalar)
      }
    }
    return line.last == " " ? String(line.dropLast()) : line
  }

  /// The text with as much left out in the middle as does not fit: `learning_ra…w_decay`.
  package func shortened(toWidth width: Double, style: TextStyle) -> String {
    guard TextMeasure.width(of: self, style: style) > max(width, 0) else { return self }
    // Names differ at their ends, so both ends stay; the widest cut that fits is searched for.
    let characters = Array(self)
    var (fitting, tooMany) = (0, characters.count)
    func cut(to kept: Int) -> String {
      String(characters.prefix((kept + 1) / 2)) + "…" + String(characters.suffix(kept / 2))
    }
    while tooMany - fitting > 1 {
      let middle = (fitting + tooMany) / 2
      if TextMeasure.width(of: cut(to: middle), style: style) <= width {
        fitting = middle
      } else {
        tooMany = middle
      }
    }
    return cut(to: fitting)
  }

  /// The text in lines that fit, broken between words.
  package func wrapped(toWidth width: Double, style: TextStyle) -> [String] {
    var lines: [String] = []
    for word in onOneLine.split(separator: " ") {
      let word = String(word).shortened(toWidth: width, style: style)
      if let last = lines.last,
        TextMeasure.width(of: last + " " + word, style: style) <= width
      {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }
}
