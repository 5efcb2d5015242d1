import CZlib
import Engine
import Glibc
import Syntax

@testable import Interchange

/// An engine and a folder of files that are imported into it.
final class ImportDesk {
  let engine = Engine()
  let folder: String
  private(set) var rejects: [RejectedRow] = []

  init(_ program: String = "") {
    var template = Array("/tmp/dossier-test-XXXXXX".utf8CString)
    let isMade = template.withUnsafeMutableBufferPointer {
      $0.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    folder =
      isMade ? String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self) : "/nowhere"
    engine.keepsHistory = true
    for statement in Parser.parse(SourceText(name: "d", text: program)).statements {
      switch statement.kind {
      case .declaration(let declaration): try? engine.declare(declaration, in: statement)
      case .fact(let fact): _ = try? engine.assert(fact, in: statement)
      default: break
      }
    }
  }

  deinit {
    if let stream = opendir(folder) {
      while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        unlink("\(folder)/\(name)")
      }
      closedir(stream)
    }
    rmdir(folder)
  }

  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let path = "\(folder)/\(name)"
    if let file = fopen(path, "w") {
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }
    return path
  }

  /// Imports a file as a step; what is thrown leaves nothing.
  func load(
    path: String, into templates: [String] = [], rejecting: Bool = false,
    _ set: (inout ImportOptions) -> Void = { _ in }
  ) throws(EngineError) -> ImportSummary {
    var options = ImportOptions()
    for text in templates {
      do throws(Diagnostic) {
        options.templates.append(try TemplateParser.parse(SourceText(name: "--into", text: text)))
      } catch {
        throw .invalid([error])
      }
    }
    set(&options)
    rejects = []
    let mark = engine.mark()
    do throws(EngineError) {
      let file = FileImport(path, options)
      let budget = engine.budget()
      let plan = try file.plan(for: engine, budget)
      let reject = rejecting ? { (row: RejectedRow) in self.rejects.append(row) } : nil
      let summary = try file.run(plan, into: engine, budget, .load, reject: reject)
      engine.release(mark)
      engine.endStep("import", of: .file, at: 0)
      return summary
    } catch {
      engine.rollback(to: mark)
      throw error
    }
  }

  /// What a text imported under a name gives: the facts of a relation, or what is wrong, without the folder.
  func outcome(
    _ name: String, _ text: String, into templates: String..., of relation: String = "r",
    rejecting: Bool = false, _ set: (inout ImportOptions) -> Void = { _ in }
  ) -> [String] {
    do throws(EngineError) {
      _ = try load(path: write(name, Array(text.utf8)), into: templates, rejecting: rejecting, set)
      return facts(of: relation)
    } catch {
      return messages(error)
    }
  }

  func messages(_ error: EngineError) -> [String] {
    guard case .invalid(let diagnostics) = error else { return ["stopped"] }
    return diagnostics.map { diagnostic in
      var parts = [diagnostic.message.replacing(folder + "/", with: "")]
      if let range = diagnostic.range, let source = diagnostic.source {
        parts.append("at '\(source.text(range))'")
      }
      if let mend = diagnostic.mend { parts.append(mend) }
      return (parts + diagnostic.notes).joined(separator: " | ")
    }
  }

  func facts(of relation: String) -> [String] { ((try? engine.facts(of: relation)) ?? []).map(\.text) }

  func columns(of relation: String) -> [String] {
    (engine.relation(named: relation)?.columns ?? []).map { "\($0.name ?? "-"): \($0.type.rawValue)" }
  }

  /// Bytes as gzip packs them.
  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)
    )
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + 1024)
    let made = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        deflate(&stream, Z_FINISH)
        return output.count - Int(stream.avail_out)
      }
    }
    deflateEnd(&stream)
    return Array(output[..<made])
  }
}

/// Data that may lie beside the package.
enum SharedData {
  static func path(_ name: String) -> String {
    var folder = Substring(#filePath)
    for _ in 0..<3 { folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)] }
    return "\(folder)/../shared/data/\(name)"
  }

  static func isThere(_ name: String) -> Bool { access(path(name), R_OK) == 0 }
}
