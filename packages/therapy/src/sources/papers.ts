// SPDX-License-Identifier: Apache-2.0
/** Papers, series and conference abstracts. */
import { sourcesOf } from "./source.ts";

const paper = sourcesOf("paper");

/** Papers, series and conference abstracts. */
export const PAPERS = {
  bac_clon: paper(
    "Baclofen-clonidine admixture stability in pump, 16 weeks",
    "https://discovery.researcher.life/article/" +
      "drug-stability-testing-to-support-clinical-feasibility-investigations-for-intrathecal" +
      "-baclofen-clonidine-admixture/407f04302604343a9a140b0df1c83b02",
  ),
  bac_morph: paper(
    "Sitaram BR et al. Baclofen-morphine admixtures. Int J Pharm 1995;118:181-9",
    "https://research.monash.edu/en/publications/" +
      "stability-and-compatibility-of-baclofen-and-morphine-admixtures-f",
  ),
  classen2004: paper(
    "Classen AM et al. Morphine-bupivacaine-clonidine admixture. JPSM 2004;28:603-11",
    "https://id.scribd.com/document/407660312/Mike",
  ),
  clon_hassenbusch: paper(
    "Hassenbusch SJ et al. IT clonidine phase I/II. Pain Med 2002;3:85-91",
    "https://discovery.researcher.life/article/" +
      "intrathecal-clonidine-in-the-treatment-of-intractable-pain-a-phase-iii-study/" +
      "2b56c6203f7539cda9c79f401c604841",
  ),
  clon_hm: paper(
    "Clonidine in clonidine-hydromorphone mixture from implanted pumps. JPSM 2004;28:599-602",
    "https://cris.bgu.ac.il/en/publications/stability-of-clonidine-in-clonidine-hydromorph" +
      "one-mixture-from-im",
  ),
  eldabe_bolus: paper(
    "Bolus IT ziconotide pilot study (ner.12003)",
    "http://onlinelibrary.wiley.com/doi/10.1111/ner.12003/abstract",
  ),
  goucke_bupi: paper(
    "High-concentration IT bupivacaine-opioid pilot. Pain Med 2010 (j.1526-4637.2010.00958.x)",
    "http://onlinelibrary.wiley.com/doi/10.1111/j.1526-4637.2010.00958.x/abstract",
  ),
  grider2011: paper(
    "Grider JS et al. Low-dose IT opioid trialing. Pain Physician 2011;14:343-51",
    "http://www.painphysicianjournal.com/linkout?issn=1533-3159&vol=14&page=343",
  ),
  hassenbusch1995: paper(
    "Hassenbusch 1995, as abstracted in Cochrane CD006605",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC6494200/table/CD006605-tblf-0013",
  ),
  hildebrand_bupi: paper(
    "Hildebrand KR, Elsberry DD, Deer TR. IT bupivacaine. Clin J Pain 2001;17:239-44",
    "https://www.ncbi.nlm.nih.gov/pubmed/11587115",
  ),
  hildebrand_hm: paper(
    "Hildebrand KR et al. Hydromorphone in an implantable infusion system. JPSM 2001;22:1042-7",
    "https://pt.scribd.com/document/317087858/Hydromorphone-in-Pumps",
  ),
  hildebrand_mclon: paper(
    "Hildebrand KR et al. Morphine-clonidine admixtures. JPSM 2003;25:464-71",
    "https://vufind.lboro.ac.uk/PrimoRecord/cdi_proquest_miscellaneous_73244752",
  ),
  javed2020: paper(
    "Javed S. HPLC of drug mixtures from IT pumps, case series n=5, 2020",
    "https://zendy.io/title/10.36076/pmcr.2020/4/15",
  ),
  kim2019: paper(
    "Kim DD et al. Conversion of IT opioids to fentanyl. Neuromodulation 2019",
    "https://scholarlycommons.henryford.com/anesthesiology_articles/54",
  ),
  mcdowell2016: paper(
    "McDowell GC, Pope JE. Intrathecal ziconotide: dosing and administration strategies. " +
      "Neuromodulation 2016;19:522-32",
    "https://metajournal.com/articles/447052/intrathecal-ziconotide-dosing-administration-" +
      "strategies-patients-refractory",
  ),
  perruchoud_bolus: paper(
    "Perruchoud C et al. single-shot IT ziconotide, SSAR 2010 abstract",
    "https://serval.unil.ch/fr/notice/serval:BIB_AAD650BA5164",
  ),
  rapm_fentanyl: paper(
    "IT fentanyl series n=25, RAPM 2019;44 Suppl 1:A171",
    "https://rapm.bmj.com/content/44/Suppl_1/A171.2",
  ),
  robert2017: paper(
    "Robert J et al. Morphine-ropivacaine-ziconotide stability. IJPC 2017;21:347-51",
    "https://ijpc.com/Abstracts/Abstract.cfm?ABS=4349",
  ),
  roos_suf: paper(
    "Roos PJ et al. pH and sufentanil absorption in PVC reservoir. Pharm World Sci " +
      "1993;15:139-44",
    "https://link.springer.com/article/10.1007%2FBF02113943",
  ),
  shields_review: paper(
    "Review: stability of ziconotide alone and in admixture (PMID 23969707)",
    "https://biomaterialdatabase.com/search/publications/23969707",
  ),
  sorrieul2023: paper(
    "Sorrieul J et al. Morphine-clonidine and sufentanil-clonidine mixtures. " +
      "Neuromodulation 2023;26:1195-1207",
    "https://www.neuromodulationjournal.org/article/S1094-7159(22)00769-3/fulltext",
  ),
  webster2009: paper(
    "Long-term IT ziconotide open-label. J Pain Symptom Manage 2009;37:363-72",
    "https://www.unboundmedicine.com/medline/citation/18715748/" +
      "Long_term_intrathecal_ziconotide_for_chronic_pain:_an_open_label_study_",
  ),
  itb_watve2012: paper(
    "Watve SV et al. ITB overdose/withdrawal. Spinal Cord 2012;50:107-11",
    "https://metajournal.com/articles/344115",
  ),
  maino2017: paper(
    "Maino P et al. IT pump refills and pocket fills. Neuromodulation 2017;20:733-9",
    "https://bvbvf1.bib-bvb.de/vufind/PrimoRecord/cdi_proquest_journals_1949114606",
  ),
};
