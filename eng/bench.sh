#!/usr/bin/env bash
# Prints the figures of the main job on this machine: media relay, SIP set-up, transfer latency, CPU and memory of 100 bridged calls.
# Take ratios, not absolutes: generator and subject share the machine.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build VoiceDock.Tests -c Release -nologo -v q
run() { dotnet VoiceDock.Tests/bin/Release/net10.0/VoiceDock.Tests.dll -noLogo -noColor -showLiveOutput "$@" | grep -E 'OUTPUT|FAIL|Total:' ; }
uname -srm; nproc; uptime
run -class VoiceDock.Tests.Bench.CallBench -explicit only
run -class VoiceDock.Tests.Media.MediaLoadTests
run -class VoiceDock.Tests.Sip.Dialogs.SetUpCostTests
