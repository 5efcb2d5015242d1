import Glibc

/// Runs a command with `sh`, in the package's folder and with the program under test first on the path.
/// Returns what it wrote to standard output, and its exit status.
func shell(_ command: String) -> (output: String, status: Int32) {
  let path = "export PATH='\(programFolder)':\"$PATH\"; cd '\(PackageFiles.root)' || exit; "
  guard let pipe = popen("{ \(path)\(command)\n}", "r") else { return ("", -1) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = fread(&buffer, 1, buffer.count, pipe)
    guard count > 0 else { break }
    bytes += buffer[..<count]
  }
  let status = pclose(pipe)
  return (String(decoding: bytes, as: UTF8.self), (status >> 8) & 0xff)
}

/// The folder that the tests were built into, where the program lies too.
let programFolder: String = {
  var buffer = [UInt8](repeating: 0, count: 4_096)
  let count = buffer.withUnsafeMutableBytes { bytes in
    readlink("/proc/self/exe", bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
  }
  let program = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  return String(program[..<(program.lastIndex(of: "/") ?? program.startIndex)])
}()
