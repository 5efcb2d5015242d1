import Glibc

/// The character set that the C library, and with it libedit, reads and writes.
enum UTF8Locale {
  /// Takes the user's locale where it is a UTF-8 one, and else the plain one of the C library: under
  /// any other libedit drops what is not ASCII without a word.
  static func use() {
    if setlocale(LC_CTYPE, "") != nil, isUTF8 { return }
    for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] {
      if setlocale(LC_CTYPE, name) != nil, isUTF8 { return }
    }
  }

  private static var isUTF8: Bool {
    guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
    return strcmp(codeset, "UTF-8") == 0
  }
}
