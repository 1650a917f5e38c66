#!/usr/bin/env bash
# The tests with everything logged and every secret of theirs looked for: in logs at trace level, data folders, backups, pages, messages of circuits and
# answers.  eng/canary.sh [filters of the test runner, such as -namespace 'VoiceDock.Tests.Api*']
# Without filters it is the whole suite, which takes about half an hour. Fails on a hit, and on a failed test.
set -uo pipefail
cd "$(dirname "$0")/.."
export VOICEDOCK_CANARY=${VOICEDOCK_CANARY:-$(mktemp -d)}
mkdir -p "$VOICEDOCK_CANARY"
dotnet build VoiceDock.Tests -nologo -v q || exit 1
dotnet VoiceDock.Tests/bin/Debug/net10.0/VoiceDock.Tests.dll -noLogo -noColor -trait- Kind=Bench -trait- Kind=Picture -trait- Kind=Inside "$@" | grep -E 'FAIL|^  *VoiceDock.Tests  Total'
failed=${PIPESTATUS[0]}
shopt -s nullglob
counts=("$VOICEDOCK_CANARY"/counts-*.txt) left=("$VOICEDOCK_CANARY"/*.log)
[ "${#counts[@]}" -gt 0 ] && [ "${#left[@]}" -eq 0 ] || { echo "The run did not end: no counts, or logs that nobody searched, in $VOICEDOCK_CANARY."; exit 1; }
count() { awk -v place="$1" '$1 == place { n += $2 } END { print n + 0 }' "${counts[@]}"; }
hits=$(cat "$VOICEDOCK_CANARY"/hits-*.txt | wc -l)
sort "$VOICEDOCK_CANARY"/hits-*.txt | uniq -c | sort -rn | head -50
echo "$hits hits in $(count File) files, $(count Value) values of tables, $(count Page) pages, $(count Frame) frames, $(count Answer) answers, $(count Line) log lines"
[ "$hits" -eq 0 ] && [ "$failed" -eq 0 ]
