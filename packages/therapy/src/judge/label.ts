// SPDX-License-Identifier: Apache-2.0
/**
 * Labels and permissions: whether each drug is labelled for this pump, whether the patient may ask
 * for boluses of it, and whether the answer to a fault suits what its sudden loss does.
 */
import type { Check } from "../check.ts";
import { actionOf } from "../formulary/index.ts";
import { type Context, drugOf, ingredientPath } from "./context.ts";

const labelChecks = (context: Context): readonly Check[] =>
  context.of.reservoir.fluid.flatMap(({ drug: id }, index): readonly Check[] => {
    const drug = drugOf(context, id);
    const { pump } = context.of.implant;
    const covered = drug.labelled.some(
      ({ pumps }) => pumps === "any-approved" || pumps.includes(pump.id),
    );
    if (covered) return [];
    const origin = drug.unapproved[0] ?? drug.labelled[0];
    return [
      {
        kind: "off-label",
        severity: drug.labelled.length > 0 && pump.source === "cisterna" ? "note" : "confirm",
        path: `${ingredientPath(index)}.drug`,
        drug: id,
        what: drug.labelled.length > 0 ? "not-on-this-pump" : "not-intrathecal",
        ...(origin === undefined ? {} : { origin }),
      },
    ];
  });

const permissionChecks = (context: Context): readonly Check[] => {
  if (context.of.prescription.onDemand === null) return [];
  const model = context.of.implant.pump.id;
  return context.of.reservoir.fluid.flatMap(({ drug }) =>
    drugOf(context, drug)
      .onDemand.filter((row) => !row.permitted && row.pumps.includes(model))
      .map((row) => ({
        kind: "on-demand-not-permitted" as const,
        severity: actionOf(row, "on-demand-permission"),
        path: "prescription.on_demand",
        drug,
        origin: row,
      })),
  );
};

const faultChecks = (context: Context): readonly Check[] => {
  const { onFault } = context.of.prescription;
  if (onFault === null) {
    return [{ kind: "on-fault-missing", severity: "refuse", path: "prescription.on_fault" }];
  }
  if (onFault !== "stop") return [];
  return context.of.reservoir.fluid.flatMap(({ drug }): readonly Check[] => {
    const stop = drugOf(context, drug).abruptStop;
    const path = "prescription.on_fault";
    const found = { kind: "stop-is-dangerous", severity: "confirm", path, drug } as const;
    if (stop === null) return [{ ...found, what: "not-known" }];
    return stop.danger === "none-known" ? [] : [{ ...found, what: stop.danger, origin: stop }];
  });
};

/** What labels, permissions and the danger of stopping have to say. */
export const labelRelatedChecks = (context: Context): readonly Check[] => [
  ...labelChecks(context),
  ...permissionChecks(context),
  ...faultChecks(context),
];
