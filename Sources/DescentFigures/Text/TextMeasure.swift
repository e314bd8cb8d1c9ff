/// How wide text is, by the letters' advance widths in Helvetica and the fonts made to replace it.
package enum TextMeasure {
  /// Of the characters from space to tilde, in thousandths of the font's size.
  ///
  /// Adobe's font metrics of Helvetica, which Arial, Liberation Sans and Nimbus Sans share.
  private static let ascii: [Double] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]

  /// Bold letters are wider by up to a quarter, and by a tenth over a word.
  private static let bold = 1.1

  /// In pixels.
  package static func width(of text: String, style: TextStyle) -> Double {
    let thousandths = text.unicodeScalars.reduce(0) { $0 + advance(of: $1) }
    return thousandths / 1000 * style.size * (style.isBold ? bold : 1)
  }

  private static func advance(of scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x20...0x7E: return ascii[Int(scalar.value) - 0x20]
    case 0x2212, 0xD7, 0xB1: return 584
    case 0xB7: return 333
    case 0x2013, 0x2070...0x209F: return 556
    // Scripts and pictures of full width, and the long dashes and arrows.
    case 0x1100...0x115F, 0x2014, 0x2026, 0x2190...0x21FF, 0x2E80...0xA4CF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF:
      return 1000
    case 0x12000...0x1FFFF, 0x20000...0x3FFFF, 0xFDFD: return 1400
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    case .uppercaseLetter: return 780
    default: return 650
    }
  }
}
