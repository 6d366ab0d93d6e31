// SPDX-License-Identifier: Apache-2.0
/** The devices of an implant and the procedure of a visit, as others refer to them. */
import type { Device, Procedure, Reference } from "@medplum/fhirtypes";
import { referTo } from "./name.ts";
import { type Look, nameIn } from "./row.ts";

/** One of the two devices of an implant. */
export type Part = "pump" | "catheter";

/** The id of a device of an implant. */
export const deviceId = (look: Look, part: Part, implant: string): string =>
  nameIn(look, part, implant);

/** The pump of an implant. */
export const pumpReference = (look: Look, implant: string): Reference<Device> =>
  referTo<Device>("Device", deviceId(look, "pump", implant));

/** The id of the procedure that a visit is. */
export const visitId = (look: Look, visit: string): string => nameIn(look, "visit", visit);

/** The procedure that a visit is. */
export const visitReference = (look: Look, visit: string): Reference<Procedure> =>
  referTo<Procedure>("Procedure", visitId(look, visit));

/** The implant that a visit is about; null: no such visit began. */
export const implantOfVisit = ({ before }: Look, visit: string): string | null => {
  const begun = before.find(
    ({ kind, data }) => kind === "visit-begun" && data.payload["visit"] === visit,
  );
  return begun === undefined ? null : String(begun.data.payload["implant"]);
};

/** The pump that a visit is about. */
export const pumpOfVisit = (look: Look, visit: string): Reference<Device> | undefined => {
  const implant = implantOfVisit(look, visit);
  return implant === null ? undefined : pumpReference(look, implant);
};
