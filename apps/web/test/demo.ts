// SPDX-License-Identifier: Apache-2.0
/** The demo clinic as `./start` serves it, with the one implant of it that a newcomer programs. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { BUILT } from "../../../packages/cli/src/web/build.ts";
import type { PatientState } from "../../../packages/clinic/src/course/patient.ts";
import type { Practice } from "../../../packages/clinic/src/course/standing.ts";
import { fillDemo } from "../../../packages/clinic/src/demo/fill.ts";
import { makeDemoImplants } from "../../../packages/clinic/src/demo/implants.ts";
import { DEMO_CLINIC } from "../../../packages/clinic/src/demo/people.ts";
import { emptyShelf, onShelf, put } from "../../../packages/clinic/src/fact/shelf.ts";
import { openTelemetry } from "../../../packages/clinic/src/implants/telemetry.ts";
import { buildServer, codeAt, drawFactor, openDesk } from "../../../packages/clinic/src/index.ts";
import { openScratch } from "../../../packages/clinic/test/rig/place.ts";

/** The patient whose pump is programmed. */
export const PROGRAMMED = "demo-1";

/** The demo clinic, listening. */
export type Demo = {
  readonly address: string;
  readonly password: string;
  /** What `./cisterna clinic code` prints for an account. */
  readonly code: (account: string) => string;
  /** The file of the implant card. */
  readonly card: string;
  readonly close: () => Promise<void>;
};

/** One pump lives: each of the others would have to live through its months first. */
const oneOf = (practice: Practice): Practice => {
  const patient = onShelf(practice.patients, PROGRAMMED);
  if (patient === undefined) throw new Error("the demo has its first patient");
  return { ...practice, patients: put(emptyShelf<PatientState>(), PROGRAMMED, patient) };
};

const STEP_MS = 30_000;

/** Codes as the authenticator of an account shows them: each signs once, so it is the next one. */
const codesOf = (factor: string) => {
  const last = new Map<string, number>();
  return (account: string): string => {
    const step = Math.max(Math.floor(Date.now() / STEP_MS), (last.get(account) ?? 0) + 1);
    last.set(account, step);
    return codeAt(factor, step * STEP_MS);
  };
};

/** Opens it. */
export const openDemo = async (): Promise<Demo> => {
  const secrets = { password: "a password of the demo", factor: drawFactor() };
  const { db, close } = await openScratch();
  const desk = openDesk(db, Date.now);
  await fillDemo(desk, secrets);
  const folder = mkdtempSync(join(tmpdir(), "cisterna-demo-"));
  const implants = join(folder, "implants");
  const standing = await (await desk.serve(DEMO_CLINIC))?.record.look();
  if (standing === undefined) throw new Error("the demo clinic is served");
  await makeDemoImplants(implants, oneOf(standing.state.practice), Date.now());
  const telemetry = await openTelemetry({ clinic: DEMO_CLINIC, folder: implants, now: Date.now });
  if (!telemetry.ok) throw new Error(JSON.stringify(telemetry.refusals));
  const { app } = await buildServer(desk, {
    logger: pino({ level: "silent" }),
    secure: false,
    behindProxy: false,
    requestsPerMinute: 1_000_000,
    signInsPerMinute: 1_000_000,
    metricsFrom: [],
    app: BUILT,
    telemetry: telemetry.value,
  });
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    address: `${address}/`,
    password: secrets.password,
    code: codesOf(secrets.factor),
    card: join(implants, "state", `DEMO-${PROGRAMMED}`, "card.json"),
    close: async () => {
      await app.close();
      telemetry.value.stop();
      await close();
      rmSync(folder, { recursive: true });
    },
  };
};
