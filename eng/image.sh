#!/usr/bin/env bash
# Builds the container image with buildah:  REGISTRY=host-of-the-dotnet-images eng/image.sh [tag]      (podman and docker take the same Dockerfile)
# Where buildah is not installed, or REGISTRY is not set, it checks the Dockerfile and what lies in deploy/ instead, and says so.
set -euo pipefail
cd "$(dirname "$0")/.."
tag=${1:-voicedock:latest}
problems=0

problem() { echo "eng/image.sh: $1" >&2; problems=$((problems + 1)); }
has() { grep -Eq -- "$2" "$1" || problem "$1: $3"; }

lint() {
  has Dockerfile '^USER [1-9][0-9]*(:[1-9][0-9]*)?$' "the last stage must run as a user by number that is not root"
  has Dockerfile '^HEALTHCHECK ' "no health check"
  has Dockerfile '^ENTRYPOINT \[' "the entry point must be a list, so that signals reach the program"
  ! grep -Eq '^(FROM|COPY --from=).*:latest' Dockerfile || problem "Dockerfile: an image without a version"
  ! grep -Eq '^ADD ' Dockerfile || problem "Dockerfile: COPY instead of ADD"
  ! grep -Eiq '^(ENV|ARG) .*(password|secret|token|key)=' Dockerfile || problem "Dockerfile: a secret in a layer"
  while read -r _ source _; do
    case "$source" in --*) continue ;; esac
    [ -e "$source" ] || problem "Dockerfile copies $source, which is not there"
  done < <(grep -E '^COPY ' Dockerfile)
  [ -x deploy/healthcheck.sh ] || problem "deploy/healthcheck.sh is not executable"
  bash -n deploy/healthcheck.sh || problem "deploy/healthcheck.sh cannot be read"
  if command -v hadolint >/dev/null 2>&1; then hadolint Dockerfile || problem "hadolint"; fi
  if command -v systemd-analyze >/dev/null 2>&1 && [ -x /usr/bin/dotnet ]; then
    systemd-analyze verify deploy/voicedock.service || problem "deploy/voicedock.service"
  fi
}

lint
[ "$problems" -eq 0 ] || exit 1
if ! command -v buildah >/dev/null 2>&1; then
  echo "buildah is not installed: Dockerfile and deploy/ were checked, no image was built."
elif [ -z "${REGISTRY:-}" ]; then
  echo "REGISTRY is not set: Dockerfile and deploy/ were checked, no image was built."
else
  buildah build --build-arg "REGISTRY=$REGISTRY" --format docker --tag "$tag" .
fi
