#!/bin/bash
# Whether the program answers on its http port; the image has no curl. HEALTH_PORT: the port, 8080 unless told; 0: not asked, for a program with https alone.
set -euo pipefail
port=${HEALTH_PORT:-8080}
[ "$port" = 0 ] && exit 0
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /healthz/live HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
