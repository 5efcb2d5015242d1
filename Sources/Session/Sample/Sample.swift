import Syntax

/// The dossier that ships inside the program.
enum Sample {
  static var source: SourceText { SourceText(name: "<sample>", bytes: PackageResources.sample_dl) }
}
