// SPDX-License-Identifier: Apache-2.0
/**
 * A clinic called by another program: who is due, one patient, a task that is raised once however
 * often it is sent, and a refusal, which is an answer and names its field. Every name, input and
 * answer below has its type from the clinic's own table: the compiler knows them all.
 *
 *   node examples/clinic/client.ts ADDRESS PASSWORD
 *
 * ./start tells both.
 */
import { enter } from "@cisterna/client";

const [, , at = "http://127.0.0.1:8420", password = ""] = process.argv;
const entered = await enter({ at, clinic: "demo", account: "nurse", password });
if (!entered.ok) throw new Error(`not let in: ${entered.problem.kind}`);
const { read, tell, who, signOut } = entered.value;
console.log(`${who.name}, ${who.roles.join(", ")} at ${who.clinic.name}`);

const radar = await read("radar", {});
if (radar.ok) {
  const { rows } = radar.value;
  console.log(`${rows.length} implants; the first to run dry is of ${rows[0]?.name}`);
}

const page = await read("patient", { patient: "demo-2" });
if (page.ok) {
  const { person, implants } = page.value;
  console.log(`${person?.name}: ${implants.map(({ entry }) => entry.pump.model).join(", ")}`);
}

const task = {
  patient: "demo-2",
  key: "example-task",
  input: {
    task: "call-demo-2",
    kind: "other",
    because: "asked for a call about the next refill",
    who: "nurse",
    due: "2099-01-01",
  },
} as const;
for (const time of ["first", "second"]) {
  const done = await tell("raise-task", task);
  if (done.ok) console.log(`the ${time} time: ${done.value.again ? "done before" : "done"}`);
  else console.log(done.problem);
}

const refused = await tell("record-assessment", {
  patient: "demo-2",
  input: { assessment: { on: "2026-01-05", instrument: "nrs", moment: "now", score: 11 } },
});
if (!refused.ok) {
  const { kind, status, refusals = [] } = refused.problem;
  console.log(
    `${status} ${kind}: ${refusals.map(({ path, kind }) => `${path} ${kind}`).join("; ")}`,
  );
}

console.log((await signOut()).ok ? "signed out" : "still signed in");
