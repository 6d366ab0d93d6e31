// SPDX-License-Identifier: Apache-2.0
/** What a clinician does with a pump besides changing its prescription. */
import { forget as forgetPeer, hexOf, invite as inviteDevice, type Told } from "@cisterna/link";
import { accepted, milliseconds, type Result, sinceMonday } from "@cisterna/quantity";
import type { Option, Refusal } from "../shell/command.ts";
import { logLines, programLines, statusLines } from "../text/en/bedside.ts";
import { wareLines } from "../text/en/ware.ts";
import { change, refill } from "./changes.ts";
import { type Contact, keepPeer, type Taken, turnedDown } from "./contact.ts";
import { unheardRefusals } from "./refusal.ts";
import { logbookJson, statusJson } from "./statement.ts";
import { type Given, REASON, STOP_MAXIMUM, type Step, spanIn, toldTo } from "./step.ts";

const CLINICIAN = { role: "clinician", channel: "near" } as const;

type Simple = Pick<Step, "name" | "summary" | "example"> & {
  readonly options?: readonly Option[];
  readonly told: (contact: Contact, given: Given) => Result<Told, Refusal>;
};

/** A step that tells the pump one thing. */
const telling = ({ told, options = [], ...step }: Simple): Step => ({
  ...step,
  ...CLINICIAN,
  options,
  take: async (contact, given) => {
    const command = told(contact, given);
    return command.ok ? toldTo(contact, command.value) : turnedDown(command.refusals);
  },
});

/** `interrogate`: everything, and the log since this device read it last. */
const interrogate: Step = {
  name: "interrogate",
  summary: "Reads the pump: state, prescription, totals, alarms, and its log since the last time",
  example: "program interrogate CIS-0001 --me doctor.json",
  ...CLINICIAN,
  log: true,
  options: [
    { name: "raw", value: "FILE", about: "where the reading is written as it came, as JSON" },
  ],
  take: async (contact, given) => {
    const { dossier, io } = contact;
    const { status, program, device, log, upto, wares } = dossier;
    const raw = given("raw");
    if (raw !== undefined) {
      const written = await io.writeText(raw, `${JSON.stringify(dossier)}\n`);
      if (!written.ok) return turnedDown(written.refusals);
    }
    // The pump may overwrite the oldest prescriptions once somebody has them.
    const read = await toldTo(contact, { kind: "interrogate" });
    await keepPeer(contact, { upto });
    return {
      refusals: read.refusals,
      json: {
        status: statusJson(status, device.pulse),
        program,
        wares,
        log,
        logbook: logbookJson(dossier),
      },
      lines: [
        ...statusLines(status, device.pulse),
        ...programLines(program, device.pulse),
        ...wareLines(wares),
        ...logLines(log, device.pulse),
      ],
    };
  },
};

const stop = telling({
  name: "stop",
  summary: "Stops every delivery, for a reason and for a longest time",
  example: 'program stop CIS-0001 --me doctor.json --reason "scan" --maximum "2 h"',
  options: [REASON, STOP_MAXIMUM],
  told: (_, given) => {
    const maximum = spanIn(given, "maximum");
    const reason = given("reason") ?? "";
    return maximum.ok ? accepted({ kind: "stop", reason, maximum: maximum.value }) : maximum;
  },
});

const beginScan = telling({
  name: "begin-scan",
  summary: "Says that an MRI scan will be made, over by then: the magnet may hold the motor",
  example: 'program begin-scan CIS-0001 --me doctor.json --for "1 h"',
  options: [{ name: "for", value: "TIME", about: "when it is over", needed: true }],
  told: ({ dossier }, given) => {
    const span = spanIn(given, "for");
    if (!span.ok) return span;
    return accepted({ kind: "begin-scan", until: milliseconds(dossier.status.now + span.value) });
  },
});

const endScan = telling({
  name: "end-scan",
  summary: "Says that the MRI scan is over, and whether the motor was seen to turn",
  example: "program end-scan CIS-0001 --me doctor.json --turns",
  options: [{ name: "turns", value: null, about: "the motor was seen to turn" }],
  told: (_, given) => accepted({ kind: "end-scan", turns: given("turns") !== undefined }),
});

const setClock = telling({
  name: "set-clock",
  summary: "Sets the pump's week by this terminal's clock",
  example: "program set-clock CIS-0001 --me doctor.json",
  told: ({ io, dossier }) => {
    const week = 7 * 86_400_000;
    const clock = (((sinceMonday(io.now()) - dossier.status.now) % week) + week) % week;
    return accepted({ kind: "set-clock", clock: milliseconds(clock) });
  },
});

const plain = (
  kind: "resume" | "cancel-bolus" | "acknowledge" | "silence" | "test-alarm",
  summary: string,
): Step =>
  telling({
    name: kind,
    summary,
    example: `program ${kind} CIS-0001 --me doctor.json`,
    told: () => accepted({ kind }),
  });

const ROLES = ["patient", "clinician", "service"] as const;

/** What another device needs to pair: the pump, the secret of one use, the maker's key. */
const codeOf = (contact: Contact, secret: Uint8Array, maker: string): string =>
  `${contact.to.pump}.${hexOf(secret)}.${maker}`;

const invite: Step = {
  name: "invite",
  summary: "Lets another device pair, within two minutes: the patient's controller, a colleague's",
  example: "program invite CIS-0001 --me doctor.json --role patient",
  ...CLINICIAN,
  options: [{ name: "role", value: "ROLE", about: `${ROLES.join(", ")}; patient if left out` }],
  take: async (contact, given): Promise<Taken> => {
    const read = given("role") ?? "patient";
    const role = ROLES.find((each) => each === read);
    if (role === undefined) {
      const refusal = { kind: "unknown-value", path: "role", read, accepted: ROLES.join(", ") };
      return turnedDown([refusal]);
    }
    const said = await inviteDevice(contact.remote, contact.kit, role);
    if (said.kind !== "invited") return turnedDown(unheardRefusals(said));
    const code = codeOf(contact, said.secret, hexOf(contact.peer.maker));
    return { refusals: [], json: { role, code }, lines: [`A ${role} may pair now, once:`, code] };
  },
};

const forget: Step = {
  name: "forget",
  summary: "Has the pump never listen again to a device that was lost, by its slot",
  example: "program forget CIS-0001 --me doctor.json --slot 1234",
  ...CLINICIAN,
  options: [
    { name: "slot", value: "N", about: "the device's slot, as pairing printed it", needed: true },
  ],
  take: async (contact, given): Promise<Taken> => {
    const read = given("slot") ?? "";
    if (!/^\d{1,10}$/.test(read)) {
      return turnedDown([{ kind: "malformed-count", path: "slot", read, accepted: "a slot" }]);
    }
    const said = await forgetPeer(contact.remote, contact.kit, Number(read));
    if (said.kind !== "done") return turnedDown(unheardRefusals(said));
    return {
      refusals: [],
      json: { forgotten: Number(read) },
      lines: [`Slot ${read} is forgotten.`],
    };
  },
};

/** Every step of a clinician, in the order of a visit. */
export const CLINICIAN_STEPS: readonly Step[] = [
  interrogate,
  change,
  refill,
  stop,
  plain("resume", "Delivers again, from the present moment of the program"),
  plain("cancel-bolus", "Ends every bolus that flows; what is left of it is dropped"),
  beginScan,
  endScan,
  plain("acknowledge", "The alarms that are there were seen by a clinician"),
  plain("silence", "The alarms are still for ten minutes"),
  plain("test-alarm", "Plays the tones, so that the patient knows them"),
  setClock,
  invite,
  forget,
];
