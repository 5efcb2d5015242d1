# Sourced by the other scripts. Afterwards `root` is the package's folder and the current one, and `swift` runs.
# Says what it installs on standard error, and nothing when nothing is missing.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
script=${0##*/}

say() { printf '%s: %s\n' "$script" "$*" >&2; }
fail() { say "$*"; exit 1; }

# Puts a toolchain that is installed but not on the PATH there.
find_swift() {
  command -v swift >/dev/null && return
  local folder
  for folder in "${HOME-}/.local/share/swiftly/bin" /opt/swift/usr/bin /opt/swift/bin /usr/local/swift/usr/bin \
    /usr/local/swift/bin /usr/libexec/swift/bin; do
    if [[ -x $folder/swift ]]; then
      PATH=$folder:$PATH
      return
    fi
  done
  fail "no Swift toolchain found, on the PATH or where one usually lies (/opt/swift, /usr/local/swift, swiftly).
Dossier needs Swift 6.2 or later and is developed with 6.3. Install one as the Swift project's own
installation guide for Linux describes, make sure that \`swift --version\` runs, and start this again."
}

# Swift 6.2 is the first whose library checks UTF-8 where it stands (UTF8Span).
check_swift() {
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  [[ -n $version ]] || fail "'swift --version' did not answer; the toolchain at $(command -v swift) is incomplete"
  local major=${version%%.*} minor=${version#*.}
  if ((major < 6 || (major == 6 && minor < 2))); then
    fail "Swift $version at $(command -v swift) is too old: Dossier needs 6.2 or later"
  fi
}

# The packages of Debian and its kin that are missing: the libraries that Dossier
# uses, what Swift links with, what its tools load.
missing_packages() {
  command -v git >/dev/null || echo git
  command -v pkg-config >/dev/null || echo pkg-config
  pkg-config --exists libedit 2>/dev/null || echo libedit-dev
  pkg-config --exists sqlite3 2>/dev/null || echo libsqlite3-dev
  pkg-config --exists zlib 2>/dev/null || echo zlib1g-dev
  compgen -G '/usr/lib/gcc/*/*/libstdc++.so' >/dev/null || echo g++
  swift package --version >/dev/null 2>&1 || printf '%s\n' libcurl4-openssl-dev libxml2-dev libncurses-dev libsqlite3-dev
}

# Installs packages of Debian and its kin.
install() {
  command -v apt-get >/dev/null || fail "please install what Debian calls $*, then start this again"
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "please install as root: apt-get install $*"
    as_root=(sudo)
  fi
  say "installing $*"
  "${as_root[@]}" apt-get update -qq >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  ((${#missing[@]})) || return 0
  install "${missing[@]}"
}

prepare() {
  cd "$root"
  find_swift
  check_swift
  install_packages
}

# How the release program is built: with the standard library inside where the toolchain has it so, since the
# program then starts faster and runs where Swift is not installed.
release_options() {
  printf '%s\n' -c release --product dossier -Xlinker -s
  local library
  library=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
  if [[ -d ${library}_static ]]; then printf '%s\n' --static-swift-stdlib; fi
}

build_release() {
  local options
  mapfile -t options < <(release_options)
  swift build "${options[@]}"
}

# `swift build` or `swift test` on the engine alone, in a build folder of its own: Package.swift says what is in it.
engine_alone() {
  local command=$1 folder=$2
  shift 2
  DOSSIER_ENGINE_ALONE=1 swift "$command" --scratch-path ".build/$folder" "$@"
}

# The same for release code that tests and micro-benchmarks can look into; both are built from the same modules.
engine_release() {
  local command=$1
  shift
  engine_alone "$command" engine-release -c release -Xswiftc -enable-testing "$@"
}
