// SPDX-License-Identifier: Apache-2.0
/**
 * The look: one accent, our own ink and paper. Mantine's own colours fail the contrast of WCAG AA,
 * so every colour of text stands in `style.css` and is checked on every screen by axe.
 */
import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";

const tide: MantineColorsTuple = [
  "#eef7f7",
  "#d9ecec",
  "#b5dada",
  "#8fcacc",
  "#6cc9cd",
  "#2f9298",
  "#16777d",
  "#0a5f66",
  "#084d53",
  "#063b40",
];

/** A filled thing takes accent and ink from the page, so that both lights have their contrast. */
const colours: VariantColorsResolver = (input) =>
  input.variant === "filled"
    ? {
        background: "var(--accent)",
        hover: "var(--accent-hover)",
        color: "var(--on-accent)",
        border: "1px solid transparent",
      }
    : defaultVariantColorsResolver(input);

/** The theme of every screen. */
export const THEME = createTheme({
  colors: { tide },
  primaryColor: "tide",
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver: colours,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif",
  headings: { fontWeight: "650" },
  defaultRadius: 6,
  cursorType: "pointer",
  respectReducedMotion: true,
});
