/// When rows are brought up to date rather than computed anew.
enum MaintenancePolicy {
  /// Where it takes less than a small part of the time that computing them took.
  case automatic
  /// Wherever it can be done.
  case always
  case never
}
