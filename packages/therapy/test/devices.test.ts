// SPDX-License-Identifier: Apache-2.0
/** The device table: generic models complete, commercial ones honest about what is missing. */
import { createHash } from "node:crypto";
import { divide, flowFor, quantity } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  acts,
  CATHETER_IDS,
  CATHETERS,
  CONSTANT_NAMES,
  catheterNamed,
  catheterOf,
  complete,
  DEVICE_EDITION,
  type InlineConstants,
  MODEL_IDS,
  missing,
  modelNamed,
  OVER_INFUSION_SHARE,
  PUMPS,
  pumpOf,
  RESIDUAL_THRESHOLDS,
  residualThresholds,
  withInline,
} from "../src/devices/index.ts";

const GENERIC = ["generic-20", "generic-40", "generic-valve", "generic-fixed"] as const;
const COMMERCIAL = MODEL_IDS.filter((id) => !id.startsWith("generic-"));

const volume = (text: string) => quantity(text, "volume");
const flow = (text: string) => quantity(text, "flow");
const share = (text: string) => quantity(text, "ratio");

describe.each(GENERIC)("%s", (id) => {
  const pump = pumpOf(id);

  test("is complete", () => {
    expect(missing(pump)).toEqual([]);
    expect(complete(pump).ok).toBe(true);
  });

  test("has constants of ours only", () => {
    const constants = CONSTANT_NAMES.map((name) => pump.constants[name]);
    expect(constants.map((each) => each?.status)).toEqual(constants.map(() => "design"));
  });

  test("has flows that are whole numbers of pulses a day", () => {
    const found = complete(pump);
    if (!found.ok) throw new Error("incomplete");
    const { pulse, minimumFlow, maximumFlow, reservoir } = found.value.constants;
    for (const amount of [minimumFlow, maximumFlow, reservoir])
      expect(divide(amount, pulse).d).toBe(1n);
  });
});

test("the generic motor pumps have the constants that examples rely on", () => {
  const found = complete(pumpOf("generic-40"));
  expect(found).toMatchObject({
    ok: true,
    value: {
      constants: {
        reservoir: volume("40 mL"),
        pulse: volume("100 nL"),
        minimumFlow: flow("0.048 mL/d"),
        maximumFlow: flow("24 mL/d"),
        lowReservoir: volume("2 mL"),
        tubing: volume("0.2 mL"),
        overError: share("14.5 %"),
        underError: share("14.5 %"),
      },
    },
  });
});

test("the fixed-rate pump has one flow, and only continuous mode", () => {
  const found = complete(pumpOf("generic-fixed"));
  if (!found.ok) throw new Error("incomplete");
  expect(found.value.constants.minimumFlow).toEqual(found.value.constants.maximumFlow);
  expect(found.value.modes).toEqual(["continuous"]);
});

describe.each(COMMERCIAL)("%s", (id) => {
  const pump = pumpOf(id);

  test("is not complete, and says everything that is missing at once", () => {
    const found = complete(pump);
    if (found.ok) throw new Error("a commercial model claims to be complete");
    expect(found.refusals).toEqual(missing(pump));
    expect(found.refusals.map((each) => each.constant)).toContain("pulse");
  });

  test("names a gap as unverified, with the manual, exactly if a number is recalled", () => {
    for (const gap of missing(pump)) {
      if (gap.constant === "modes") continue;
      const known = pump.constants[gap.constant];
      expect(gap.standing).toBe(known === undefined ? "absent" : "unverified");
      expect(gap.checkIn !== undefined).toBe(gap.standing === "unverified");
    }
  });
});

const EVERYTHING: Required<InlineConstants> = {
  reservoir: volume("20 mL"),
  pulse: volume("250 nL"),
  minimumFlow: flow("0.05 mL/d"),
  maximumFlow: flow("20 mL/d"),
  lowReservoir: volume("3 mL"),
  residual: volume("1 mL"),
  tubing: volume("0.15 mL"),
  overError: share("10 %"),
  underError: share("9 %"),
  modes: ["continuous"],
};

describe("constants stated by a case", () => {
  test("complete a commercial model when every gap is stated, and carry the status case", () => {
    const pump = withInline(pumpOf("synchromed-iii"), EVERYTHING);
    const found = complete(pump);
    if (!found.ok) throw new Error("still incomplete");
    const { modes, ...constants } = EVERYTHING;
    expect(found.value.constants).toEqual(constants);
    expect(found.value.modes).toEqual(modes);
    expect(CONSTANT_NAMES.map((name) => pump.constants[name]?.status)).toEqual(
      CONSTANT_NAMES.map(() => "case"),
    );
  });

  test("fill only the gaps that they name", () => {
    const before = missing(pumpOf("synchromed-ii-20")).map((gap) => gap.constant);
    expect(before).toEqual([
      "pulse",
      "maximumFlow",
      "lowReservoir",
      "residual",
      "tubing",
      "underError",
    ]);
    const pump = withInline(pumpOf("synchromed-ii-20"), { tubing: volume("0.2 mL") });
    expect(missing(pump).map((gap) => gap.constant)).toEqual(
      before.filter((name) => name !== "tubing"),
    );
    expect(pump.constants.reservoir).toEqual(pumpOf("synchromed-ii-20").constants.reservoir);
  });

  test("stand in for a pump that no table knows", () => {
    expect(missing(pumpOf("inline")).map((gap) => gap.constant)).toEqual([
      ...CONSTANT_NAMES,
      "modes",
    ]);
    expect(complete(withInline(pumpOf("inline"), EVERYTHING)).ok).toBe(true);
  });

  test("leave the table as it was", () => {
    const before = pumpOf("synchromed-iii");
    withInline(before, EVERYTHING);
    expect(before.constants).toEqual({});
  });
});

describe("Law: an unverified constant is never used", () => {
  test("not for any model and any constant [REQ-033 holds]", () => {
    for (const pump of PUMPS.values())
      for (const name of CONSTANT_NAMES) {
        const known = pump.constants[name];
        if (known?.status !== "unverified") continue;
        expect(acts<unknown>(known)).toBe(false);
        expect(missing(pump).map((gap) => gap.constant)).toContain(name);
      }
  });

  test("and a recalled constant taken as read would be noticed [REQ-033 breaks]", () => {
    const pump = pumpOf("synchromed-ii-20");
    const tubing = pump.constants.tubing;
    if (tubing?.status !== "unverified") throw new Error("the tubing volume was read after all");
    const broken = withInline(pump, { tubing: tubing.value });
    expect(missing(broken).length).toBe(missing(pump).length - 1);
  });
});

test("the published example holds: 25 mcg/mL at the least SynchroMed II flow is 1.2 mcg/d", () => {
  const least = pumpOf("synchromed-ii-20").constants.minimumFlow;
  expect(least?.status).toBe("manufacturer");
  expect(least?.value).toEqual(
    flowFor(quantity("1.2 mcg/d", "dose-rate"), quantity("25 mcg/mL", "concentration")),
  );
});

test("models and catheters are named exactly or not at all", () => {
  for (const id of MODEL_IDS) expect(modelNamed(id)).toBe(id);
  for (const id of CATHETER_IDS) expect(catheterNamed(id)).toBe(id);
  for (const text of ["Generic-20", "generic", "", "synchromed ii"])
    expect(modelNamed(text)).toBeUndefined();
  expect(catheterNamed("Prometra")).toBeUndefined();
});

test("every model is in the table under its own id", () => {
  expect([...PUMPS].map(([id, pump]) => [id, pump.id])).toEqual(MODEL_IDS.map((id) => [id, id]));
  expect(CATHETER_IDS.map((id) => catheterOf(id).id)).toEqual([...CATHETER_IDS]);
});

test("catheters: ours and Prometra's volume act, the recalled Medtronic volume does not", () => {
  expect(acts(catheterOf("generic").perLength)).toBe(true);
  expect(catheterOf("prometra")).toMatchObject({
    perLength: { value: quantity("0.0026 mL/cm", "volume-per-length"), status: "manufacturer" },
    supplied: { value: quantity("110 cm", "length"), source: "n34" },
  });
  for (const id of ["indura-1p", "medtronic-8731sc", "ascenda-8780", "ascenda-8781"] as const)
    expect(acts(catheterOf(id).perLength)).toBe(false);
  expect(catheterOf("surestream").perLength).toBeUndefined();
});

describe("thresholds of reconciliation", () => {
  const values = (size: string) => residualThresholds(volume(size)).map((row) => row.value);

  test("follow the size of the reservoir, every source its own row", () => {
    expect(values("20 mL")).toEqual([volume("2 mL"), volume("1 mL")]);
    expect(values("40 mL")).toEqual([volume("2 mL"), volume("2 mL")]);
    expect(values("18 mL")).toEqual([volume("2 mL")]);
    expect(RESIDUAL_THRESHOLDS).toHaveLength(3);
  });

  test("call delivery over-infusion above 14.5 per cent", () => {
    expect(OVER_INFUSION_SHARE).toMatchObject({ value: share("14.5 %"), source: "n9" });
  });
});

test("another constant is another edition of the device table", () => {
  const rows = [...PUMPS.values(), ...CATHETERS.values()];
  const text = JSON.stringify(rows, (_, each) => (typeof each === "bigint" ? `${each}` : each));
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  expect([DEVICE_EDITION, digest]).toEqual([1, "6392354ae69e97f9"]);
});

test("of commercial models exactly these constants were read, and act [REQ-033 holds]", () => {
  const read = COMMERCIAL.map((id) => {
    const { constants } = pumpOf(id);
    const acting = CONSTANT_NAMES.filter((name) => acts<unknown>(constants[name]));
    return [id, acting.map((name) => `${name} ${constants[name]?.status}`)] as const;
  }).filter(([, acting]) => acting.length > 0);
  const synchromed = [
    "reservoir manufacturer",
    "minimumFlow manufacturer",
    "overError manufacturer",
  ];
  const prometra = ["reservoir manufacturer", "overError manufacturer", "underError manufacturer"];
  expect(Object.fromEntries(read)).toEqual({
    "synchromed-ii-20": synchromed,
    "synchromed-ii-40": synchromed,
    "synchromed-el-10": ["reservoir digest"],
    "synchromed-el-18": ["reservoir digest"],
    "prometra-20": prometra,
    "prometra-ii-20": prometra,
    "prometra-ii-40": prometra,
    "isomed-20": ["reservoir manufacturer"],
    "isomed-35": ["reservoir manufacturer"],
  });
});
