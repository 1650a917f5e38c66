#!/usr/bin/env bash
# Runs every test (benches and pictures are made by scripts of their own). Installs the Debian packages they need when they are missing. The last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
log=$(mktemp)
trap 'rm -f "$log"' EXIT

failed_before() { echo "$1"; echo "0 passed, 1 failed"; exit 1; }

if ! bash eng/packages.sh; then
  # A developer's machine may do without: tests that need a missing program are skipped there and say so. CI may not.
  [ "${CI:-}" = true ] && failed_before "The tests' packages could not be installed."
fi
dotnet build VoiceDock.Web.sln -nologo -v q || failed_before "The build failed."
# White space and the order of imports; the rules of style are warnings of the build, which are errors.
dotnet format whitespace VoiceDock.Web.sln --no-restore --verify-no-changes --verbosity quiet || failed_before "The formatter would change files: run dotnet format VoiceDock.Web.sln."

run_tests() { dotnet test --solution VoiceDock.Web.sln --no-build "$@" 2>&1; }

# Kind=Inside: what another test starts in a process of its own.
run_tests --filter-not-trait Kind=Bench --filter-not-trait Kind=Picture --filter-not-trait Kind=Inside "$@" | tee "$log"
status=${PIPESTATUS[0]}

# The names stand at the end, where a record that keeps only the last lines still has them.
grep -E -A 12 '^ *failed ' "$log" | cut -c1-400 | tail -n 60

count() { grep -oE "^ *$1: [0-9]+" "$log" | tail -n 1 | grep -oE '[0-9]+$'; }
passed=$(count succeeded)
failed=$(count failed)
skipped=$(count skipped)
[ -n "$passed" ] && [ -n "$failed" ] || { passed=${passed:-0}; failed=$(( ${failed:-0} + 1 )); echo "The test runner printed no summary."; }

# Packets have their times, and a machine that is busy with other things can make a test miss one. Up to eight that failed are run again, alone
# and twice; one that fails again has failed. Each is named at the end: a test that needs this wants mending.
unsteady=()
if [ "$failed" -ge 1 ] && [ "$failed" -le 8 ]; then
  mapfile -t methods < <(sed -nE 's/^ *failed ([A-Za-z0-9_.+]+).*/\1/p' "$log" | sort -u)
  again=()
  for method in "${methods[@]}"; do again+=(--filter-method "$method"); done
  if [ "${#methods[@]}" -ge 1 ] && run_tests "${again[@]}" && run_tests "${again[@]}"; then
    passed=$((passed + failed)) failed=0 status=0
    unsteady=("${methods[@]}")
  fi
fi

if [ "${CI:-}" = true ] && [ "${skipped:-0}" -gt 0 ]; then
  echo "Skipped tests count as failures here."
  failed=$((failed + skipped))
fi
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
for method in "${unsteady[@]}"; do echo "Unsteady, passed alone: $method"; done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
