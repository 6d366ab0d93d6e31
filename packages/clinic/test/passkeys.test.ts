// SPDX-License-Identifier: Apache-2.0
/** Passkeys: they sign in and sign alone, and nothing else that looks like one does. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk } from "../src/desk/desk.ts";
import { codeAt } from "../src/people/factor.ts";
import { confirmationsOf, firstFill, MORPHINE, SETTINGS } from "./course/ward.ts";
import { type Authenticator, holdPasskey, type Lie, RELYING } from "./rig/authenticator.ts";
import {
  type Answer,
  type Caller,
  FACTOR,
  openTestClinic,
  PASSWORD,
  serverOver,
  type TestClinic,
} from "./rig/clinic.ts";
import { describeOnBoth } from "./rig/suite.ts";

const MEANING = "I have checked it";
const MINUTE = 60_000;

const kinds = ({ json }: Answer) =>
  (json.refusals ?? []).map(({ kind, path }: { kind: string; path: string }) => [kind, path]);

const problem = ({ status, json }: Answer) => [status, String(json.type).split(":").at(-1)];

describeOnBoth("passkeys", (rig) => {
  let house: TestClinic;
  let doctor: Caller;
  let nurse: Caller;
  const held = { doctor: holdPasskey(), nurse: holdPasskey({ counts: false }) };

  const post = (caller: Caller, path: string, payload: object) =>
    caller.send({ method: "POST", url: `/api/clinics/one/${path}`, payload });

  const drawn = async (caller: Caller, body: object): Promise<string> =>
    (await post(caller, "challenge", body)).json.options.challenge;

  const toSignIn = async (clinic = "one"): Promise<string> => {
    const url = `/api/clinics/${clinic}/session/challenge`;
    return (await house.call({ method: "POST", url })).json.options.challenge;
  };

  const signIn = (passkey: object, clinic = "one"): Promise<Answer> =>
    house.call({ method: "POST", url: `/api/clinics/${clinic}/session`, payload: { passkey } });

  /** Enrols a passkey, by the password and a code where there is one. */
  const enrol = async (caller: Caller, key: Authenticator, code?: string): Promise<Answer> => {
    const challenge = await drawn(caller, { to: "enrol" });
    const input = { name: "key on my ring", attestation: key.attest(challenge) };
    return caller.tell("enrol-passkey", input, code === undefined ? {} : { code });
  };

  const now = () => codeAt(FACTOR, house.clock.ms);

  /** Signs a command with a passkey, for exactly what is sent unless a test says otherwise. */
  const signed = async (
    caller: Caller,
    { command, input, patient }: { command: string; input: object; patient?: string },
    { key, lie = {}, asked = input }: { key: Authenticator; lie?: Lie; asked?: object },
  ): Promise<Answer> => {
    const about = patient === undefined ? {} : { patient };
    const challenge = await drawn(caller, { to: "sign", command, input: asked, ...about });
    const path = patient === undefined ? command : `patients/${patient}/${command}`;
    const signature = { passkey: key.assert(challenge, lie), meaning: MEANING };
    return post(caller, path, { input, signature });
  };

  beforeAll(async () => {
    house = await openTestClinic((await rig.site()).place);
    const admin = await house.signIn("one", "admin");
    const open = { password: PASSWORD, name: "N. doctor", factor: FACTOR };
    await admin.tell("open-account", { ...open, account: "doctor", roles: ["physician"] });
    doctor = await house.signIn("one", "doctor");
    nurse = await house.hire("one", "nurse", ["nurse"]);
    await house.hire("one", "auditor", ["auditor"]);
    await house.found("two");
  });
  afterAll(() => house.close());

  test("who has a factor enrols with both, who has none with the password", async () => {
    expect(kinds(await enrol(doctor, held.doctor))).toEqual([["code-missing", "signature.code"]]);
    expect((await enrol(doctor, held.doctor, now())).status).toBe(201);
    expect((await enrol(nurse, held.nurse)).status).toBe(201);
    expect(kinds(await enrol(nurse, holdPasskey()))).toEqual([["code-missing", "signature.code"]]);
    const { json } = await doctor.get("session");
    expect(json.passkeys).toMatchObject([
      { passkey: held.doctor.passkey, name: "key on my ring", used: null },
    ]);
    const other = "key in the drawer";
    const renamed = { passkey: held.doctor.passkey, name: other };
    expect((await doctor.tell("rename-passkey", renamed)).status).toBe(201);
    expect(kinds(await nurse.tell("rename-passkey", renamed))).toEqual([
      ["not-there", "input.passkey"],
    ]);
    expect((await doctor.get("session")).json.passkeys).toMatchObject([{ name: other }]);
  });

  test("one signs in without a name or a password, and says when it was used", async () => {
    const answer = await signIn(held.doctor.assert(await toSignIn()));
    expect([answer.status, answer.json.account]).toEqual([201, "doctor"]);
    expect(answer.json.passkeys).toMatchObject([{ used: "2026-03-02T10:00:00+01:00" }]);
    const again = await signIn(held.nurse.assert(await toSignIn()));
    expect([again.status, again.json.account]).toEqual([201, "nurse"]);
  });

  test("a challenge to sign in says nothing about accounts", async () => {
    const url = "/api/clinics/one/session/challenge";
    const { status, json } = await house.call({ method: "POST", url });
    expect([status, json.origin]).toEqual([201, RELYING.origin]);
    expect(json.options).toMatchObject({ rpId: RELYING.domain, userVerification: "required" });
    expect(json.options.allowCredentials ?? []).toEqual([]);
    expect(JSON.stringify(json)).not.toContain("doctor");
  });

  const LIES: readonly (readonly [string, Lie])[] = [
    ["at another origin", { origin: "https://pumps.example.evil.example" }],
    ["at this origin without encryption", { origin: "http://pumps.example" }],
    ["for another domain", { domain: "evil.example" }],
    ["while nobody made sure who is there", { unverified: true }],
    ["as if it were made just now", { type: "webauthn.create" }],
    ["to a challenge that nobody drew", { challenge: "A".repeat(43) }],
    ["with a counter that stands", { counter: 1 }],
    ["with no counter any more", { counter: 0 }],
  ];

  test.each(LIES)("[REQ-092 breaks] what is said %s signs nobody in", async (_, lie) => {
    const answer = await signIn(held.doctor.assert(await toSignIn(), lie));
    expect(problem(answer)).toEqual([401, "wrong-passkey"]);
  });

  test("[REQ-092 breaks] an answer is taken once, and while its challenge lasts", async () => {
    const challenge = await toSignIn();
    const said = held.doctor.assert(challenge);
    expect((await signIn(said)).status).toBe(201);
    expect(problem(await signIn(said))).toEqual([401, "wrong-passkey"]);
    expect(problem(await signIn(held.doctor.assert(challenge)))[0]).toBe(401);
    const wasted = await toSignIn();
    expect((await signIn(held.doctor.assert(wasted, { origin: "https://x.example" }))).status).toBe(
      401,
    );
    expect((await signIn(held.doctor.assert(wasted))).status).toBe(401);
    const late = await toSignIn();
    house.clock.ms += 2 * MINUTE + 1;
    expect((await signIn(held.doctor.assert(late))).status).toBe(401);
  });

  test("[REQ-092 breaks] a stranger's key, or a key of another clinic, opens nothing", async () => {
    expect((await signIn(holdPasskey().assert(await toSignIn()))).status).toBe(401);
    expect((await signIn(held.doctor.assert(await toSignIn("two")), "two")).status).toBe(401);
    expect((await signIn(held.doctor.assert(await toSignIn("two")), "one")).status).toBe(401);
    const forged = { ...held.doctor.assert(await toSignIn()), passkey: held.nurse.passkey };
    expect((await signIn(forged)).status).toBe(401);
    const bent = held.doctor.assert(await toSignIn()) as { signature: string };
    const signature = `${bent.signature.slice(0, -4)}AAAA`;
    expect((await signIn({ ...bent, signature })).status).toBe(401);
  });

  test("a double of a key is found by its counter, and is in the list of who tried", async () => {
    const auditor = await house.signIn("one", "auditor");
    const before = (await auditor.get("audit/accesses?subject=people")).json.accesses.length;
    expect((await signIn(held.doctor.assert(await toSignIn(), { counter: 2 }))).status).toBe(401);
    const { accesses } = (await auditor.get("audit/accesses?subject=people")).json;
    expect(accesses.slice(before)).toContainEqual(
      expect.objectContaining({
        ...{ account: "doctor", what: "passkey-sign-in", result: "counter-back" },
      }),
    );
  });

  test("two servers of one database share challenges and counters", async () => {
    const other = await serverOver(
      openDesk(
        house.db,
        () => house.clock.ms,
        () => RELYING,
      ),
    );
    const at = async (url: string, payload?: object) =>
      other.inject({ method: "POST", url, ...(payload === undefined ? {} : { payload }) });
    const here = held.doctor.assert(await toSignIn());
    const url = "/api/clinics/one/session";
    expect((await at(url, { passkey: here })).statusCode).toBe(201);
    expect((await signIn(here)).status).toBe(401);
    const there = (await at(`${url}/challenge`)).json().options.challenge;
    expect((await signIn(held.doctor.assert(there))).status).toBe(201);
    await other.close();
  });

  test("after three idle minutes a passkey proves who is there: one's own alone", async () => {
    const put = (caller: Caller, passkey: object) =>
      caller.send({ method: "PUT", url: "/api/clinics/one/session", payload: { passkey } });
    const stale = async () => (await doctor.get("session")).json.stale;
    doctor = await house.signIn("one", "doctor");
    nurse = await house.signIn("one", "nurse");
    house.clock.ms += 4 * MINUTE;
    expect(await stale()).toBe(true);
    const others = held.nurse.assert(await drawn(doctor, { to: "prove" }));
    expect(problem(await put(doctor, others))).toEqual([401, "wrong-passkey"]);
    const toEnter = held.doctor.assert(await toSignIn());
    expect((await put(doctor, toEnter)).status).toBe(401);
    expect(await stale()).toBe(true);
    const own = held.doctor.assert(await drawn(doctor, { to: "prove" }));
    expect((await put(doctor, own)).status).toBe(204);
    expect(await stale()).toBe(false);
  });

  const fill = { patient: "s1", command: "record-refill" };

  const firstFilled = async () => {
    doctor = await house.signIn("one", "doctor");
    nurse = await house.signIn("one", "nurse");
    await doctor.tell("configure-clinic", SETTINGS);
    const person = { name: "Ada Example", born: "1961-04-02", tolerance: "tolerant" };
    await doctor.tell("patients/s1/register-patient", person);
    await doctor.tell("patients/s1/record-implant", {
      implant: "implant-1",
      on: "2026-03-01",
      pump: { model: "generic-40" },
      catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
      site: "left abdomen",
      surgeon: "Dr C",
    });
    const receipt = {
      ...{ lot: "lot-1", patient: "s1", drugs: MORPHINE, volume: "20 mL" },
      ...{ expires: "2026-12-31", container: "one syringe of 20 mL" },
    };
    const received = await doctor.tell("receive-drug", receipt, { second: "nurse" });
    expect(received.status).toBe(201);
    const pen = { now: { epochMs: house.clock.ms, offsetMinutes: 60 } };
    const entry = firstFill(pen as Parameters<typeof firstFill>[0]);
    const syringes = entry.syringes.map((each) => ({ ...each, patient: "s1", lot: "lot-1" }));
    return { ...entry, syringes };
  };

  /** Both sign with their passkeys. */
  const both = async (input: object): Promise<Answer> => {
    const asked = { ...fill, input };
    const own = await drawn(doctor, { to: "sign", ...asked });
    const others = await drawn(doctor, { to: "sign-second", ...asked });
    return post(doctor, "patients/s1/record-refill", {
      input,
      signature: { passkey: held.doctor.assert(own), meaning: MEANING },
      second: { account: "nurse", passkey: held.nurse.assert(others), meaning: MEANING },
    });
  };

  test("[REQ-092 holds] a prescription is signed with passkeys, for what was shown", async () => {
    const entry = await firstFilled();
    const first = await both(entry);
    const confirmations = confirmationsOf(first.json.refusals);
    const input = { ...entry, confirmations };
    const swapped = await signed(doctor, { ...fill, input }, { key: held.doctor, asked: entry });
    expect(kinds(swapped)).toEqual([["malformed-text", "signature.passkey"]]);
    const foreign = await signed(doctor, { ...fill, input }, { key: held.nurse });
    expect(kinds(foreign)).toEqual([["malformed-text", "signature.passkey"]]);
    const done = await both(input);
    expect([done.status, kinds(done)]).toEqual([201, []]);
    const auditor = await house.signIn("one", "auditor");
    const after = done.json.events[0].seq - 1;
    const { events } = (await auditor.get(`audit/events?after=${after}`)).json;
    const hands = events.filter(({ kind }: { kind: string }) => kind === "signed");
    expect(hands.map(({ data }: (typeof events)[0]) => data.payload)).toMatchObject([
      { account: "doctor", by: "passkey", passkey: held.doctor.passkey },
      { account: "nurse", by: "passkey", passkey: held.nurse.passkey },
    ]);
  });

  test("a password and a passkey at once, or neither, is not understood", async () => {
    const input = { account: "doctor", password: "another password" };
    const passkey = held.doctor.assert(await drawn(doctor, { to: "prove" }));
    const told = (signature: object) => post(doctor, "set-password", { input, signature });
    expect(kinds(await told({ meaning: MEANING, password: PASSWORD, passkey }))).toEqual([
      ["both-given", "signature.passkey"],
    ]);
    expect(kinds(await told({ meaning: MEANING }))).toEqual([
      ["missing-key", "signature.password"],
    ]);
    const unknown = await post(doctor, "challenge", { to: "sign", command: "dose-patient" });
    expect(kinds(unknown)).toEqual([["unknown-word", "command"]]);
  });

  test("a lost key is revoked with another factor, never the last, and opens nothing", async () => {
    const revoke = (account: string, { passkey }: Authenticator) => ({ account, passkey });
    const lost = held.doctor;
    const mine = revoke("doctor", lost);
    expect(kinds(await doctor.tell("revoke-passkey", mine))).toEqual([
      ["code-missing", "signature.code"],
    ]);
    const itself = await signed(doctor, { command: "revoke-passkey", input: mine }, { key: lost });
    expect(kinds(itself)).toEqual([["same-factor", "input.passkey"]]);
    house.clock.ms += MINUTE;
    const others = await doctor.tell("revoke-passkey", revoke("nurse", held.nurse), {
      code: now(),
    });
    expect(kinds(others)).toEqual([["same-person", "input.account"]]);
    const pending = await toSignIn();
    expect((await doctor.tell("revoke-passkey", mine, { code: now() })).status).toBe(201);
    expect((await signIn(lost.assert(pending))).status).toBe(401);
    expect((await doctor.get("session")).json.passkeys).toEqual([]);
    const spare = holdPasskey();
    const challenge = await drawn(nurse, { to: "enrol" });
    const input = { name: "spare", attestation: spare.attest(challenge) };
    const enrolled = await signed(nurse, { command: "enrol-passkey", input }, { key: held.nurse });
    expect(enrolled.status).toBe(201);
    const first = { command: "revoke-passkey", input: revoke("nurse", held.nurse) };
    expect((await signed(nurse, first, { key: spare })).status).toBe(201);
    const last = { command: "revoke-passkey", input: revoke("nurse", spare) };
    expect(kinds(await signed(nurse, last, { key: spare }))).toEqual([
      ["same-factor", "input.passkey"],
    ]);
    const admin = await house.signIn("one", "admin");
    house.clock.ms += MINUTE;
    const taken = await admin.tell("revoke-passkey", last.input, { code: now() });
    expect(taken.status).toBe(201);
    expect((await signIn(spare.assert(await toSignIn()))).status).toBe(401);
    expect((await enrol(nurse, holdPasskey())).status).toBe(201);
  });

  test("a false attestation, or one that is taken already, is enrolled for nobody", async () => {
    const said = async (make: (challenge: string) => object) => {
      const attestation = make(await drawn(doctor, { to: "enrol" }));
      house.clock.ms += MINUTE;
      return doctor.tell("enrol-passkey", { name: "x", attestation }, { code: now() });
    };
    const key = holdPasskey();
    for (const lie of [{ origin: "https://x.example" }, { unverified: true }, { domain: "x" }]) {
      expect(kinds(await said((challenge) => key.attest(challenge, lie)))).toEqual([
        ["malformed-text", "input.attestation"],
      ]);
    }
    const others = { ...key, passkey: holdPasskey().passkey };
    expect(kinds(await said((each) => ({ ...key.attest(each), passkey: others.passkey })))).toEqual(
      [["malformed-text", "input.attestation"]],
    );
    const nurses = await drawn(nurse, { to: "enrol" });
    expect(kinds(await said(() => key.attest(nurses)))).toEqual([
      ["malformed-text", "input.attestation"],
    ]);
    expect((await said((challenge) => key.attest(challenge))).status).toBe(201);
    expect(kinds(await said((challenge) => key.attest(challenge)))).toEqual([
      ["already-there", "input.attestation"],
    ]);
  });

  test("a closed account's passkey opens nothing", async () => {
    const gone = holdPasskey();
    expect((await enrol(await house.hire("one", "gone", ["nurse"]), gone)).status).toBe(201);
    const admin = await house.signIn("one", "admin");
    expect((await admin.tell("close-account", { account: "gone" })).status).toBe(201);
    expect((await signIn(gone.assert(await toSignIn()))).status).toBe(401);
  });
});
