// SPDX-License-Identifier: Apache-2.0
/** The worked examples of mixtures, catheters, primes and bridges. */
import {
  type Amount,
  type Answer,
  amount,
  calc,
  type Expressed,
  type Inputs,
  type Results,
  typed,
} from "./calc-worked.ts";

const ampoule = async (inputs: Inputs): Promise<Results> => {
  const answer = await calc("concentration", {
    mass: typed(inputs["drug_mg"], "mg"),
    volume: typed(inputs["volume_mL"], "mL"),
  });
  return { concentration_mcg_per_mL: amount(answer, "concentration-mcg", "mcg/mL") };
};

const trimmed = async (inputs: Inputs): Promise<Results> => {
  const answer = await calc("catheter", {
    supplied: typed(inputs["supplied_length_cm"], "cm"),
    trimmed: typed(inputs["trimmed_cm"], "cm"),
    "per-length": typed(inputs["mL_per_cm"], "mL/cm"),
  });
  return {
    implanted_length_cm: amount(answer, "implanted", "cm"),
    volume_mL: amount(answer, "volume", "mL"),
  };
};

type StockRow = { readonly volume: Amount; readonly concentration: Amount; readonly mass: Amount };

const stocksOf = (answer: Answer): readonly StockRow[] => answer["stocks"] as readonly StockRow[];

/** Volume and concentration of both stocks under the names that the examples use. */
const bothStocks = (answer: Answer): Results =>
  Object.fromEntries(
    stocksOf(answer).flatMap(({ volume, concentration }, place) => [
      [`drug${place + 1}_volume_mL`, volume.value],
      [`drug${place + 1}_true_concentration_mg_per_mL`, concentration.value],
    ]),
  );

const fixedRate = async (inputs: Inputs): Promise<Results> => {
  const strength = typed(inputs["stock_concentration_mg_per_mL"], "mg/mL");
  const dose = typed(inputs["dose_mg_per_day"], "mg/d");
  const answer = await calc("mixture", {
    reservoir: typed(inputs["reservoir_mL"], "mL"),
    flow: typed(inputs["flow_mL_per_day"], "mL/d"),
    stock: `morphine ${strength} ${dose}`,
  });
  const [stock] = stocksOf(answer);
  if (stock === undefined) throw new RangeError("no stock in the answer");
  const diluent = amount(answer, "diluent", "mL");
  return {
    running_time_days: amount(answer, "duration", "d"),
    total_drug_mg: stock.mass.value,
    drug_volume_mL: stock.volume.value,
    saline_mL: diluent,
    total_solution_mL: stock.volume.value + diluent,
  };
};

const bridged = async (inputs: Inputs): Promise<Results> => {
  const catheter = await calc("catheter", {
    implanted: typed(inputs["catheter_length_cm"], "cm"),
    "per-length": typed(inputs["catheter_mL_per_cm"], "mL/cm"),
  });
  const catheterVolume = amount(catheter, "volume", "mL");
  const answer = await calc("bridge", {
    "old-dose": typed(inputs["old_dose_mcg_per_day"], "mcg/d"),
    "old-concentration": typed(inputs["old_concentration_mcg_per_mL"], "mcg/mL"),
    "new-dose": typed(inputs["new_dose_mcg_per_day"], "mcg/d"),
    "new-concentration": typed(inputs["new_concentration_mcg_per_mL"], "mcg/mL"),
    tubing: typed(inputs["pump_tubing_mL"], "mL"),
    catheter: typed(catheterVolume, "mL"),
  });
  return {
    catheter_volume_mL: catheterVolume,
    bridge_volume_mL: amount(answer, "volume", "mL"),
    bridge_rate_mL_per_day: amount(answer, "rate", "mL/d"),
    bridge_duration_h: amount(answer, "duration", "h"),
    old_drug_dose_in_bridge_mcg: amount(answer, "drug", "mcg"),
    new_flow_mL_per_day: amount(answer, "new-flow", "mL/d"),
    dose_mcg_per_day_if_bridge_omitted: amount(answer, "unbridged-dose", "mcg/d"),
  };
};

const primed = async (inputs: Inputs, includeTubing: "yes" | "no"): Promise<Results> => {
  const answer = await calc("prime", {
    tubing: typed(inputs["pump_tubing_mL"], "mL"),
    catheter: typed(inputs["catheter_volume_mL"], "mL"),
    "include-tubing": includeTubing,
    concentration: typed(inputs["concentration_mcg_per_mL"], "mcg/mL"),
    rate: typed(inputs["rate_mL_per_h"], "mL/h"),
  });
  return {
    prime_volume_mL: amount(answer, "volume", "mL"),
    prime_drug_mcg: amount(answer, "drug", "mcg"),
    duration_min: amount(answer, "duration", "min"),
  };
};

/** How each is asked of the command line. */
export const LINES: Expressed = {
  "cap-aspirate-min": async (inputs) => {
    const answer = await calc("access-port", {
      catheter: typed(inputs["cap_to_tip_mL"], "mL"),
      margin: typed(inputs["margin_mL"], "mL"),
    });
    return { aspirate_at_least_mL: amount(answer, "aspirate", "mL") };
  },
  "sideport-injection-dose": async (inputs) => {
    const answer = await calc("access-port", {
      catheter: typed(inputs["catheter_volume_mL"], "mL"),
      margin: "0 mL",
      concentration: typed(inputs["concentration_mg_per_mL"], "mg/mL"),
    });
    return { pushed_dose_mg: amount(answer, "pushed", "mg") };
  },
  "lioresal-ampule-1": ampoule,
  "lioresal-ampule-2": ampoule,
  "codman-mix-morphine": fixedRate,
  "codman-mix-slow-high": fixedRate,
  "mix-two-stock-undiluted": async (inputs) => {
    const stock = (place: number) =>
      [
        `drug${place}`,
        typed(inputs[`drug${place}_stock_mg_per_mL`], "mg/mL"),
        typed(inputs[`drug${place}_dose_mg_per_day`], "mg/d"),
      ].join(" ");
    const reservoir = typed(inputs["reservoir_mL"], "mL");
    const answer = await calc("mixture", { reservoir, stock: [stock(1), stock(2)] });
    return {
      ...bothStocks(answer),
      flow_mL_per_day: amount(answer, "flow", "mL/d"),
      duration_days_to_empty: amount(answer, "duration", "d"),
    };
  },
  "mix-fixed-rate-two-drugs": async (inputs) => {
    const drugs = inputs["drugs"] as unknown as readonly Inputs[];
    const answer = await calc("mixture", {
      reservoir: typed(inputs["reservoir_mL"], "mL"),
      flow: typed(inputs["fixed_flow_mL_per_day"], "mL/d"),
      stock: drugs.map((drug, place) =>
        [
          `drug${place + 1}`,
          typed(drug["stock_mg_per_mL"], "mg/mL"),
          typed(drug["dose_mg_per_day"], "mg/d"),
        ].join(" "),
      ),
    });
    return { ...bothStocks(answer), diluent_mL: amount(answer, "diluent", "mL") };
  },
  "mix-new-dose-existing-reservoir": async (inputs) => {
    const flow = amount(
      await calc("flow", {
        dose: typed(inputs["drug1_new_dose_mg_per_day"], "mg/d"),
        concentration: typed(inputs["drug1_true_concentration_mg_per_mL"], "mg/mL"),
      }),
      "flow",
      "mL/d",
    );
    const dose = await calc("dose", {
      flow: typed(flow, "mL/d"),
      concentration: typed(inputs["drug2_true_concentration_mg_per_mL"], "mg/mL"),
    });
    const refill = await calc("refill", {
      volume: typed(inputs["remaining_mL"], "mL"),
      alarm: typed(inputs["low_alarm_mL"], "mL"),
      flow: typed(flow, "mL/d"),
    });
    return {
      flow_mL_per_day: flow,
      drug2_dose_mg_per_day: amount(dose, "dose", "mg/d"),
      days_to_alarm: amount(refill, "days-to-alarm", "d"),
    };
  },
  // The source's own chain: this length, then the lumen of the next entry.
  "proto-catheter-length": async (inputs) => {
    const answer = await calc("catheter", {
      supplied: typed(inputs["original_length_cm"], "cm"),
      trimmed: typed(inputs["removed_length_cm"], "cm"),
      "inner-diameter": "0.8 mm",
    });
    return { implanted_length_cm: amount(answer, "implanted", "cm") };
  },
  "proto-catheter-lumen": async (inputs) => {
    const answer = await calc("catheter", {
      implanted: typed(inputs["implanted_length_cm"], "cm"),
      "inner-diameter": typed(inputs["inside_diameter_mm"], "mm"),
    });
    return { volume_mL: amount(answer, "volume", "mL") };
  },
  "prometra-catheter-untrimmed": trimmed,
  "prometra-catheter-trim-30": trimmed,
  "proto-bridge-rate": async (inputs) => {
    const answer = await calc("rate", {
      amount: typed(inputs["bridge_volume_mL"], "mL"),
      duration: typed(inputs["duration_min"], "min"),
    });
    return {
      rate_mL_per_h: amount(answer, "rate-per-hour", "mL/h"),
      rate_mL_per_day: amount(answer, "rate", "mL/d"),
    };
  },
  // The new fluid does not enter the bridge's rate and duration: the old one stands in for it.
  "proto-bridge-duration": async (inputs) => {
    const dose = typed(inputs["old_dose_mcg_per_day"], "mcg/d");
    const concentration = typed(inputs["old_concentration_mcg_per_mL"], "mcg/mL");
    const answer = await calc("bridge", {
      "old-dose": dose,
      "old-concentration": concentration,
      "new-dose": dose,
      "new-concentration": concentration,
      tubing: "0 mL",
      catheter: typed(inputs["bridge_volume_mL"], "mL"),
    });
    return {
      rate_mL_per_day: amount(answer, "rate", "mL/d"),
      duration_h: amount(answer, "duration", "h"),
    };
  },
  "bridge-down-4x": bridged,
  "bridge-dose-change": bridged,
  "prime-pump-and-catheter": (inputs) => primed(inputs, "yes"),
  "prime-catheter-only": (inputs) => primed(inputs, "no"),
};
