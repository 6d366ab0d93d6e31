// SPDX-License-Identifier: Apache-2.0
/** Manuals, notices and texts about pumps and catheters; ids as in the research notes. */
import { sourcesOf } from "./source.ts";

const manufacturer = sourcesOf("manufacturer");
const paper = sourcesOf("paper");
const reference = sourcesOf("reference");
const own = sourcesOf("own");

/** Manuals, notices and texts about pumps and catheters; ids as in the research notes. */
export const MAKERS = {
  n1: manufacturer(
    "TerSera: PRIALT importance of titration, and intrathecal pump use",
    "https://www.prialt.com/for-healthcare-professionals/importance-of-titration/",
    "https://www.prialt.com/for-healthcare-professionals/intrathecal-pump-use-drug-delivery/",
  ),
  n6: manufacturer(
    "Medtronic: getting a replacement, and product advisories (SynchroMed II)",
    "http://www.medtronic.com/patients/severe-spasticity/living-with/" +
      "getting-a-replacement/index.htm",
  ),
  n8: reference(
    "ECRI alert of March 2014 on SynchroMed over-infusion, with an accuracy study",
    "https://www.ecri.org/search-results/member-preview/hrcalerts/pages/" +
      "hrcalerts032614_medtronic/",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC4218763",
  ),
  n9: manufacturer(
    "Medtronic field safety notice FA596 on over-infusion, as announced by HSA Singapore",
    "https://www.hsa.gov.sg/announcements/synchromed-ii-implantable-drug-infusion-pump-upd" +
      "ate-to-the-april-2014-communication-on-overinfusion/",
  ),
  n10: manufacturer(
    "Medtronic: SynchroMed II drug infusion system",
    "http://www.medtronic.com/us-en/healthcare-professionals/products/neurological/" +
      "drug-infusion-systems/synchromed-ii.html",
  ),
  n11: manufacturer(
    "Medtronic: SynchroMed II pump for severe spasticity, with a clinic's programming page",
    "http://www.medtronic.com/uk-en/patients/treatments-therapies/" +
      "drug-pump-severe-spasticity/synchromed-ii-pump.html",
    "https://www.functionalneuro.surgery/programmingrefillingofintrathecaldrugdeliverypumps.htm",
  ),
  n12: reference(
    "News: FDA approval of SynchroMed III",
    "https://www.med-technews.com/api/amp/news/medical-device-news/" +
      "medtronic-receives-fda-approval-for-synchromed-iii-system/",
  ),
  n14: reference(
    "Drug Topics: SynchroMed EL models recalled",
    "https://drugtopics.com/view/fda-several-synchromed-el-implantable-infusion-pump-model" +
      "s-recalled",
  ),
  n15: manufacturer(
    "Medtronic: SynchroMed and IsoMed, information for prescribers",
    "https://pdfslide.us/documents/synchromed-isomed-isomed-implantable-infusion-systems-i" +
      "nformation-for-prescribers.html",
  ),
  n18: manufacturer(
    "Flowonix Prometra II manual, page 22, and the trial it reports",
    "https://manualshive.com/ru/manual/flowonix/13827/2308328?page=22",
    "http://www.pubmed.gov/23057877/",
  ),
  n19: manufacturer(
    "Flowonix Prometra II manual, page 14, and its list of models",
    "https://manualshive.com/en/manual/flowonix/13827/2308328?page=14",
    "https://fdocuments.net/document/20-ml-programmable-pump-ref-11827-non-clinical-testin" +
      "g-has-demonstrated-that-the.html",
  ),
  n20: manufacturer(
    "Flowonix Prometra patient therapy controller guide, pages 5 and 10",
    "https://manualshive.com/ru/manual/flowonix/prometra-patient-therapy-controller/" +
      "2308327?page=5",
    "https://manualshive.com/ru/manual/flowonix/prometra-patient-therapy-controller/" +
      "2308327?page=10",
  ),
  n22: manufacturer(
    "Codman AS-10 and Archimedes manuals",
    "https://manualslib.mx/manual/513899/Codman-As-10.html?page=22",
    "https://vdocument.in/archimedes-implantable-constant-flow-infusion-pump.html",
  ),
  n23: manufacturer(
    "Codman pumps, patient support",
    "https://www.jnjmedtech.com/en-US/codman-pumps/patient-support",
  ),
  n24: manufacturer(
    "Codman MedStream manual, page 4",
    "https://manualslib.es/manual/744850/Codman-Medstream.html?page=4",
  ),
  n25: reference(
    "MRIsafety.com: AccuRx",
    "http://www.mrisafety.com/SafetyInformation_view.php?editid1=240",
  ),
  n32: reference(
    "Pain management textbook: pump refills and reprogramming",
    "https://www.pharmacologicalsciences.us/pain-management-2/" +
      "pump-refills-and-reprogramming.html",
  ),
  n34: manufacturer(
    "Flowonix Prometra II manual, page 33: catheter",
    "https://manualshive.com/ru/manual/flowonix/13827/2308328?page=33",
  ),
  n35: manufacturer(
    "Medtronic: intrathecal drug delivery, products",
    "http://professional.medtronic.com/pt/neuro/idd/prod/index.htm",
  ),
  n37: manufacturer(
    "Codman pump catheter for MedStream and Archimedes, instructions",
    "https://1library.net/document/z3162768-codman-pump-catheter-ref-medstream-archimedes-" +
      "pumps.html",
  ),
  n38: manufacturer(
    "Codman MedStream manual, page 7: SureStream catheter",
    "https://manualshive.com/en/manual/johnson-and-johnson/codman-medstream/2022966?page=7",
  ),
  n41: reference(
    "ISMP: injection into the wrong port of an implanted pump (2004)",
    "http://www.ismp.org/Newsletters/acutecare/articles/20040115.asp",
  ),
  n45: paper(
    "ASRA 2017 poster: checking the residual volume at refill",
    "https://epostersonline.com/ASRAFALL17/node/1139?page=1",
  ),
  em_morphine: manufacturer(
    "Medtronic SynchroMed EL manual, Appendix C emergency procedures (p.55)",
    "https://manualslib.de/manual/628807/Medtronic-Synchromed-El-Serie.html?page=64",
  ),
  em_morphine_card: manufacturer(
    "Medtronic emergency procedure card: morphine overdose",
    "https://expydoc.com/doc/4906881/emergency-procedure-card",
  ),
  n27: reference(
    "University of Wisconsin nursing hub: intrathecal pumps, refills and MRI",
    "https://uconnect.wisc.edu/cosmos/swiftbot/clinical/nursing-hub/intrathecal-pump/" +
      "magnetic-resonance-imaging-mri/",
  ),
  n30: manufacturer(
    "Medtronic: MRI guidelines for intrathecal pumps",
    "http://professional.medtronic.com/devices/synchromed-II-for-spasticity/" +
      "mri-guidelines/index.htm",
    "http://professional.medtronic.com/interventions/intrathecal-drug-delivery/" +
      "mri-guidelines/index.htm",
  ),
  n31: manufacturer(
    "Medtronic: SynchroMed II, caution after MRI, as announced by the TGA",
    "https://tga.gov.au/safety/product-recalls/synchromed-ii-infusion-pump-caution-after-mri",
  ),
  n33: manufacturer(
    "Flowonix Prometra II manual, page 8: MRI",
    "https://manualshive.com/ru/manual/flowonix/13827/2308328?page=8",
  ),
  cisterna: own(
    "Cisterna: constants of our own generic models, chosen and not measured",
    "docs/sources.md#constants-of-our-own",
  ),
};
