// SPDX-License-Identifier: Apache-2.0
/**
 * Charts: an ECharts option in, an SVG drawing out. The drawing carries no style sheet, no fixed
 * size and no colour of its own: colours are the page's variables, so that one drawing serves
 * light, dark and print.
 */
import { CustomChart, LineChart } from "echarts/charts";
import { GridComponent, MarkAreaComponent, MarkLineComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

use([
  CustomChart,
  LineChart,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  LabelLayout,
  SVGRenderer,
]);

/** The sheet a chart is drawn on. Narrow: for a telephone, with fewer ticks and labels. */
export type Sheet = { readonly width: number; readonly height: number; readonly narrow: boolean };

/** A chart for any sheet. */
export type Chart = (sheet: Sheet) => EChartsCoreOption;

const NAMESPACES =
  / xmlns(?::xlink)?="[^"]*"| version="[^"]*"| baseProfile="[^"]*"| xml:space="[^"]*"/g;
const LEFTOVERS = / (?:class|ecmeta_[a-z_]+|pointer-events)="[^"]*"/g;

/** The drawing without what a page does not need; names inside it are made the page's own. */
const cleaned = (svg: string, name: string): string =>
  svg
    .replace(NAMESPACES, "")
    .replace(LEFTOVERS, "")
    .replace(/<style[\s\S]*?<\/style>\s*/g, "")
    .replace(/<rect [^>]*fill="none"><\/rect>\s*/, "")
    .replace(/zr\d+-/g, `${name}-`)
    .replace(/\n/g, "");

const withoutSize = (svg: string): string =>
  svg.replace(/^<svg width="[^"]*" height="[^"]*"/, "<svg");

/**
 * The drawing as SVG text that scales with its place. `name` is unique on the page.
 * Law: equal input gives equal text, however many charts were drawn before.
 */
export const drawn = (chart: Chart, sheet: Sheet, name: string): string => {
  const { width, height } = sheet;
  const instance = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    instance.setOption({ animation: false, ...chart(sheet) });
    return withoutSize(cleaned(instance.renderToSVGString(), name));
  } finally {
    instance.dispose();
  }
};
