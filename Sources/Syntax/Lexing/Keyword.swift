/// Words that mean something in some places, and are names everywhere else.
package enum Keyword {
  package static let relation = "relation"
  package static let reads = "reads"
  package static let not = "not"
  package static let possibly = "possibly"
  package static let from = "from"
  package static let show = "show"
  package static let order = "order"
  package static let by = "by"
  package static let desc = "desc"
  package static let asc = "asc"
  package static let limit = "limit"
  package static let include = "include"
  package static let parameter = "parameter"
  package static let any = "any"
  package static let mod = "mod"
  /// The day on which the session started; the text is written `"today"`.
  package static let today = "today"

  /// For completion and highlighting.
  package static let all = [
    relation, reads, not, possibly, from, show, order, by, desc, asc, limit, include, parameter, any, mod,
    today,
  ]
}
