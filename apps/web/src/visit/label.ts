// SPDX-License-Identifier: Apache-2.0
/**
 * The code on a syringe's label as a scanner types it: `CIS1;lot=…;patient=…;drugs=…;volume=…;
 * expires=…`, each key once, drugs as `morphine 10 mg/mL + bupivacaine 5 mg/mL`. Text flows in; a
 * label or null out. What it says is judged by the clinic alone.
 */

/** What a label says. */
export type Label = {
  readonly lot: string;
  readonly patient?: string;
  readonly drugs: readonly { readonly drug: string; readonly concentration: string }[];
  readonly volume: string;
  readonly expires: string;
};

const DRUG = /^([a-z]+) ([0-9.]+ (?:mg|mcg)\/mL)$/;
const KEYS = ["lot", "patient", "drugs", "volume", "expires"];

/** The drugs of a label, such as `morphine 10 mg/mL`. Null: not written so. */
export const drugsFrom = (text: string): Label["drugs"] | null => {
  const all = text.split(" + ").map((each) => DRUG.exec(each.trim()));
  const found = all.flatMap((match) => {
    const [, drug, concentration] = match ?? [];
    return drug === undefined || concentration === undefined ? [] : [{ drug, concentration }];
  });
  return found.length === all.length ? found : null;
};

/** The drugs as a label writes them. */
export const drugsText = (drugs: Label["drugs"]): string =>
  drugs.map(({ drug, concentration }) => `${drug} ${concentration}`).join(" + ");

/** A label from its code. Null: not such a code, a key missing, unknown or given twice. */
export const labelFrom = (code: string): Label | null => {
  const [mark, ...parts] = code.trim().split(";");
  const pairs = parts.map((part) => {
    const at = part.indexOf("=");
    return [part.slice(0, Math.max(0, at)), part.slice(at + 1)] as const;
  });
  const names = pairs.map(([name]) => name);
  const known = names.every((name) => KEYS.includes(name)) && new Set(names).size === names.length;
  const { lot, patient, drugs, volume, expires } = Object.fromEntries(pairs);
  const fluid = drugsFrom(drugs ?? "");
  if (mark !== "CIS1" || !known || fluid === null || !lot || !volume || !expires) return null;
  return { lot, ...(patient ? { patient } : {}), drugs: fluid, volume, expires };
};

/** The code of a label. Law: labelFrom(labelCode(l)) is l. */
export const labelCode = (label: Label): string =>
  [
    "CIS1",
    `lot=${label.lot}`,
    ...(label.patient === undefined ? [] : [`patient=${label.patient}`]),
    `drugs=${drugsText(label.drugs)}`,
    `volume=${label.volume}`,
    `expires=${label.expires}`,
  ].join(";");
