#!/usr/bin/env bash
# Run a command against a private PostgreSQL in a temporary folder; it is started here and stopped at the end.
set -euo pipefail

bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL's programs are not installed (Debian: apt-get install postgresql)." >&2; exit 1; }

folder=$(mktemp -d)
as_server=()
if [ "$(id -u)" -eq 0 ]; then
  as_server=(runuser -u postgres --)
  chown postgres "$folder"
fi
chmod 755 "$folder"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
stop() {
  "${as_server[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
cd "$(dirname "$0")/.."
(cd / && "${as_server[@]}" "$bin/initdb" -D "$folder/data" -U dateline --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null)
(cd / && "${as_server[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=off" start >/dev/null)
DATELINE_DATABASE_URL="postgres://dateline@127.0.0.1:$port/postgres" "$@"
