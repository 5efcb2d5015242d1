/// The candidate that a mistyped name most likely meant; nil where none is close.
///
/// Close is at most one edit for up to four letters, two for up to eight, three beyond, where an edit adds, drops or
/// changes a letter or swaps two neighbours (optimal string alignment). Upper and lower case count as the same. Of
/// equally close candidates the least text is taken, so that the answer does not depend on their order.
public func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  let written = Array(name.lowercased().unicodeScalars.prefix(64))
  guard !written.isEmpty else { return nil }
  let limit = written.count <= 4 ? 1 : written.count <= 8 ? 2 : 3
  var best: (text: String, distance: Int)?
  for candidate in candidates {
    let letters = Array(candidate.lowercased().unicodeScalars.prefix(64))
    let bound = best?.distance ?? limit
    guard abs(letters.count - written.count) <= bound else { continue }
    let distance = editDistance(written, letters)
    // A name of one or two letters is not close to one that shares no letter with it.
    guard distance <= limit, distance < max(written.count, letters.count) else { continue }
    if let known = best, (known.distance, known.text) <= (distance, candidate) { continue }
    best = (candidate, distance)
  }
  return best?.text
}

/// How many edits lead from one text to another, a swap of neighbours being one.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for row in 1...left.count {
    var current = [row]
    for column in 1...right.count {
      let change = left[row - 1] == right[column - 1] ? 0 : 1
      var cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + change)
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
        cost = min(cost, beforeLast[column - 2] + 1)
      }
      current.append(cost)
    }
    beforeLast = last
    last = current
  }
  return last[right.count]
}
