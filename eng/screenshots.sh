#!/usr/bin/env bash
# Makes the pictures of the README from the running demo: light, dark and phone width, into docs/pictures.
set -euo pipefail
cd "$(dirname "$0")/.."
bash eng/packages.sh
mkdir -p docs/pictures
dotnet build VoiceDock.Tests -nologo -v q
VOICEDOCK_PICTURES="$PWD/docs/pictures" dotnet VoiceDock.Tests/bin/Debug/net10.0/VoiceDock.Tests.dll \
  -class VoiceDock.Tests.Browser.Pictures.PictureTests -explicit only
