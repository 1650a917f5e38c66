#!/usr/bin/env bash
# Measures this tree beside its peers in one run and prints ratios:  eng/bench.sh [relay] [setup] [failover] [health] [talk] [main]   (all without a word)
#   --quick            small numbers, for correctness only      --blocks N, --seconds N   more rounds, longer rounds
#   --write FILE       also writes the tables into the page (docs/benchmarks.md)        --urgent   for a machine that is busy otherwise
# Peers come from Debian (rtpengine-daemon kamailio sip-tester gcc libc6-dev); what is missing is said and left out. ASTERISK=/path/to/asterisk adds that one.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build VoiceDock.Tests -c Release -nologo -v q
exec dotnet bench/bin/Release/net10.0/VoiceDock.Bench.dll run "$@"
