#!/usr/bin/env bash
# Make sure that a Chromium and xmllint are there; install what is missing, or say what to do.
set -euo pipefail

missing=()
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[ -n "$browser" ] || missing+=(chromium)
command -v xmllint >/dev/null || missing+=(libxml2-utils)
[ ${#missing[@]} -gt 0 ] || exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
  echo "Installing ${missing[*]}" >&2
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  exit 0
fi
if [ -z "$browser" ] && .venv/bin/python -m playwright install chromium; then
  [ ${#missing[@]} -gt 1 ] || exit 0
fi
echo "The tests need ${missing[*]}: install them with your system's package manager and run this again." >&2
exit 1
