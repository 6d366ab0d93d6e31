// SPDX-License-Identifier: Apache-2.0
/** What the tests of the record share: a real digest, and logs and bodies to try. */
import { createHash } from "node:crypto";
import { assert } from "@cisterna/quantity";
import { appendAll, type Body, type Canonical, type Log } from "@cisterna/record";
import fc from "fast-check";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const logOf = (bodies: readonly Body[]): Log => {
  const log = appendAll([], bodies, sha256);
  assert(log.ok, "the sample can be recorded", { bodies });
  return log.value;
};

const leaf: fc.Arbitrary<Canonical> = fc.oneof(
  fc.maxSafeInteger().map((value) => (value === 0 ? 0 : value)),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(null, true, false),
);

export const someData: fc.Arbitrary<Canonical> = fc.letrec<{ tree: Canonical }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 4 }), tie("tree"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).tree;

/** Bodies in the order of time. */
export const someBodies = (least: number): fc.Arbitrary<readonly Body[]> =>
  fc
    .array(
      fc.record({
        wait: fc.nat(3),
        actor: fc.constantFrom("pump", "patient", "clinic"),
        kind: fc.constantFrom("programmed", "bolus-granted", "request-refused"),
        data: someData,
      }),
      { minLength: least, maxLength: 8 },
    )
    .map((steps) => {
      let at = 0;
      return steps.map(({ wait, ...rest }) => {
        at += wait;
        return { at, ...rest };
      });
    });
