#!/usr/bin/env bash
# Asks the package source for known holes in everything the program is built from, also what comes along with a package:  eng/audit.sh
# Fails on any, and when the source cannot say. Before a release, and once a week; docs/security.md says how soon a finding is mended.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet restore -v q
failed=0
for project in VoiceDock.Core VoiceDock.Web VoiceDock.Tests bench; do
  report=$(dotnet list "$project" package --vulnerable --include-transitive --format json)
  python3 - "$project" "$report" <<'PY' || failed=1
import json, sys
name, report = sys.argv[1], json.loads(sys.argv[2])
problems = [p["text"] for p in report.get("problems", [])]
found = [(p["id"], p["resolvedVersion"], v["severity"], v["advisoryurl"])
         for project in report["projects"] for framework in project.get("frameworks", [])
         for kind in ("topLevelPackages", "transitivePackages") for p in framework.get(kind, []) for v in p.get("vulnerabilities", [])]
for row in found: print(f"{name}: {row[0]} {row[1]}: {row[2]}: {row[3]}")
for text in problems: print(f"{name}: {text}")
if not found and not problems: print(f"{name}: nothing known")
sys.exit(1 if found or problems else 0)
PY
done
exit "$failed"
