// SPDX-License-Identifier: Apache-2.0
/** The clinic that is measured: a server that listens, its people, and a clock set by hand. */

import { type Answered, type Client, enter } from "@cisterna/client";
import {
  buildServer,
  type CommandInput,
  codeAt,
  drawFactor,
  openClinic,
  openDatabase,
  openDesk,
  type Place,
} from "@cisterna/clinic";
import { assert } from "@cisterna/quantity";
import { pino } from "pino";

/** Id of the clinic. */
export const CLINIC = "bench";

const PASSWORD = crypto.randomUUID();
const FACTOR = drawFactor();

/** A clinic that is served. */
export type House = {
  readonly db: Awaited<ReturnType<typeof openDatabase>>;
  readonly desk: ReturnType<typeof openDesk>;
  readonly address: string;
  readonly clock: { ms: number };
  readonly signIn: (account: string) => Promise<Client>;
  readonly close: () => Promise<void>;
};

/** What was answered. Whatever a bench asks for is done, or the bench is wrong. */
export const done = <T>(answer: Answered<T>): T => {
  assert(answer.ok, "what the bench asks for is done", { said: JSON.stringify(answer) });
  return answer.value;
};

/** Somebody's hand at the clinic's time. */
export const hand = ({ clock }: Pick<House, "clock">) => ({
  ...{ password: PASSWORD, code: codeAt(FACTOR, clock.ms) },
  meaning: "I have checked it",
});

/** Who reads, and with what. */
export const SECRETS = { account: "doctor", password: PASSWORD };

const settings: CommandInput<"configure-clinic"> = {
  ...{ name: "Bench", phone: "0", alarm: "2 mL", lead_time: 5, observation: "30 min" },
  ...{ book_ahead: 14, no_show_margin: 2, weekend: ["sat", "sun"], closures: [] },
  controlled: [],
};

/** Opens a clinic in an empty place, with a physician and a nurse. */
export const openHouse = async (place: Place): Promise<House> => {
  const clock = { ms: Date.parse("2015-01-01T08:00:00Z") };
  const db = await openDatabase(place);
  const desk = openDesk(db, () => clock.ms);
  const { app } = await buildServer(desk, {
    ...{ logger: pino({ level: "silent" }), secure: false, behindProxy: false },
    ...{ requestsPerMinute: 1e9, signInsPerMinute: 1e9, metricsFrom: [], app: null },
    telemetry: null,
  });
  const first = { account: "admin", name: "Ada Min", roles: ["administrator" as const] };
  const secrets = { password: PASSWORD, factor: FACTOR };
  await openClinic(desk, { clinic: CLINIC, name: "Bench", zone: "UTC", first, ...secrets });
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  const signIn = async (account: string): Promise<Client> => {
    // A connection that went while this process was busy is found out by what may be asked again.
    await fetch(`${address}/api/health`).catch(() => null);
    return done(await enter({ at: address, clinic: CLINIC, account, password: PASSWORD }));
  };
  const admin = await signIn("admin");
  for (const [account, role] of [
    ["doctor", "physician"],
    ["nurse", "nurse"],
  ] as const) {
    const input = { account, name: `N. ${account}`, roles: [role], ...secrets };
    done(await admin.tell("open-account", { input, signature: hand({ clock }) }));
  }
  const doctor = await signIn("doctor");
  done(await doctor.tell("configure-clinic", { input: settings, signature: hand({ clock }) }));
  const close = async (): Promise<void> => {
    await app.close();
    await db.destroy();
  };
  return { db, desk, address, clock, signIn, close };
};
