#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A private PostgreSQL for tests and benches: a cluster of its own in a new temporary folder, reached
# through a socket in it and not over any network. The machine's own cluster is left alone.
#   tools/postgres.sh start [OPTION=VALUE…]   prints the folder, which is also the socket's
#   tools/postgres.sh stop FOLDER             ends it and takes the folder away
#   tools/postgres.sh kill FOLDER             ends it as a power cut would; `again FOLDER` starts it
set -euo pipefail

give_up() {
  printf 'cisterna: %s\n' "$*" >&2
  exit 2
}

bindir() {
  local candidate newest=
  for candidate in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
    if [[ -x $candidate/initdb ]]; then newest=$candidate; fi
  done
  if [[ $newest ]]; then
    printf '%s\n' "$newest"
    return
  fi
  candidate=$(command -v initdb) || give_up "needs PostgreSQL (initdb, pg_ctl); install postgresql"
  dirname -- "$candidate"
}

# PostgreSQL refuses to run as root; its package made a user for it.
owner() {
  if [[ $(id -u) == 0 ]]; then
    runuser -u postgres -- env -C / LC_ALL=C "$@"
  else
    env -C / LC_ALL=C "$@"
  fi
}

begin() { # FOLDER
  owner "$bin/pg_ctl" -D "$1/data" -l "$1/log" -w -s start >&2 ||
    give_up "PostgreSQL did not start; see $1/log"
}

bin=$(bindir)
case ${1:-} in
  start)
    folder=$(owner mktemp -d "${TMPDIR:-/tmp}/cisterna-pg.XXXXXX")
    owner chmod 755 "$folder"
    owner "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync \
      >/dev/null || give_up "initdb failed"
    settings=("listen_addresses = ''" "unix_socket_directories = '$folder'" "max_connections = 60")
    for option in "${@:2}"; do settings+=("$option"); done
    printf '%s\n' "${settings[@]}" |
      owner tee -a "$folder/data/postgresql.conf" >/dev/null
    begin "$folder"
    printf '%s\n' "$folder"
    ;;
  again) begin "$2" ;;
  kill)
    # The postmaster first, so that it cannot see its children die and tidy up.
    postmaster=$(head -1 "$2/data/postmaster.pid")
    children=$(pgrep -P "$postmaster") || children=
    kill -9 "$postmaster" $children
    while kill -0 "$postmaster" 2>/dev/null; do sleep 0.02; done
    ;;
  stop)
    owner "$bin/pg_ctl" -D "$2/data" -m immediate -w -s stop >&2 || true
    [[ $2 == *cisterna-pg.* ]] && rm -rf "$2"
    ;;
  *) give_up "usage: tools/postgres.sh start|stop|kill|again" ;;
esac
