#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A whole dialogue with a virtual implant: pair, read, fill, let the patient in, a dose on demand, a
# lock-out, a refill with a bridge, another dose, stop and resume. Its time stands still but where it
# is let go on. What differs from run to run (keys, hashes, slots) is left out of what is printed.
set -euo pipefail
cd "$(dirname -- "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
./cisterna --version >"$work/version" # installs what is missing, before anything is served
cp demo/north.json "$work"
./cisterna pump serve --implants "$work" --speed 0x --port 0 >"$work/out" 2>"$work/said" &
server=$!
trap 'kill "$server"; wait "$server"; rm -rf "$work"' EXIT
until grep -q '^Serving' "$work/said"; do sleep 0.1; done
url=$(sed -n 's/.* at \(ws:.*\)$/\1/p' "$work/said")

blurred() {
  sed -E -e '/^Cisterna is not a medical device/d' -e "s|$work|work|g" -e 's/[0-9a-f]{64}/…/g' \
    -e 's/--sign [0-9a-f]{8}/--sign …/' -e 's/slot [0-9]+/slot …/' -e 's/(CIS-0001)\.….…/\1.….…/' \
    -e '/^$/d'
}
# Shows a call and what comes of it. The address is left out of what is shown.
call() {
  local status=0
  printf '\n$ ./cisterna %s\n' "${*@Q}" | sed -E "s/'([A-Za-z0-9./_=-]+)'/\1/g" | blurred_call
  ./cisterna "$@" --url "$url" >"$work/answer" 2>&1 || status=$?
  blurred <"$work/answer"
  [[ $status == 0 ]] || echo "exit $status"
}
blurred_call() { sed -E -e "s|$work|work|g" -e 's/--sign [0-9a-f]{8}/--sign …/' -e 's/--code [^ ]+/--code …/'; }
hash() { sed -n 's/.*Hash \([0-9a-f]\{8\}\).*/\1/p' "$work/answer"; }

doctor=$work/doctor.json patient=$work/patient.json
printf '$ ./cisterna program enrol --clinic work/state/authority.json --name "Dr Ruiz" --out work/doctor.json\n'
./cisterna program enrol --clinic "$work/state/authority.json" --name "Dr Ruiz" --out "$doctor" | blurred
call program pair --me "$doctor" --card "$work/state/CIS-0001/card.json"

# The first program places the pump's week on the wall's clock, to the minute. While this pump stands
# still between two calls the wall does not: both calls are made well within one such minute.
unhurried() {
  local second
  while second=$(date +%-S) && ((second >= 12 && second < 36)); do sleep 1; done
}
unhurried
echo; echo "# The first fill: nothing is signed before the pump's own words were read"
call program refill CIS-0001 --me "$doctor" --case examples/bedside/first-fill.yaml --aspirated "0 mL"
call program refill CIS-0001 --me "$doctor" --case examples/bedside/first-fill.yaml --aspirated "0 mL" --sign "$(hash)"

echo; echo "# The patient's controller is let in"
call program invite CIS-0001 --me "$doctor" --role patient
code=$(grep '^CIS-0001\.' "$work/answer")
./cisterna patient enrol --out "$patient" >/dev/null
call patient pair --me "$patient" --code "$code"

echo; echo "# Forty days later: a dose on demand, and a lock-out"
call pump wait "40 d"
call patient ask CIS-0001 --me "$patient"
call pump wait "30 min"
call patient ask CIS-0001 --me "$patient"

echo; echo "# A stronger solution: refill with a bridge"
call program refill CIS-0001 --me "$doctor" --case examples/bedside/stronger-fill.yaml --aspirated "9.8 mL"
call program refill CIS-0001 --me "$doctor" --case examples/bedside/stronger-fill.yaml --aspirated "9.8 mL" --sign "$(hash)"
call pump wait "2 d"

echo; echo "# Another dose"
call program change CIS-0001 --me "$doctor" --basal "2.4 mg/d"
call program change CIS-0001 --me "$doctor" --basal "2.4 mg/d" --sign "$(hash)"

echo; echo "# Stop, for a reason and a longest time; a dose asked for meanwhile; resume"
call program stop CIS-0001 --me "$doctor" --reason "infection of the pocket suspected" --maximum "4 h"
call patient ask CIS-0001 --me "$patient"
call program resume CIS-0001 --me "$doctor"

echo; echo "# An engineer brings firmware: the next version, once more, and one whose test fails"
engineer=$work/engineer.json maker=$work/state/authority.json
call program invite CIS-0001 --me "$doctor" --role service
code=$(grep '^CIS-0001\.' "$work/answer")
./cisterna program enrol --clinic "$maker" --name "Eng Vidal" --role service --out "$engineer" >/dev/null
call program pair --me "$engineer" --code "$code"
image() { ./cisterna pump image --maker "$maker" --ware firmware --model generic-20 --number "$@" >/dev/null; }
image 2 --out "$work/firmware-2.json"
image 3 --out "$work/firmware-3.json" --flawed
call program update CIS-0001 --me "$engineer" --image "$work/firmware-2.json"
call program update CIS-0001 --me "$engineer" --image "$work/firmware-2.json"
call program update CIS-0001 --me "$engineer" --image "$work/firmware-3.json"

echo; echo "# An emergency: somebody who never paired holds the patient's card, reads it and gives less"
card=$work/state/CIS-0001/card.json
call program emergency CIS-0001 --card "$card"
call program emergency CIS-0001 --card "$card" --lower "50 %"

echo; echo "# What the pump has to say of all this"
call program interrogate CIS-0001 --me "$doctor"
