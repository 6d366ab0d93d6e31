// SPDX-License-Identifier: Apache-2.0
/** Labels of drugs, copies of labels, and their makers' pages. */
import { sourcesOf } from "./source.ts";

const label = sourcesOf("label");
const labelCopy = sourcesOf("label-copy");
const manufacturer = sourcesOf("manufacturer");

/** Labels of drugs, copies of labels, and their makers' pages. */
export const LABELS = {
  clon_epi_dose: labelCopy(
    "Clonidine epidural injection label copy - dosing",
    "https://recallguide.org/drug/clonidine",
  ),
  infu_empr: labelCopy("INFUMORPH label digest (eMPR)", "http://www.empr.com/infumorph/drug/3820/"),
  infu_globalrph: labelCopy(
    "INFUMORPH older label copy (globalrph / RxList)",
    "https://globalrph.com/rx-list/infumorph-drug",
  ),
  itb_druglib: labelCopy(
    "Lioresal Intrathecal label description (copy)",
    "http://webmail.druglib.com/druginfo/lioresal-intrathecal/description_pharmacology/",
  ),
  itb_drugscom: labelCopy(
    "Baclofen dosage (drugs.com, label digest)",
    "https://www.drugs.com/dosage/baclofen.html",
  ),
  itb_gablofen_empr: labelCopy("Gablofen label digest", "http://www.empr.com/gablofen/drug/3769/"),
  prialt_drugscom: labelCopy(
    "Ziconotide dosage (drugs.com, label digest)",
    "http://www.drugs.com/dosage/ziconotide.html",
  ),
  prialt_eu2012: label(
    "EU SmPC Prialt annex I (2012)",
    "https://ec.europa.eu/health/documents/community-register/2012/20120206117429/" +
      "anx_117429_en.pdf",
  ),
  prialt_isi: manufacturer("PRIALT important safety information", "http://prialt.com/hcp"),
  prialt_mfr_pump: manufacturer(
    "TerSera: PRIALT intrathecal pump use & drug delivery",
    "https://www.prialt.com/for-healthcare-professionals/intrathecal-pump-use-drug-delivery/",
  ),
  prialt_mfr_titr: manufacturer(
    "TerSera: PRIALT importance of titration (cites Deer 2017 PACC)",
    "https://www.prialt.com/for-healthcare-professionals/importance-of-titration/",
  ),
  prialt_prescriberpoint: labelCopy(
    "PRIALT current label copy (SynchroMed II and III named)",
    "https://prescriberpoint.com/therapies/prialt-b025d8e",
  ),
  prialt_renal: labelCopy(
    "PRIALT label digest (renalandurologynews)",
    "https://www.renalandurologynews.com/drug/prialt/",
  ),
  prialt_uk2023: label(
    "UK SmPC Prialt 100 mcg/mL, updated 02-Mar-2023",
    "https://medicines.org.uk/emc/product/215/smpc/print",
  ),
  fda2018: label(
    "FDA safety communication 14-Nov-2018 (ASA copy)",
    "https://www.asahq.org/advocacy-and-asapac/fda-and-washington-alerts/fda-alerts/2018/" +
      "11/implanted-pumps-safety-communication---use-caution-when-selecting-pain-medicine-fo" +
      "r-intrathecal-administration",
  ),
  prialt_overdose: labelCopy(
    "PRIALT overdose section copy",
    "https://pill2trip.com/medicine/prialt",
  ),
  itb_od_label: labelCopy(
    "Baclofen IT overdose section (label copy)",
    "https://pill2trip.com/medicine/gabalon-0-005",
  ),
  infu_pillsync: labelCopy(
    "INFUMORPH current boxed warning copy",
    "https://pillsync.com/drug/infumorph-200-morphine-sulfate-injection-solution-infumorph" +
      "-500-morphine-sulfate-injection-solution/hikma-pharmaceuticals-usa-inc/ndc/" +
      "db9ac9e3-d761-4a99-9f34-4946ebe8f255",
  ),
  mitigo_pp: labelCopy("MITIGO label copy", "https://prescriberpoint.com/therapies/mitigo-728f3d8"),
};
