// SPDX-License-Identifier: Apache-2.0
/** Guidelines, guidelines quoted by others, textbooks and digests. */
import { sourcesOf } from "./source.ts";

const guideline = sourcesOf("guideline");
const guidelineQuoted = sourcesOf("guideline-quoted");
const reference = sourcesOf("reference");

/** Guidelines, guidelines quoted by others, textbooks and digests. */
export const GUIDELINES = {
  aneskey_range: reference(
    "Book chapter: IT therapy for abdominal pain - dose range table",
    "https://aneskey.com/intrathecal-therapy-for-nonmalignant-and-malignant-abdominal-pain",
  ),
  clon_taper: reference(
    "Epidural clonidine nursing compendium",
    "https://download.skyscape.com/download/ota/lonestar/" +
      "1C1D0B4F-B5A0-4B97-B0BC-6F1593D2B9CD/pktnuress.ed1/content/HTML/3/tc280.htm",
  ),
  fda2018_pt: reference(
    "Pharmacy Times on FDA 2018 communication",
    "https://www.pharmacytimes.com/view/fda-officials-warn-about-misusing-meds-in-implante" +
      "d-pain-pumps",
  ),
  itb_bp_dosing: guideline(
    "Best Practices for ITB: Dosing and Long-Term Management. Neuromodulation 2016;19:623-31",
    "https://fcd.mcw.edu/?func=showPublication&id=674869&module=search",
  ),
  itb_bp_dosing_abs: guideline(
    "Saulino/Gudesblatt CMSC 2015 abstract of the same panel",
    "https://cmsc.confex.com/cmsc/2015/webprogram/Paper3434.html",
  ),
  itb_bp_screen: guideline(
    "Boster AL et al. Best Practices for ITB: Screening Test (ner.12437) 2016",
    "https://it.scribd.com/document/428487298/" +
      "Best-Practices-for-Intrathecal-Baclofen-Therapy-Screening-Test",
  ),
  itb_cheo: reference("CHEO ITB monograph", "https://outreach.cheo.on.ca/node/1490"),
  itb_medscape: reference(
    "Medscape: ITB maintenance dosing (2019)",
    "https://www.medscape.com/answers/2207448-173405/" +
      "what-is-the-dosing-of-itb-maintenance-therapy-for-spasticity",
  ),
  itb_minclinic: reference(
    "Lioresal/Gablofen dosing digest",
    "https://minclinic.eu/drugs/drugs_eng/Drugs_reference/lioresal-baclofen-343335.htm",
  ),
  itb_skyscape: reference(
    "ITB adult dosing compendium (label digest)",
    "https://download.skyscape.com/download/ota/lonestar/" +
      "1C1D0B4F-B5A0-4B97-B0BC-6F1593D2B9CD/pktnuress.ed1/content/HTML/5/tc256.htm",
  ),
  matis2021_t1: guidelineQuoted(
    "Matis G et al. Intrathecal pain management with ziconotide: time for consensus? " +
      "Brain Behav 2021;11(S1):e02055, Table 1",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC7943290/table/brb32055-tbl-0001",
  ),
  prialt_hbid: reference(
    "Handbook on Injectable Drugs, ziconotide acetate monograph",
    "https://download.skyscape.com/download/ota/lonestar/" +
      "A795912D-AC85-4D69-A416-8B6C2CBE6E94/hbinjdrg.ed25/content/HTML/z/tu1.htm",
  ),
  medscape_recall: reference(
    "Medscape: FDA class I recall, Dec 2012",
    "https://www.medscape.com/viewarticle/776694",
  ),
  itb_withdraw_wiki: reference(
    "Neurosurgery wiki: ITB withdrawal",
    "https://neurosurgerywiki.com/wiki/doku.php?do=export_xhtml&id=intrathecal_baclofen_wi" +
      "thdrawal",
  ),
  pacc2017_best: guideline(
    "Deer TR et al. PACC best practices and guidelines. Neuromodulation 2017;20:96-132 " +
      "(10.1111/ner.12538)",
    "https://www.scribd.com/document/531360151/PACC-1",
  ),
  pacc2012_main: guideline(
    "Deer TR et al. PACC 2012 management of pain by IT delivery. Neuromodulation 2012;15:436-66",
    "http://onlinelibrary.wiley.com/doi/10.1111/j.1525-1403.2012.00476.x/abstract",
  ),
};
