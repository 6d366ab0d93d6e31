// SPDX-License-Identifier: Apache-2.0
/** A clinic's server as a process of its own on a data folder, killed and started again. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILT } from "../../../packages/cli/src/web/build.ts";
import { MORPHINE, SETTINGS } from "../../../packages/clinic/test/course/ward.ts";
import {
  CLINIC,
  type Door,
  drawSecrets,
  type Hand,
  signIn,
} from "../../../packages/clinic/test/kill/caller.ts";
import { dead, start } from "../../../packages/clinic/test/kill/kill.ts";
import { labelCode } from "../src/visit/label.ts";

const told = async (hand: Hand, path: string, input: unknown): Promise<void> => {
  const answer = await hand.tell(path, input, crypto.randomUUID());
  if (answer?.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer?.json)}`);
};

const LABEL = {
  ...{ lot: "k-1", patient: "k1", drugs: MORPHINE, volume: "20 mL" },
  expires: `${new Date().getUTCFullYear() + 1}-12-31`,
};

/** People, a patient with an empty pump, and a syringe. */
const furnish = async (door: Door, admin: Hand): Promise<void> => {
  for (const [account, role] of [
    ["doctor", "physician"],
    ["nurse", "nurse"],
  ] as const) {
    const { password, factor } = door;
    const person = { account, name: `N. ${account}`, roles: [role] };
    await told(admin, "open-account", { ...person, password, factor });
  }
  const doctor = await signIn(door, "doctor", "nurse");
  await told(doctor, "configure-clinic", SETTINGS);
  const person = { name: "Kim Killed", born: "1961-04-02", tolerance: "tolerant" };
  await told(doctor, "patients/k1/register-patient", person);
  await told(doctor, "patients/k1/record-implant", {
    ...{ implant: "implant-1", on: "2026-03-01", pump: { model: "generic-40" } },
    catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
    ...{ site: "left abdomen", surgeon: "Dr C" },
  });
  await told(doctor, "receive-drug", { ...LABEL, container: "one syringe of 20 mL" });
};

/** Opens it, with what a first fill needs. */
export const openKilled = async () => {
  const data = mkdtempSync(join(tmpdir(), "cisterna-killed-"));
  const place = { data, url: "", app: BUILT };
  let running = await start(place);
  const { address, told: welcomes } = running;
  const [first] = welcomes;
  if (first === undefined) throw new Error("an empty database tells who its administrator is");
  const door: Door = { address, ...drawSecrets() };
  await furnish(door, await signIn({ ...first, address }, "admin", "admin"));
  return {
    ...{ address: `${address}/`, clinic: CLINIC, password: door.password },
    label: labelCode(LABEL),
    kill: () => dead(running),
    start: async (): Promise<void> => {
      running = await start({ ...place, port: new URL(address).port });
    },
    close: async (): Promise<void> => {
      await dead(running);
      rmSync(data, { recursive: true });
    },
  };
};
