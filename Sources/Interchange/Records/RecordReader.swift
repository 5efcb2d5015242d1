/// What a field of a record was written as.
package enum FieldForm: UInt8, Sendable {
  /// Text that may stand for a value of any kind.
  case plain
  /// A text by its format: between quotes in JSON, TEXT in SQLite. It is no number, whatever it looks like.
  case string
  /// Nothing: a null, or a path that the record does not have.
  case absent
}

/// Reads the records of a file one by one, whatever its format.
package protocol RecordReader: AnyObject {
  /// Goes to the next record; false at the end.
  ///
  /// An error that is not fatal is that of one record, ``number`` and ``raw`` are its own, and the next call goes on
  /// behind it.
  func next() throws(RowError) -> Bool

  /// By what the record is found in its file: the line on which it starts, or its place among the records, from 1.
  var number: Int { get }
  var fieldCount: Int { get }
  /// The bytes of a field as they are meant.
  func field(_ index: Int) -> ArraySlice<UInt8>
  func form(_ index: Int) -> FieldForm
  /// The record as the file has it.
  var raw: [UInt8] { get }
  /// How many bytes of the file, as it is stored, have been read.
  var consumed: Int { get }
}
