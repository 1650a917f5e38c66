#!/usr/bin/env bash
# Runs every test with a foreign peer and writes what passed into docs/interop.md. Fails when one of them does.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
bash eng/packages.sh || exit 1
dotnet build VoiceDock.Tests -nologo -v q || exit 1
tests=VoiceDock.Tests/bin/Debug/net10.0/VoiceDock.Tests.dll
results=$(mktemp)
trap 'rm -f "$results"' EXIT
dotnet "$tests" -noLogo -trait "Interop=*" -result-xml "$results"
status=$?
versions=$(dpkg-query -W -f '${Package} ${Version}, ' sip-tester kamailio baresip linphone-cli sipsak 2>/dev/null | sed 's/, $//')
VOICEDOCK_INTEROP_RESULTS="$results" VOICEDOCK_INTEROP_TABLE="$PWD/docs/interop.md" VOICEDOCK_INTEROP_VERSIONS="$versions (Debian)" \
  dotnet "$tests" -noLogo -method '*.InteropTableTests.Table_OfTheLastRun_IsWritten' -explicit only || exit 1
exit $status
