import Glibc

/// Runs a script with bash, in a folder of its own that goes with it, and with the program under test first on
/// the path: it lies where this process's own executable does. Gives standard output, standard error, status.
func bash(_ script: String) throws -> (output: String, errors: String, status: Int32) {
  let setting = """
    PATH="$(dirname "$(readlink "/proc/$PPID/exe")"):$PATH"
    folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder" || exit 99
    exec 2>"$folder/errors"

    """
  // The errors follow the output behind a mark, since popen gives one stream.
  let ending = "\n) ; status=$?; printf '\\x01'; cat \"$folder/errors\"; exit $status\n"
  let quoted = (setting + "(\n" + script + ending).replacing("'", with: "'\\''")
  guard let stream = popen("exec bash -c '\(quoted)'", "r") else { throw BashFailure() }
  var bytes: [UInt8] = []
  while true {
    let byte = fgetc(stream)
    if byte == EOF { break }
    bytes.append(UInt8(truncatingIfNeeded: byte))
  }
  let status = pclose(stream)
  let parts = bytes.split(separator: 1, maxSplits: 1, omittingEmptySubsequences: false)
    .map { String(decoding: $0, as: UTF8.self) }
  guard parts.count == 2 else { throw BashFailure() }
  return (parts[0], parts[1], (status >> 8) & 0xff)
}

struct BashFailure: Error {}
