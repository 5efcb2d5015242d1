/// Reads XML as far as pictures have it, and refuses what is not well-formed.
struct MarkupReader {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// What stands directly in it, with references resolved.
    var text = ""

    subscript(_ attribute: String) -> String? { attributes[attribute] }

    func number(_ attribute: String) throws -> Int {
      guard let number = attributes[attribute].flatMap({ Int($0) }) else {
        throw Malformed(description: "\(name) has no number '\(attribute)'")
      }
      return number
    }
  }

  struct Malformed: Error, CustomStringConvertible {
    var description: String
  }

  /// In the order of their start tags.
  private(set) var elements: [Element] = []
  private var rest: Substring

  init(_ text: String) throws {
    rest = text[...]
    var open: [Int] = []
    while !rest.isEmpty {
      guard rest.first == "<" else {
        let text = try resolved(rest.prefix { $0 != "<" }, isAttribute: false)
        if let last = open.last {
          elements[last].text += text
        } else if text.contains(where: { !$0.isWhitespace }) {
          throw Malformed(description: "text outside the root: \(text)")
        }
        rest = rest.drop { $0 != "<" }
        continue
      }
      rest = rest.dropFirst()
      if rest.first == "/" {
        rest = rest.dropFirst()
        let name = try takeName()
        guard let last = open.popLast(), elements[last].name == name else {
          throw Malformed(description: "</\(name)> ends nothing")
        }
        try take(">")
        continue
      }
      if open.isEmpty, !elements.isEmpty { throw Malformed(description: "a second root") }
      let name = try takeName()
      let attributes = try takeAttributes()
      elements.append(Element(name: name, attributes: attributes))
      if rest.first == "/" { rest = rest.dropFirst() } else { open.append(elements.count - 1) }
      try take(">")
    }
    guard open.isEmpty, !elements.isEmpty else { throw Malformed(description: "an element is not closed") }
  }

  private mutating func take(_ character: Character) throws {
    guard rest.first == character else {
      throw Malformed(description: "no '\(character)' before \(rest.prefix(20))")
    }
    rest = rest.dropFirst()
  }

  private mutating func takeName() throws -> String {
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-:_.".contains($0)) }
    guard let first = name.first, first.isLetter else {
      throw Malformed(description: "no name: \(rest.prefix(20))")
    }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  private mutating func takeAttributes() throws -> [String: String] {
    var attributes: [String: String] = [:]
    while rest.first?.isWhitespace == true {
      rest = rest.drop(while: \.isWhitespace)
      guard rest.first != "/", rest.first != ">" else { break }
      let name = try takeName()
      try take("=")
      try take("\"")
      let value = try resolved(rest.prefix { $0 != "\"" }, isAttribute: true)
      rest = rest.drop { $0 != "\"" }
      try take("\"")
      if attributes.updateValue(value, forKey: name) != nil { throw Malformed(description: "\(name) twice") }
    }
    return attributes
  }

  private func resolved(_ text: Substring, isAttribute: Bool) throws -> String {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: break
      default: throw Malformed(description: "U+\(String(scalar.value, radix: 16)) is no character of XML")
      }
    }
    if isAttribute, text.contains("<") { throw Malformed(description: "'<' in an attribute") }
    if text.contains("]]>") { throw Malformed(description: "']]>' in text") }
    var result = ""
    var rest = text
    while let character = rest.popFirst() {
      guard character == "&" else {
        result.append(character)
        continue
      }
      let names = ["amp": "&", "lt": "<", "gt": ">", "quot": "\""]
      let name = String(rest.prefix { $0 != ";" })
      guard let meant = names[name] else {
        throw Malformed(description: "&\(name.prefix(10)) is no reference")
      }
      result += meant
      rest = rest.dropFirst(name.count + 1)
    }
    return result
  }
}
