import Glibc

/// Runs a command with `sh`, in the package's folder and with the program under test first on the path: it
/// lies where this process's own executable does. Returns what the command wrote to standard output, and
/// its exit status.
func shell(_ command: String) -> (output: String, status: Int32) {
  let setting = """
    PATH="$(dirname "$(readlink "/proc/$PPID/exe")"):$PATH"
    cd '\(PackageFiles.root)' || exit

    """
  guard let pipe = popen(setting + command + "\n", "r") else { return ("", -1) }
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
