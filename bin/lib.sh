# Shared by ./run, ./test and bin/*: packages, Node, the web app, the presets. Sourced, never run.
# shellcheck shell=bash
# Rules: nothing is done twice (a second run costs milliseconds and needs no root), a long step says what it does,
# the noise goes to build/logs, and a failure shows its last lines and what to do.

essaim_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$essaim_root" || exit 1
mkdir -p build/logs build/stamps
export CCACHE_DIR="${CCACHE_DIR:-$HOME/.cache/essaim-ccache}" CCACHE_MAXSIZE="${CCACHE_MAXSIZE:-5G}"
export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false npm_config_loglevel=error

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# step LOG "What is being done" command …: quiet, with a sign of life. On failure: the log's end, and status 1.
step() {
  local log="build/logs/$1.log" what=$2 start=$SECONDS next=15 pid status=0
  shift 2
  say "$what"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    if (( SECONDS - start >= next )); then
      printf '  … %d s  %s\n' $((SECONDS - start)) "$(tail -n 1 "$log" | tr -d '\r' | cut -c 1-90)"
      next=$((next + 30))
    fi
  done
  wait "$pid" || status=$?
  if (( status )); then
    printf '\nThis step failed: %s\nThe last lines of %s:\n\n' "$what" "$log" >&2
    tail -n 40 "$log" >&2
    return 1
  fi
}

# newer_than STAMP path …: is anything there newer than the stamp (or the stamp missing)? Folders count: a deleted
# file changes its folder. About 10 ms for the whole tree.
newer_than() {
  local stamp=$1 path found=()
  shift
  [[ -e $stamp ]] || return 0
  for path in "$@"; do [[ -e $path ]] && found+=("$path"); done
  [[ -n $(find "${found[@]}" \( -name node_modules -o -name .svelte-kit -o -path web/build -o -name test-results \) -prune \
          -o -newer "$stamp" -print -quit) ]]
}

packages_of() {  # the packages of these sections of cmake/packages.txt
  local section
  for section in "$@"; do
    awk -v want="[$section]" '/^\[/ { on = ($1 == want); next } on && NF && $1 !~ /^#/ { print $1 }' cmake/packages.txt
  done
}

missing_packages() {
  local names=("$@")
  dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${names[@]}" 2>/dev/null | awk '$1 == "installed" { print $2 }' |
    sort -u | comm -13 - <(printf '%s\n' "${names[@]}" | sort -u)
}

install_packages() {
  local as_root=()
  if (( EUID )); then
    command -v sudo >/dev/null || fail "These packages are missing: $*
Please install them as root, then start again:
  apt-get update && apt-get install --no-install-recommends $*"
    as_root=(sudo)
    sudo -v || fail "Installing packages needs root: use an account with sudo, or install them yourself: $*"
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 -o Acquire::Retries=3)
  local hint="Installing failed. Is the network there? The log is build/logs/packages.log"
  # Lists are refreshed only when there are none, or when what they name has gone.
  if ! compgen -G '/var/lib/apt/lists/*Packages*' >/dev/null; then
    step package-lists "Fetching Debian's package lists" "${apt[@]}" update || fail "$hint"
  fi
  if ! step packages "Installing $# Debian packages" "${apt[@]}" install -y --no-install-recommends "$@" 2>/dev/null; then
    step package-lists "Fetching Debian's package lists again" "${apt[@]}" update || fail "$hint"
    step packages "Installing $# Debian packages" "${apt[@]}" install -y --no-install-recommends "$@" || fail "$hint"
  fi
}

ensure_packages() {  # sections
  local wanted=() missing=()
  command -v dpkg-query >/dev/null || fail "Essaim is built on Debian 12; this system has no dpkg."
  mapfile -t wanted < <(packages_of "$@")
  mapfile -t missing < <(missing_packages "${wanted[@]}")
  (( ${#missing[@]} == 0 )) || install_packages "${missing[@]}"
}

fetch_node() { (cd build/node && npm install --prefix . --no-save node@22 npm@11); }

# Node 22 or later in PATH. Debian 12 brings 18: its npm then fetches npm's node@22, a whole binary, into build/node.
ensure_node() {
  local here="$PWD/build/node/node_modules/.bin" major
  if [[ -x $here/node && -x $here/npm ]]; then
    PATH="$here:$PATH"
    return
  fi
  major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p' || true)
  (( ${major:-0} >= 22 )) && command -v npm >/dev/null && return
  command -v npm >/dev/null || install_packages nodejs npm
  mkdir -p build/node
  step node "Fetching Node 22 into build/node" fetch_node ||
    fail "Fetching Node failed. Is the npm registry reachable (npm ping)? The log is build/logs/node.log"
  PATH="$here:$PATH"
}

# ensure_modules FOLDER: npm ci when its lock file changed.
ensure_modules() {
  local folder=$1 name stamp
  name=${1//\//-}
  stamp=$folder/node_modules/.essaim-lock
  [[ -f $folder/package-lock.json ]] || return 0
  if ! cmp -s "$folder/package-lock.json" "$stamp"; then
    step "npm-$name" "Fetching npm packages for $folder" npm ci --prefix "$folder" ||
      fail "npm ci failed in $folder. Is the npm registry reachable? The log is build/logs/npm-$name.log"
    cp "$folder/package-lock.json" "$stamp"
  fi
}

content_of() {  # one hash over the names and bytes of these paths
  find "$@" \( -name node_modules -o -name .svelte-kit -o -path web/build -o -name test-results \) -prune \
    -o -type f -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -d ' ' -f 1
}

# The web app into web/build, when its sources, the catalogues or the API changed.
ensure_web() {
  [[ -f web/package.json ]] || return 0
  local inputs=() path before now
  for path in web locales api; do [[ -e $path ]] && inputs+=("$path"); done
  before=build/stamps/web
  if [[ -d web/build ]] && ! newer_than "$before" "${inputs[@]}"; then return 0; fi
  touch build/stamps/web.started
  now=$(content_of "${inputs[@]}")
  if [[ ! -d web/build || $now != "$(cat "$before" 2>/dev/null)" ]]; then
    ensure_node
    ensure_modules web
    step web "Building the web app" npm run --prefix web build || fail "The web app did not build: build/logs/web.log"
    touch build/stamps/web.built
    now=$(content_of "${inputs[@]}")  # generated files may have changed
  fi
  printf '%s\n' "$now" >"$before"
  touch -r build/stamps/web.started "$before"
}

server_inputs=(server cmake locales emails CMakeLists.txt CMakePresets.json build/stamps/web.built)

# ensure_preset PRESET [target …]: built, when a source is newer than its last build.
ensure_preset() {
  local preset=$1 stamp="build/stamps/$1"
  newer_than "$stamp" "${server_inputs[@]}" tests/fuzz bin/build || return 0
  touch "$stamp.started"
  step "$preset" "Building the server ($preset)" bin/build "$@" ||
    fail "The server did not build ($preset): the whole log is build/logs/$preset.log"
  mv "$stamp.started" "$stamp"
}

ensure_release() {
  if [[ -x build/release/essaim ]] && ! newer_than build/stamps/release "${server_inputs[@]}" &&
     ! newer_than build/stamps/web web locales api; then
    return 0
  fi
  ensure_packages build run
  ensure_web
  ensure_preset release
}
