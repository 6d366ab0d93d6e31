// SPDX-License-Identifier: Apache-2.0
/** Sources of methods: what the arithmetic of a station follows, cited in its own comments. */
import { sourcesOf } from "./source.ts";

const guideline = sourcesOf("guideline");
const reference = sourcesOf("reference");

/** Sources of methods. No number of the formulary or the device table comes from them. */
export const METHODS = {
  n3: guideline(
    "Best practice for intrathecal baclofen, abstract and paper: prime, bridge, clocks",
    "https://cmsc.confex.com/cmsc/2015/webprogram/Paper3434.html",
    "https://fcd.mcw.edu/?func=showPublication&id=674869&module=search",
  ),
  n28: reference(
    "Prototype of a clinician's application, not a product, licence unknown; facts only",
    "stored GitHub file 70076773058",
  ),
  n42: reference(
    "Patent US 8,862,451 B2: bridge bolus",
    "http://20i.passivity.us/patent/US-8862451-B2",
  ),
  n44: reference("Patent US 6,928,338: mixtures of stock drugs", "http://patentcut.com/6928338"),
  happ: reference(
    "HAPP, an artificial pancreas: requests that have grown old",
    "https://github.com/timomer/HAPP/wiki",
  ),
};
