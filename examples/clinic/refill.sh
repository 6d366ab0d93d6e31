#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A whole refill by curl alone, at a demo clinic that is served: sign in, who is due, the drug
# received, every step of the visit, a mistake that is stopped, the commit, the report, the next
# date. Days and times are shown by their distance from now, secrets not at all.
#   examples/clinic/refill.sh ADDRESS PASSWORD DATA
# ./start tells the first two; its DATA is out/clinic. The patient is refilled once: a clinic that
# has seen this script refuses it the second time (clinic --demo --data NEW serves a fresh one).
set -euo pipefail
cd "$(dirname -- "${BASH_SOURCE[0]}")/../.."
[[ $# == 3 ]] || { sed -n 's/^# *\(examples.*\)/usage: \1/p' "${BASH_SOURCE[0]}" >&2; exit 2; }
ready=$(./cisterna --version) && IFS= read -r node <.node/path # installs what is missing
[[ $ready && $node == /* ]] || node=.node/$node
PASSWORD=$2 DATA=$3
DEMO=${1%/}/api/clinics/demo PATIENT=${1%/}/api/clinics/demo/patients/demo-13
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

curl() {
  command curl -sS -b "$work/jar" -c "$work/jar" -o "$work/answer" -w '%{http_code}' \
    -H 'content-type: application/json' -H "x-cisterna-guard: ${GUARD:-}" "$@"
}
# Of the answer `a`, what an expression takes.
of_answer() { "$node" -p "const a = JSON.parse(fs.readFileSync('$work/answer')); $1"; }
shown() {
  TZ=Europe/Zurich "$node" -e '
    const taken = eval(`const a = ${fs.readFileSync(process.argv[1])}; ${process.argv[2]}`);
    const text = typeof taken === "string" ? taken : JSON.stringify(taken, null, 2);
    const days = (ms) => Math.round(ms / 86_400_000);
    const from = (n) => (n === 0 ? "" : n > 0 ? ` + ${n} d` : ` − ${-n} d`);
    const midnight = (day) => Date.parse(`${day}T00:00:00Z`);
    const today = midnight(new Date().toLocaleDateString("sv"));
    console.log(text
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g,
        (at) => `‹now${from(days(Date.parse(at) - Date.now()))}›`)
      .replace(/\d{4}-\d\d-\d\d/g, (day) => `‹today${from(days(midnight(day) - today))}›`)
      .replace(/≈ 2\.999\d*/g, "≈ 2.999…"));' "$work/answer" "$1"
}
# Shows a call, calls, and shows what an expression takes of the answer.
run() { # CALL EXPRESSION
  printf '\n$ %s\n' "$1"
  local status
  status=$(eval "$1") || exit
  echo "HTTP $status"
  shown "$2"
}
about() { printf '\n# %s\n' "$1"; }
kinds='a.events.map(({ kind }) => kind).join(", ")'

echo "# Sign in. The session is in a cookie; the guard goes with everything that changes something."
run 'curl "$DEMO/session" -d @- <<END
{"account": "nurse", "password": "$PASSWORD"}
END' '({ account: a.account, roles: a.roles, guard: "…" })'
GUARD=$(of_answer a.guard)

about "Who is due? The radar is asked for what is below its alarm."
run 'curl "$DEMO/radar"' 'a.rows.filter(({ band }) => band === "low")
  .map(({ patient, name, band, reasons, low, empty }) =>
    ({ patient, name, band, reasons, low, empty }))'

about "The drug comes in, before a second person."
EXPIRES=$("$node" -p '
  const today = new Date().toLocaleDateString("sv", { timeZone: "Europe/Zurich" });
  new Date(Date.parse(today) + 180 * 86_400_000).toISOString().slice(0, 10)')
run 'curl "$DEMO/receive-drug" -d @- <<END
{"input": {"lot": "lot-refill", "patient": "demo-13", "container": "one syringe of 20 mL",
    "drugs": [{"drug": "morphine", "concentration": "10 mg/mL"}], "volume": "20 mL",
    "expires": "$EXPIRES"},
  "signature": {"password": "$PASSWORD", "meaning": "I have counted it"},
  "second": {"account": "physician", "password": "$PASSWORD", "meaning": "I have seen it"}}
END' "$kinds"

about "The visit begins; the pump says what is left, the needle what is there."
NOW=$(date -u +%FT%TZ)
run 'curl "$PATIENT/begin-visit" -d @- <<END
{"input": {"visit": "visit-2", "implant": "implant-1", "kind": "refill"}}
END' "$kinds"
run 'curl "$PATIENT/record-reading" -d @- <<END
{"input": {"visit": "visit-2", "source": "typed", "at": "$NOW", "volume": "3 mL",
    "running": true, "alarms": []}}
END' "$kinds"
run 'curl "$PATIENT/record-aspirate" -d @- <<END
{"input": {"visit": "visit-2", "volume": "3.1 mL", "appearance": "clear"}}
END' "$kinds"

about "Expected against found."
run 'curl "$PATIENT/visit?visit=visit-2"' \
  '({ expected: a.expected, reconciliation: a.reconciliation })'

about "The label of the syringe, held against its lot."
run 'curl "$PATIENT/check-syringe" -d @- <<END
{"input": {"visit": "visit-2", "source": "scanned", "lot": "lot-refill", "patient": "demo-13",
    "drugs": [{"drug": "morphine", "concentration": "10 mg/mL"}], "volume": "20 mL",
    "expires": "$EXPIRES"}}
END' "$kinds"

about "A dose per hour that was meant per day: the judge sees it, and the visit is not committed."
CODE=$(./cisterna clinic code --data "$DATA" | sed -n 1p)
run 'curl "$PATIENT/propose-fill" -d @- <<END
{"input": {"visit": "visit-2", "volume": "20 mL",
    "drugs": [{"drug": "morphine", "concentration": "10 mg/mL"}],
    "prescription": {"dose_of": "morphine", "basal": "2 mg/h", "on_fault": "stop",
      "transition": "none"}}}
END' "$kinds"
run 'curl "$PATIENT/visit?visit=visit-2"' \
  'a.proposal.checks.filter(({ severity }) => severity === "refuse")
    .map(({ kind, drug, asked, old }) => ({ kind, drug, asked, old }))'
run 'curl "$PATIENT/commit-visit" -d @- <<END
{"input": {"visit": "visit-2"},
  "signature": {"password": "$PASSWORD", "code": "$CODE", "meaning": "I am responsible"}}
END' '({ title: a.title, refusals: [...new Set(a.refusals.map(({ kind }) => kind))].join(", ") })'

about "The same with the right unit; what has to be confirmed is read."
run 'curl "$PATIENT/propose-fill" -d @- <<END
{"input": {"visit": "visit-2", "volume": "20 mL",
    "drugs": [{"drug": "morphine", "concentration": "10 mg/mL"}],
    "prescription": {"dose_of": "morphine", "basal": "2 mg/d", "on_fault": "stop",
      "transition": "none"}}}
END' "$kinds"
run 'curl "$PATIENT/visit?visit=visit-2"' \
  '({ doses: a.proposal.doses.map(({ drug, per_day, before, change }) =>
      ({ drug, per_day, before, change })),
    refill: a.proposal.plan.refill, to_confirm: a.proposal.to_confirm })'

about "Each check is confirmed by itself, quoted as it stood, and signed."
run 'curl "$PATIENT/confirm-check" -d @- <<END
{"input": {"visit": "visit-2", "check": "stop-is-dangerous", "path": "prescription.on_fault",
    "drug": "morphine", "what": "not-known", "because": "known, and told to the patient"},
  "signature": {"password": "$PASSWORD", "meaning": "I have read it"}}
END' "$kinds"

about "The needle's place, the observation, and what the pump says after it was programmed."
run 'curl "$PATIENT/guard-fill" -d @- <<END
{"input": {"visit": "visit-2", "aspirated_back": true, "no_swelling": true, "needle": "22 G",
    "observe_from": "$NOW", "observe_for": "30 min"}}
END' "$kinds"
run 'curl "$PATIENT/record-read-back" -d @- <<END
{"input": {"visit": "visit-2", "source": "typed", "running": true, "volume": "20 mL",
    "per_day": "2 mg/d"}}
END' "$kinds"

about "The commit: reservoir, program, register and tasks change at once. A code signs once."
CODE=$(./cisterna clinic code --data "$DATA" | sed -n 1p)
run 'curl "$PATIENT/commit-visit" -d @- <<END
{"input": {"visit": "visit-2"},
  "signature": {"password": "$PASSWORD", "code": "$CODE", "meaning": "I am responsible"}}
END' "$kinds"

about "The next date, and what is to be done."
run 'curl "$PATIENT/patient"' '({ due: a.implants[0].running.due,
  empty_at_worst: a.implants[0].running.empty,
  refills: a.implants[0].refills.map(({ visit, at, aspirated, expected, filled }) =>
    ({ visit, at, aspirated, expected, filled })),
  tasks: a.tasks.filter(({ closed }) => closed === null)
    .map(({ kind, because, who }) => ({ kind, because, who })) })'

about "The report of the visit, and what runs, for other systems (FHIR)."
run 'curl "$DEMO/fhir/DocumentReference?patient=demo-13"' \
  'Buffer.from(a.entry.find(({ resource }) => resource.description === "Visit visit-2")
    .resource.content[0].attachment.data, "base64").toString().trimEnd()'
run 'curl "$DEMO/fhir/MedicationAdministration?patient=demo-13&status=in-progress"' \
  'a.entry.map(({ resource: { dosage } }) =>
    ({ text: dosage.text, route: dosage.route.coding[0].display, rate: dosage.rateQuantity }))'
