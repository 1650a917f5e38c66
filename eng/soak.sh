#!/usr/bin/env bash
# The long forms of the hostile tests, with their figures: generated traffic, a flood, guesses at calls, injected text,
# calls and key changes cut off by kill -9, a thousand transfers that fail, races of commands and hang-ups. About half an hour;
# each number can be set from outside. Another VOICEDOCK_HOSTILE_SEED gives other inputs, the same one the same inputs.
set -euo pipefail
cd "$(dirname "$0")/.."
export VOICEDOCK_HOSTILE_SEED=${VOICEDOCK_HOSTILE_SEED:-$RANDOM}
export VOICEDOCK_HOSTILE_MESSAGES=${VOICEDOCK_HOSTILE_MESSAGES:-1000000}
export VOICEDOCK_HOSTILE_READS=${VOICEDOCK_HOSTILE_READS:-1000000}
export VOICEDOCK_HOSTILE_INPUTS=${VOICEDOCK_HOSTILE_INPUTS:-1000000}
export VOICEDOCK_HOSTILE_GUESSES=${VOICEDOCK_HOSTILE_GUESSES:-100000}
export VOICEDOCK_HOSTILE_KILLED_CALLS=${VOICEDOCK_HOSTILE_KILLED_CALLS:-100}
export VOICEDOCK_HOSTILE_MATRIX_CODES=${VOICEDOCK_HOSTILE_MATRIX_CODES:-400}
export VOICEDOCK_HOSTILE_MATRIX_CROSSINGS=${VOICEDOCK_HOSTILE_MATRIX_CROSSINGS:-160}
export VOICEDOCK_HOSTILE_RACING_PAIRS=${VOICEDOCK_HOSTILE_RACING_PAIRS:-1000}
export VOICEDOCK_HOSTILE_KEY_KILLS=${VOICEDOCK_HOSTILE_KEY_KILLS:-100}
export VOICEDOCK_HOSTILE_HANG_UPS=${VOICEDOCK_HOSTILE_HANG_UPS:-500}
export VOICEDOCK_HOSTILE_FLOOD_SECONDS=${VOICEDOCK_HOSTILE_FLOOD_SECONDS:-60}
dotnet build VoiceDock.Tests -c Release -nologo -v q
env | grep ^VOICEDOCK_HOSTILE_ | sort
dotnet VoiceDock.Tests/bin/Release/net10.0/VoiceDock.Tests.dll -noLogo -noColor -showLiveOutput -class 'VoiceDock.Tests.Sip.Hostile.*' \
  -class 'VoiceDock.Tests.Core.Calls.Recovery.*' -class 'VoiceDock.Tests.Core.Calls.Matrix.*' \
  -class 'VoiceDock.Tests.Core.Keys.KilledKeyChangeTests' -class 'VoiceDock.Tests.Core.Keys.ManySecretsTests' |
  grep --line-buffered -E 'OUTPUT|FAIL|Failure|Seed|Total:' | cut -c 1-2000
