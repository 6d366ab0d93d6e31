// SPDX-License-Identifier: Apache-2.0
/**
 * Jobs: what is done for every clinic at night by its own clock, by whichever server comes first.
 * A night that nobody was up for is made up for once; what a dead server left is done by another.
 */
import { assert } from "@cisterna/quantity";
import type { PgBoss } from "pg-boss";
import type { ClinicVerdict } from "../desk/check.ts";
import type { Desk, Served } from "../desk/desk.ts";
import { remindClinic, sweepClinic, verifyClinic } from "./night.ts";
import { type Press, printNight } from "./paper.ts";

/** Told of what was done, and of what went wrong. */
export type Listener = {
  readonly verified: (verdict: ClinicVerdict) => void;
  readonly swept: (clinic: string, facts: number) => void;
  readonly reminded: (clinic: string, facts: number) => void;
  readonly printed: (clinic: string, reports: number) => void;
  readonly failed: (error: unknown) => void;
};

/** With what a server does the night's work. */
type Hand = {
  readonly desk: Desk;
  readonly told: Listener;
  readonly press: Press;
  /** Lays what was printed where it can be opened without a server. */
  readonly layOut: () => Promise<void>;
};

/** A kind of work, and when it begins. */
type Kind = {
  readonly name: string;
  /** Minute and hour of every night. No clock of any zone jumps over these. */
  readonly at: string;
  readonly work: (served: Served, hand: Hand) => Promise<void>;
};

/** Every kind of work. */
export const JOBS: readonly Kind[] = [
  {
    name: "verification",
    at: "30 3 * * *",
    work: (served, { desk, told }) => verifyClinic(desk, served, told.verified),
  },
  {
    name: "radar",
    at: "30 4 * * *",
    work: async (served, { desk, told }) =>
      told.swept(served.clinic, await sweepClinic(desk, served)),
  },
  {
    name: "reminders",
    at: "0 5 * * *",
    work: async (served, { desk, told }) =>
      told.reminded(served.clinic, await remindClinic(desk, served)),
  },
  {
    name: "reports",
    at: "30 5 * * *",
    work: async (served, { desk, told, press, layOut }) => {
      const count = await printNight(desk, served, press);
      await layOut();
      told.printed(served.clinic, count);
    },
  },
];

/**
 * A server that says nothing for so long is dead, s. Looking through a large record leaves little
 * time to say anything.
 */
const SILENCE = 300;

/** How every queue is kept. */
export const QUEUE = {
  heartbeatSeconds: SILENCE,
  expireInSeconds: 6 * 3600,
  retryLimit: 5,
  retryDelay: 60,
  retryBackoff: true,
};

/** How often a server looks for work, s. */
const OFTEN = 30;

type Ask = { readonly clinic: string };

const servedBy = async (desk: Desk, clinic: string): Promise<Served> => {
  const served = await desk.serve(clinic);
  assert(served !== null, "a clinic that has work is served", { clinic });
  return served;
};

const schedule = async (boss: PgBoss, desk: Desk, { name, at }: Kind): Promise<void> => {
  const clinics = await desk.db.selectFrom("clinic").select(["clinic", "zone"]).execute();
  for (const { clinic, zone } of clinics) {
    await boss.schedule(name, at, { clinic }, { key: clinic, tz: zone, missed: "once" });
  }
};

type Working = Hand & { readonly boss: PgBoss };

/** Begins to do the work of every clinic that there is; the queue's owner ends it. */
export const workOn = async (
  { boss, ...hand }: Working,
  pollingIntervalSeconds = OFTEN,
): Promise<void> => {
  const { desk, told } = hand;
  for (const kind of JOBS) {
    await boss.createQueue(kind.name, QUEUE);
    await schedule(boss, desk, kind);
    await boss.work<Ask>(kind.name, { pollingIntervalSeconds }, async ([job]) => {
      if (job === undefined) return;
      try {
        await kind.work(await servedBy(desk, job.data.clinic), hand);
      } catch (error) {
        told.failed(error);
        throw error;
      }
    });
  }
};
