// SPDX-License-Identifier: Apache-2.0
/** The device table: every catheter model by its id. */
import { CATHETER_IDS, type Catheter, type CatheterId } from "./catheter.ts";
import { chosen, length, perLength, read, recalled } from "./row.ts";

const MEDTRONIC_MANUALS = "catheter implant manuals";
const medtronic = {
  maker: "Medtronic",
  perLength: recalled(perLength("0.0022 mL/cm"), MEDTRONIC_MANUALS),
  innerDiameter: recalled(length("0.53 mm"), MEDTRONIC_MANUALS),
} as const;

const EVERY_CATHETER: Readonly<Record<CatheterId, Catheter>> = {
  generic: {
    id: "generic",
    name: "Generic catheter",
    maker: "Cisterna",
    source: "cisterna",
    supplied: chosen(length("100 cm")),
    perLength: chosen(perLength("0.002 mL/cm")),
  },
  prometra: {
    id: "prometra",
    name: "Prometra intrathecal catheter",
    maker: "Flowonix",
    source: "n34",
    supplied: read(length("110 cm"), "n34"),
    perLength: read(perLength("0.0026 mL/cm"), "n34"),
  },
  "indura-1p": {
    ...medtronic,
    id: "indura-1p",
    name: "InDura 1P 8709SC",
    source: "n35",
    supplied: read(length("89 cm"), "n35"),
  },
  "medtronic-8731sc": {
    ...medtronic,
    id: "medtronic-8731sc",
    name: "8731SC",
    source: "n35",
    supplied: recalled(length("104 cm"), "8731 manual"),
  },
  "ascenda-8780": {
    ...medtronic,
    id: "ascenda-8780",
    name: "Ascenda 8780",
    source: "n35",
    supplied: recalled(length("114 cm"), "Ascenda manual"),
  },
  "ascenda-8781": {
    ...medtronic,
    id: "ascenda-8781",
    name: "Ascenda 8781",
    source: "n35",
    supplied: recalled(length("140 cm"), "Ascenda manual"),
  },
  "codman-60-2914": {
    id: "codman-60-2914",
    name: "Pump catheter 60-2914",
    maker: "Codman",
    source: "n37",
  },
  surestream: { id: "surestream", name: "SureStream", maker: "Codman", source: "n38" },
  inline: {
    id: "inline",
    name: "Catheter described by the case",
    maker: "not stated",
    source: null,
  },
};

/** Every catheter model by its id, in the order of the table. */
export const CATHETERS: ReadonlyMap<CatheterId, Catheter> = new Map(
  CATHETER_IDS.map((id) => [id, EVERY_CATHETER[id]]),
);

/** The row of a catheter model. */
export const catheterOf = (id: CatheterId): Catheter => EVERY_CATHETER[id];

/** The catheter that a text names, exactly as the table writes it; undefined if it names none. */
export const catheterNamed = (text: string): CatheterId | undefined =>
  CATHETER_IDS.find((catheter) => catheter === text);
