import Syntax

/// How wide text is taken to be in a picture: not narrower than the usual fonts without serifs set it,
/// whichever of them is there, so that what fits by this measure fits.
struct PictureFont {
  /// Pixels.
  let size: Int
  var isBold = false

  static let sentence = PictureFont(size: 13)
  static let heading = PictureFont(size: 13, isBold: true)
  static let remark = PictureFont(size: 11)

  /// From one line to the next.
  var lineHeight: Int { size + 4 }

  /// Pixels, rounded up.
  func width(of text: String) -> Int {
    (text.reduce(0) { $0 + thousandths($1) } * size + 999) / 1000
  }

  /// The text in lines of at most so many pixels.
  func wrapped(_ text: String, width: Int) -> [String] {
    DisplayText.wrapped(text, width: width * 1000 / size, measure: thousandths)
  }

  /// The width of a character in thousandths of the font's size.
  private func thousandths(_ character: Character) -> Int {
    let regular: Int
    switch character {
    case " ", "\u{a0}", "i", "j", "l", "f", "t", "r", "I", "J", ".", ",", ":", ";", "'", "!", "|", "(", ")",
      "[", "]", "/", "\\", "-":
      regular = 420
    case "m", "w", "M", "W", "@", "%", "…", "—": regular = 1000
    case "=", "+", "<", ">", "~", "^", "#", "&", "→", "A"..."Z": regular = 850
    case "\u{20}"..."\u{7e}": regular = 640
    default:
      // Letters of other alphabets are up to a size wide, and what a terminal gives two columns to is wider
      // still.
      switch DisplayWidth.of(character) {
      case ...0: regular = 0
      case 1: regular = 1080
      default: regular = 1300
      }
    }
    return isBold ? regular * 115 / 100 : regular
  }
}
