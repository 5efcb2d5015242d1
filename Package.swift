// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "dossier",
  products: [
    .executable(name: "dossier", targets: ["dossier"]),
    // For embedding: ask, assert and define from Swift.
    .library(name: "Dossier", targets: ["Engine", "Session"]),
  ],
  targets: [
    // libedit, the line editor.
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    // SQLite, which keeps dossiers, and zlib, which unpacks what is imported.
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // What Glibc hides from Swift: mremap.
    .systemLibrary(name: "CMemory"),
    // SQLite's connections and statements in Swift's terms.
    .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: settings),
    // Uncertain dates: EDTF text <-> bounds, three-valued tests, calendar arithmetic.
    .target(name: "Chronology", swiftSettings: settings),
    // Text -> tokens -> statements; diagnostics; the formatter.
    .target(name: "Syntax", dependencies: ["Chronology"], swiftSettings: settings),
    // Values, relations, analysis, planning, evaluation.
    .target(name: "Engine", dependencies: ["CMemory", "Chronology", "Syntax"], swiftSettings: settings),
    // The durable store: what an engine knows and how it came to know it, in an SQLite file.
    .target(
      name: "Archive", dependencies: ["Chronology", "Engine", "SQLite", "Syntax"], swiftSettings: settings),
    // Formats in and out: delimited text, JSON, SQLite tables, event files, a dossier's folder.
    .target(
      name: "Interchange", dependencies: ["CZlib", "Chronology", "Engine", "SQLite", "Syntax"],
      swiftSettings: settings),
    // What a prompt and a script share: a workspace, statements and commands on it.
    .target(
      name: "Session", dependencies: ["Archive", "Chronology", "Engine", "Interchange", "SQLite", "Syntax"],
      resources: [.embedInCode("Sample/sample.dl")], swiftSettings: settings),
    // The terminal: line editor, completion, colours.
    .target(name: "Shell", dependencies: ["CEdit", "Session"], swiftSettings: settings),
    // The program: arguments -> one call into Session or Shell.
    .executableTarget(
      name: "dossier", dependencies: ["Engine", "Interchange", "Session", "Shell", "Syntax"],
      swiftSettings: settings),

    .testTarget(name: "SQLiteTests", dependencies: ["SQLite"], swiftSettings: settings),
    .testTarget(name: "ChronologyTests", dependencies: ["Chronology"], swiftSettings: settings),
    .testTarget(name: "SyntaxTests", dependencies: ["Syntax"], swiftSettings: settings),
    .testTarget(name: "EngineTests", dependencies: ["Engine"], swiftSettings: settings),
    .testTarget(
      name: "ArchiveTests", dependencies: ["Archive", "Chronology", "Engine", "SQLite", "Syntax"],
      swiftSettings: settings),
    .testTarget(
      name: "InterchangeTests",
      dependencies: ["CZlib", "Chronology", "Engine", "Interchange", "SQLite", "Syntax"],
      swiftSettings: settings),
    .testTarget(
      name: "SessionTests",
      dependencies: [
        "Archive", "Chronology", "EmbeddingExample", "Engine", "Interchange", "SQLite", "Session", "Syntax",
      ],
      swiftSettings: settings),
    .testTarget(name: "ShellTests", dependencies: ["Shell"], swiftSettings: settings),
    .testTarget(name: "CommandLineTests", dependencies: ["dossier"], swiftSettings: settings),
    // The real program, as a process and on a pseudo-terminal.
    .testTarget(name: "EndToEnd", dependencies: ["CPTY", "EditorProbe", "dossier"], swiftSettings: settings),
    // The line editor with a small language of fixed names, for those tests to type at.
    .executableTarget(
      name: "EditorProbe", dependencies: ["Shell"], path: "Tests/EditorProbe", swiftSettings: settings),
    // What the documentation shows of the library, with its public interface alone.
    .executableTarget(
      name: "EmbeddingExample", dependencies: ["Engine", "Session"], path: "Tests/EmbeddingExample",
      swiftSettings: settings),
    // What Glibc hides from Swift: posix_openpt and its kin.
    .systemLibrary(name: "CPTY", path: "Tests/CPTY"),
  ]
)

// The engine alone, with its tests and the micro-benchmarks of its storage types: what `scripts/bench --micro`,
// `scripts/sanitize` and the release tests of `.ci/run` build. The micro-benchmarks look into the engine, which a
// release build allows only where it is told to (`-enable-testing`), so they are no part of the whole package.
if Context.environment["DOSSIER_ENGINE_ALONE"] != nil {
  package.products = []
  package.targets.removeAll {
    !["CMemory", "Chronology", "Syntax", "Engine", "EngineTests"].contains($0.name)
  }
  package.targets.append(
    .executableTarget(
      name: "EngineBenchmarks", dependencies: ["Engine"], path: "Tests/EngineBenchmarks",
      swiftSettings: settings))
}
