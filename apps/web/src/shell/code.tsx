// SPDX-License-Identifier: Apache-2.0
/** A text as a QR code, for a telephone to scan; it stays dark on light in every light. */
import { encode } from "uqr";

const QUIET_CELLS = 2;

/** One path of all dark cells, row by row. */
const pathOf = (data: readonly (readonly boolean[])[]): string =>
  data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");

/** The code. */
export const Code = ({ text, name }: { readonly text: string; readonly name: string }) => {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const wide = size + 2 * QUIET_CELLS;
  return (
    <svg
      className="code"
      role="img"
      aria-label={name}
      viewBox={`${-QUIET_CELLS} ${-QUIET_CELLS} ${wide} ${wide}`}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET_CELLS} y={-QUIET_CELLS} width={wide} height={wide} fill="#fff" />
      <path d={pathOf(data)} fill="#000" />
    </svg>
  );
};
