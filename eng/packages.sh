#!/usr/bin/env bash
# Installs the Debian packages of eng/packages.txt that are missing. Says what is missing where it cannot install.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
missing=()
while read -r program package; do
  case "$program" in
    ''|'#'*) continue ;;
    /*) compgen -G "$program" >/dev/null || missing+=("$package") ;;
    *) command -v "$program" >/dev/null 2>&1 || missing+=("$package") ;;
  esac
done <"$here/packages.txt"
fc-list 2>/dev/null | grep -i dejavu >/dev/null || missing+=(fonts-dejavu-core)
[ ${#missing[@]} -eq 0 ] && exit 0

echo "Missing packages: ${missing[*]}"
command -v apt-get >/dev/null 2>&1 || { echo "This machine has no apt-get; install them by hand."; exit 1; }
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || { echo "Run as root: apt-get install ${missing[*]}"; exit 1; }
  as_root=(sudo -n)
fi
"${as_root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
