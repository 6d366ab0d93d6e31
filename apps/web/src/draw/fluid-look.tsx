// SPDX-License-Identifier: Apache-2.0
/** How a fluid looks in every picture: colour and pattern by its number, hollow without drug. */

/** The number of a fluid among those of a picture, or null for one without drug. */
export type FluidLook = { readonly place: number; readonly empty: boolean };

/** What a shape of this fluid is filled with. */
export const fillOf = ({ place, empty }: FluidLook): string => {
  if (empty) return "var(--surface)";
  return place === 0 ? "var(--accent)" : `url(#fluid-${Math.min(place, 2)})`;
};

/** Patterns that a picture defines once: stripes and dots, so that colour is never alone. */
export const FluidPatterns = () => (
  <defs>
    <pattern id="fluid-1" width="7" height="7" patternUnits="userSpaceOnUse">
      <rect width="7" height="7" fill="var(--second-soft)" />
      <path d="M0 7L7 0" stroke="var(--second)" strokeWidth="2" />
    </pattern>
    <pattern id="fluid-2" width="6" height="6" patternUnits="userSpaceOnUse">
      <rect width="6" height="6" fill="var(--warn-soft)" />
      <circle cx="3" cy="3" r="1.6" fill="var(--warn)" />
    </pattern>
  </defs>
);

/** A line of the legend: how a fluid looks, and what it is. */
export const FluidSample = ({
  look,
  name,
}: {
  readonly look: FluidLook;
  readonly name: string;
}) => (
  <span>
    <svg width="26" height="12" aria-hidden="true">
      <FluidPatterns />
      <rect width="26" height="12" rx="3" fill={fillOf(look)} stroke="var(--quiet)" />
    </svg>
    {name}
  </span>
);
