#!/usr/bin/env bash
# Scans a program of its own on loopback with wapiti (signed out and signed in) and testssl.sh, and prints what they found:  eng/web-scan.sh [minutes]
# Fails on a finding of wapiti, and on one of testssl.sh that is HIGH or worse and not about the certificate, which is made here. Needs the Debian packages
# wapiti, testssl.sh, openssl, curl. Not in CI: it takes about ten minutes. Everything it starts ends with it.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-5}
for program in wapiti openssl curl python3 dotnet; do command -v "$program" >/dev/null || { echo "$program is not installed."; exit 1; }; done
testssl=$(command -v testssl || command -v testssl.sh) || { echo "testssl.sh is not installed."; exit 1; }

work=$(mktemp -d)
app=
finish() { [ -z "$app" ] || { kill -TERM "$app" 2>/dev/null || true; wait "$app" 2>/dev/null || true; }; rm -rf "$work"; }
trap finish EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start() {
  dotnet build VoiceDock.Web -c Release -nologo -v q
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2>/dev/null
  port=$(free_port)
  base=https://127.0.0.1:$port
  dotnet VoiceDock.Web/bin/Release/net10.0/VoiceDock.Web.dll --data "$work/data" --urls "$base" --Http:CertificateFile="$work/certificate.pem" \
    --Http:CertificateKeyFile="$work/key.pem" --Sip:Address=127.0.0.1 --Sip:Port=0 --Sip:Targets=loopback --Metrics:Token=0123456789abcdef0123456789 \
    >"$work/log" 2>&1 &
  app=$!
  for _ in $(seq 300); do grep -q '^SIP:' "$work/log" && return; kill -0 "$app" || { cat "$work/log"; exit 1; }; sleep 0.2; done
  echo "The program did not start."; exit 1
}

token() { grep -o 'name="__RequestVerificationToken" value="[^"]*"' | head -1 | sed 's/.*value="//; s/"$//'; }

# Makes the first administrator by the printed link; the cookies stay in a jar.
sign_in() {
  local link secret form
  link=$(sed -nE 's/^Console: (https:\S+)/\1/p' "$work/log")
  secret=${link##*token=}
  form=$(curl -sk -c "$work/jar" -b "$work/jar" "$link" | token)
  curl -sk -o /dev/null -c "$work/jar" -b "$work/jar" --data-urlencode "__RequestVerificationToken=$form" --data-urlencode "_handler=setup" \
    --data-urlencode "Input.Token=$secret" --data-urlencode "Input.UserName=ann" --data-urlencode "Input.Password=a long enough sentence" "$base/setup"
  cookies=$(awk '$6 ~ /vd/ { sub(/^#HttpOnly_/, ""); printf "%s%s=%s", (n++ ? "; " : ""), $6, $7 }' "$work/jar")
  [ "$(curl -sk -o /dev/null -w '%{http_code}' -H "Cookie: $cookies" "$base/settings/account")" = 200 ] || { echo "The sign-in did not work."; exit 1; }
}

# Debian 12's wapiti 3.0.4 cannot exclude an address on its own Python 3.11: its translation of wildcards is given here.
wapiti() {
  /usr/bin/python3 - "$@" <<'PY'
import fnmatch, re, sys
import wapitiCore.net.crawler as crawler
from wapitiCore.main.wapiti import wapiti_main
crawler.wildcard_translate = lambda pattern: re.compile(fnmatch.translate(pattern), re.DOTALL | re.MULTILINE)
sys.argv[0] = "wapiti"
wapiti_main()
PY
}

scan() {
  local name=$1; shift
  echo "== wapiti, $name, $minutes minutes at most"
  wapiti -u "$base/" --scope domain --verify-ssl 0 --flush-session --no-bugreport --max-scan-time $((minutes * 60)) --max-attack-time 60 -t 10 -x "$base/logout" \
    -s "$base/login" -s "$base/setup" -s "$base/trunks" -s "$base/history?search=a" -s "$base/diagnostics" -s "$base/settings/account" -s "$base/api/v1/health" \
    -f json -o "$work/wapiti-$name.json" "$@" >"$work/wapiti-$name.log" 2>&1 || { tail -20 "$work/wapiti-$name.log"; exit 1; }
  python3 - "$work/wapiti-$name.json" <<'PY'
import json, sys
report = json.load(open(sys.argv[1]))
# X-XSS-Protection is obsolete: no browser of today reads it, and in old ones it made holes. The flag of vd-form is there, in lower case, which this wapiti
# does not take for one (RFC 6265 section 5.2 does).
found = [(kind, f) for part in ("vulnerabilities", "anomalies") for kind, all in report[part].items() for f in all if not any(known in f["info"] for known in ("X-XSS-Protection", "HttpOnly flag is not set in the cookie : vd-form"))]
print(f"pages crawled: {report['infos'].get('crawled_pages_nbr', report['infos'].get('crawled_pages', '?'))}, findings: {len(found)}")
for kind, f in found:
    print(f"  level {f.get('level')}: {kind}: {f['method']} {f['path']}: {f['info']}")
sys.exit(1 if found else 0)
PY
}

tls() {
  echo "== testssl.sh"
  "$testssl" --quiet --color 0 --warnings off --ip one --jsonfile "$work/tls.json" "127.0.0.1:$port" >"$work/tls.log" 2>&1 || true
  python3 - "$work/tls.json" <<'PY'
import json, sys
rows = json.load(open(sys.argv[1]))
ours = [r for r in rows if not r["id"].startswith(("cert_", "DNS_CAA", "OCSP", "certificate_transparency"))]
bad = [r for r in ours if r["severity"] in ("HIGH", "CRITICAL", "FATAL")]
for severity in ("OK", "INFO", "LOW", "MEDIUM", "WARN", "HIGH", "CRITICAL", "FATAL"):
    print(f"{severity}: {sum(r['severity'] == severity for r in ours)}", end="  ")
print()
for r in ours:
    if r["severity"] not in ("OK", "INFO"):
        print(f"  {r['severity']}: {r['id']}: {r['finding']}")
sys.exit(1 if bad else 0)
PY
}

start
sign_in
failed=0
scan signed-out || failed=1
scan signed-in -H "Cookie: $cookies" || failed=1
tls || failed=1
if grep -Eq ' (error|critical) |Unhandled' "$work/log"; then echo "== in the program's log"; grep -E ' (error|critical) |Unhandled' "$work/log" | sort | uniq -c | head -20; failed=1; fi
[ "$failed" = 0 ] && echo "No finding."
exit "$failed"
