#!/usr/bin/env bash
# Makes the pictures of the README from the running demo: light, dark and phone width, into docs/pictures:  eng/screenshots.sh
# With a folder, a picture of every page goes there instead, to look at:  eng/screenshots.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
bash eng/packages.sh
folder=${1:-$PWD/docs/pictures}
mkdir -p "$folder"
dotnet build VoiceDock.Tests -nologo -v q
VOICEDOCK_PICTURES="$(realpath "$folder")" dotnet VoiceDock.Tests/bin/Debug/net10.0/VoiceDock.Tests.dll \
  -method "VoiceDock.Tests.Browser.Pictures.PictureTests.$([ $# = 0 ] && echo Pictures_OfTheRunningDemo_AreMade || echo EveryPage_IsPictured)" -explicit only
