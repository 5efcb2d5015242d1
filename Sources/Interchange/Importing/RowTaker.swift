/// Makes facts of rows.
protocol RowTaker {
  var targets: [ImportTarget] { get }

  /// Stages the facts that a row gives; gives why there are none where that is no mistake. Throws where the row is a bad
  /// one.
  func take(_ row: any RecordReader, into staged: inout StagedFacts) throws(RowError) -> String?
}

/// Makes of each row a fact by each template.
struct TemplateTaker: RowTaker {
  var targets: [ImportTarget]
  var recipes: [FactRecipe]

  func take(_ row: any RecordReader, into staged: inout StagedFacts) throws(RowError) -> String? {
    var isTaken = false
    for recipe in recipes where try recipe.take(row, into: &staged) { isTaken = true }
    return isTaken ? nil : "with an empty field"
  }
}
