#!/usr/bin/env bash
# Measures the packaged service: src/build/measure.sh COMMAND...
# Prints the time from start to the first 201, resident memory idle, and after 10,000 registrations whose mails are sent,
# or so often: ROUNDS=3 src/build/measure.sh COMMAND...; with the processor time of each. Where others run beside it, only
# the ratio of two that are measured in turn says something.
# RabbitMQ, MySQL and the mail server are where the service's own environment variables say; the schema should be new.
set -euo pipefail
port=${HTTP_PORT:-8080}
management=${MANAGEMENT_PORT:-9000}
url=http://127.0.0.1:$port/registrations
run=$RANDOM$RANDOM

register() {
  curl -s -o /dev/null -w '%{http_code}' -H 'content-type: application/json' \
    -d "{\"email\":\"first$run@example.org\",\"name\":\"Ada\"}" "$url" || true
}

resident() { awk '/VmRSS/ { printf "%d MiB\n", $2 / 1024 }' "/proc/$service/status"; }

sent() {
  curl -s "http://127.0.0.1:$management/q/metrics" | awk '/^registration_mails_total\{outcome="sent"\}/ { printf "%d", $2 }'
}

# milliseconds since the start of the service, user and system
cpu() { awk '{ print ($14 + $15) * 10 }' "/proc/$service/stat"; }

requests=$(mktemp)
trap 'rm -f "$requests"; kill "$service" 2>/dev/null || true; wait "$service" || true' EXIT

begun=$(date +%s%N)
"$@" >/dev/null 2>&1 &
service=$!
until [[ $(register) == 201 ]]; do sleep 0.01; done
echo "start to first 201: $((($(date +%s%N) - begun) / 1000000)) ms, CPU $(cpu) ms"
sleep 10
echo "resident, idle: $(resident)"

for ((round = 1; round <= ${ROUNDS:-1}; round++)); do
  for ((i = 1; i <= 10000; i++)); do
    ((i == 1)) || echo next
    cat <<EOF
url = "$url"
header = "content-type: application/json"
data = "{\"email\":\"$run.$round.$i@example.org\",\"name\":\"Ada\"}"
output = /dev/null
EOF
  done >"$requests"
  before=$(cpu)
  begun=$(date +%s%N)
  curl -s --no-progress-meter -Z --parallel-max 32 -K "$requests" 2>/dev/null
  echo "10,000 registrations: $((($(date +%s%N) - begun) / 1000000)) ms"
  until (($(sent) >= round * 10000 + 1)); do sleep 0.2; done
  echo "and their mails sent: $((($(date +%s%N) - begun) / 1000000)) ms, CPU $(($(cpu) - before)) ms"
  echo "resident, after them: $(resident)"
done
