// SPDX-License-Identifier: Apache-2.0
/** Facts: labels with their values, each on a line of its own. */
import type { Row } from "./program-rows.ts";

/** The list. */
export const Facts = ({ rows }: { readonly rows: readonly Row[] }) => (
  <dl className="facts">
    {rows.map(([name, value]) => (
      <div key={name} style={{ display: "contents" }}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
