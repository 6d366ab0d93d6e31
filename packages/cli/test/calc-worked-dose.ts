// SPDX-License-Identifier: Apache-2.0
/** The worked examples of doses, boluses, errors, days and accuracy. */
import { expect } from "vitest";
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

const flowOf = (inputs: Inputs, unit = "mcg") =>
  calc("flow", {
    dose: typed(inputs[`dose_${unit}_per_day`], `${unit}/d`),
    concentration: typed(inputs[`concentration_${unit}_per_mL`], `${unit}/mL`),
  });

const bolusVolume = (dose: string, concentration: string) =>
  calc("volume", { dose, concentration });

const change = (from: string, to: string) => calc("change", { from, to });

/** A dose per day to a dose per hour: to a flow at the label's concentration, and back. */
const hourly = async (inputs: Inputs): Promise<Results> => {
  const concentration = "25 mcg/mL";
  const dose = typed(inputs["dose_mcg_per_day"], "mcg/d");
  const flow = amount(await calc("flow", { dose, concentration }), "flow", "mL/d");
  const back = await calc("dose", { flow: typed(flow, "mL/d"), concentration });
  return { dose_mcg_per_h: amount(back, "dose-per-hour", "mcg/h") };
};

const screening = async (inputs: Inputs): Promise<Results> => {
  const dose = typed(inputs["dose_mcg"], "mcg");
  const answer = await bolusVolume(dose, typed(inputs["concentration_mcg_per_mL"], "mcg/mL"));
  return { volume_mL: amount(answer, "volume", "mL") };
};

const wrongConcentration = async (inputs: Inputs): Promise<Results> => {
  const answer = await change(
    typed(inputs["entered_concentration_mg_per_mL"], "mg/mL"),
    typed(inputs["actual_concentration_mg_per_mL"], "mg/mL"),
  );
  return { overdose_factor: amount(answer, "factor", "1") };
};

const visit = async (inputs: Inputs): Promise<Results> => {
  const filled = typed(inputs["fill_mL"], "mL");
  const answer = await calc("reconcile", {
    filled,
    programmed: typed(inputs["programmed_delivered_mL"], "mL"),
    aspirated: typed(inputs["measured_residual_mL"], "mL"),
    reservoir: filled,
  });
  const verdicts = answer["verdicts"] as readonly { kind: string; threshold?: Amount }[];
  const flagged = (kind: string, limit: number) =>
    verdicts.some((each) => each.kind === kind && each.threshold?.value === limit);
  return {
    expected_residual_mL: amount(answer, "expected", "mL"),
    discrepancy_mL: amount(answer, "discrepancy", "mL"),
    actual_delivered_mL: amount(answer, "delivered", "mL"),
    error_pct: amount(answer, "error", "%"),
    flag_volume: flagged("volume-discrepancy", inputs["flag_mL"] ?? Number.NaN),
    flag_overinfusion: flagged("over-infusion", inputs["spec_pct"] ?? Number.NaN),
  };
};

const clock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** How each is asked of the command line. */
export const DOSES: Expressed = {
  "prialt-min-flow-dose": async (inputs) => {
    const answer = await calc("dose", {
      flow: typed(inputs["flow_mL_per_day"], "mL/d"),
      concentration: typed(inputs["concentration_mcg_per_mL"], "mcg/mL"),
    });
    return { dose_mcg_per_day: amount(answer, "dose", "mcg/d") };
  },
  "proto-strokes-500": async (inputs) => {
    const answer = await calc("achievable", {
      dose: typed(inputs["dose_mcg_per_day"], "mcg/d"),
      concentration: typed(inputs["concentration_mg_per_mL"], "mg/mL"),
      pulse: typed(inputs["stroke_uL"], "uL"),
    });
    return {
      volume_uL_per_day: amount(answer, "flow", "uL/d"),
      strokes_per_day: answer["pulses-per-day"] as number,
      dose_per_stroke_mg: amount(answer, "dose-per-pulse", "mg"),
    };
  },
  // The pulse cancels out: any dose and pulse that make so many pulses a minute give this interval.
  "proto-min-interval": async (inputs) => {
    const perMinute = inputs["max_pushes_per_min"] ?? Number.NaN;
    const answer = await calc("achievable", {
      dose: `${perMinute * 10} mcg/min`,
      concentration: "1 mg/mL",
      pulse: "10 uL",
    });
    return { min_interval_s: amount(answer, "interval", "s") };
  },
  "prialt-start-flow": async (inputs) => {
    const answer = await flowOf(inputs);
    return {
      flow_mL_per_day: amount(answer, "flow", "mL/d"),
      flow_mL_per_h: amount(answer, "flow-per-hour", "mL/h"),
    };
  },
  "prialt-start-hourly": hourly,
  "prialt-max-hourly": hourly,
  "tmlt-dose-step": async (inputs) => {
    const answer = await change(
      typed(inputs["old_dose_mg_per_day"], "mg/d"),
      typed(inputs["new_dose_mg_per_day"], "mg/d"),
    );
    return { change_pct: amount(answer, "change", "%") };
  },
  "prialt-vial-split": async (inputs) => {
    const answer = await change(
      typed(inputs["removed_for_first_rinse_mL"], "mL"),
      typed(inputs["vial_mL"], "mL"),
    );
    return { remaining_mL: amount(answer, "difference", "mL") };
  },
  "tmlt-fill-mismatch": async (inputs) => {
    const answer = await change(
      typed(inputs["filled_mL"], "mL"),
      typed(inputs["programmed_reservoir_mL"], "mL"),
    );
    return { phantom_volume_mL: amount(answer, "difference", "mL") };
  },
  "prometra2-fav-emergency-mri-dose": async (inputs) => {
    const answer = await calc("mass", {
      volume: typed(inputs["leak_volume_uL_max"], "uL"),
      concentration: typed(inputs["concentration_mg_per_mL"], "mg/mL"),
    });
    return { bolus_dose_mg_max: amount(answer, "mass", "mg") };
  },
  "itb-screen-50": screening,
  "itb-screen-100": screening,
  "jama-pca-volume": async (inputs) => {
    const dose = typed(inputs["dose_mg"], "mg");
    const answer = await bolusVolume(dose, typed(inputs["concentration_mg_per_mL"], "mg/mL"));
    return { volume_mL: amount(answer, "volume", "mL") };
  },
  "ptm-max-daily": async (inputs) => {
    const answer = await calc("on-demand", {
      basal: typed(inputs["basal_dose_mg_per_day"], "mg/d"),
      dose: typed(inputs["bolus_dose_mg"], "mg"),
      lockout: typed(inputs["lockout_h"], "h"),
      "per-day": String(inputs["max_boluses_per_day"]),
    });
    return {
      lockout_cap_per_day: answer["lockout-allows"] as number,
      effective_max_boluses: answer["allowed-per-day"] as number,
      max_total_mg_per_day: amount(answer, "worst-day", "mg/d"),
    };
  },
  "proto-codose-baclofen": async (inputs) => {
    const flow = await calc("flow", {
      dose: typed(inputs["primary_dose_mcg_per_day"], "mcg/d"),
      concentration: typed(inputs["primary_concentration_mcg_per_mL"], "mcg/mL"),
    });
    const answer = await calc("dose", {
      flow: typed(amount(flow, "flow", "mL/d"), "mL/d"),
      concentration: typed(inputs["secondary_concentration_mcg_per_mL"], "mcg/mL"),
    });
    return { secondary_dose_mcg_per_day: amount(answer, "dose", "mcg/d") };
  },
  "ismp-conc-default-10x": wrongConcentration,
  "ismp-conc-default-50x": wrongConcentration,
  "jama-pca-mis-set": async (inputs) => {
    const ordered = typed(inputs["ordered_dose_mg"], "mg");
    const entered = typed(inputs["entered_concentration_mg_per_mL"], "mg/mL");
    const volume = amount(await bolusVolume(ordered, entered), "volume", "mL");
    const given = await calc("mass", {
      volume: typed(volume, "mL"),
      concentration: typed(inputs["actual_concentration_mg_per_mL"], "mg/mL"),
    });
    const dose = amount(given, "mass", "mg");
    return {
      delivered_volume_mL: volume,
      delivered_dose_mg: dose,
      factor: amount(await change(ordered, typed(dose, "mg")), "factor", "1"),
    };
  },
  "sideport-injection-vs-daily": async (inputs) => {
    const answer = await change(
      typed(inputs["daily_dose_mg"], "mg"),
      typed(inputs["pushed_dose_mg"], "mg"),
    );
    return { multiple_of_daily_dose: amount(answer, "factor", "1") };
  },
  "cadd-accuracy-pct": async (inputs) => {
    const answer = await change(
      typed(inputs["intended_mL"], "mL"),
      typed(inputs["delivered_mL"], "mL"),
    );
    return {
      error_mL: amount(answer, "difference", "mL"),
      error_pct: amount(answer, "change", "%"),
    };
  },
  "refill-discrepancy-flag": visit,
  "refill-discrepancy-ok": visit,
  "tmlt-actual-vs-planned-days": async (inputs) => {
    const keys = {
      alarm: typed(inputs["low_alarm_mL"], "mL"),
      flow: typed(inputs["flow_mL_per_day"], "mL/d"),
    };
    const believed = await calc("refill", {
      ...keys,
      volume: typed(inputs["believed_mL"], "mL"),
    });
    const actual = await calc("refill", { ...keys, volume: typed(inputs["filled_mL"], "mL") });
    return {
      believed_days_to_alarm: amount(believed, "days-to-alarm", "d"),
      actual_days_to_empty: amount(actual, "days-to-empty", "d"),
    };
  },
  "proto-refill-projection": async (inputs) => {
    const answer = await calc("refill", {
      volume: typed(inputs["fill_mL"], "mL"),
      alarm: typed(inputs["alert_level_mL"], "mL"),
      dose: typed(inputs["dose_mcg_per_day"], "mcg/d"),
      concentration: typed(inputs["concentration_mg_per_mL"], "mg/mL"),
      lead: typed(inputs["min_refill_lead_days"], "d"),
    });
    return {
      flow_mL_per_day: amount(answer, "flow", "mL/d"),
      usable_mL: amount(answer, "usable", "mL"),
      days_to_alert: amount(answer, "days-to-alarm", "d"),
      days_to_empty: amount(answer, "days-to-empty", "d"),
      days_to_refill: amount(answer, "due-days", "d"),
    };
  },
  "prialt-diluted-stability-cap": async (inputs) => {
    const answer = await calc("refill", {
      volume: typed(inputs["usable_mL"], "mL"),
      alarm: "0 mL",
      flow: typed(inputs["flow_mL_per_day"], "mL/d"),
      stability: typed(inputs["stability_days"], "d"),
    });
    expect(answer["because"]).toBe("stability");
    return {
      volume_days: amount(answer, "days-to-alarm", "d"),
      refill_due_days: amount(answer, "due-days", "d"),
    };
  },
  "ptc-refill-worstcase": async (inputs) => {
    const answer = await calc("refill", {
      volume: typed(inputs["reservoir_mL"], "mL"),
      alarm: typed(inputs["refill_floor_mL"], "mL"),
      flow: typed(inputs["basal_flow_mL_per_day"], "mL/d"),
      bolus: typed(inputs["bolus_volume_mL"], "mL"),
      "boluses-per-day": String(inputs["allotted_boluses_per_day"]),
    });
    return {
      worst_case_mL_per_day: amount(answer, "flow", "mL/d"),
      days_to_refill: amount(answer, "days-to-alarm", "d"),
    };
  },
  "proto-window-daily-total": async (inputs) => {
    const base = typed(inputs["base_dose_mcg_per_day"], "mcg/d");
    const inside = typed(inputs["window_dose_mcg_per_day_rate"], "mcg/d");
    const at = (key: string) => clock(inputs[key] ?? Number.NaN);
    const answer = await calc("pattern", {
      steps: `00:00 ${base}, ${at("window_start_min")} ${inside}, ${at("window_end_min")} ${base}`,
      concentration: "1 mg/mL",
    });
    return { daily_total_mcg: amount(answer, "daily", "mcg/d") };
  },
  "flex-three-steps": async (inputs) => {
    const rows = inputs["steps"] as unknown as readonly { duration_h: number; dose_mcg: number }[];
    const rates = await Promise.all(
      rows.map(({ duration_h, dose_mcg }) =>
        calc("rate", { amount: typed(dose_mcg, "mcg"), duration: typed(duration_h, "h") }),
      ),
    );
    const starts = rows.map((_, place) =>
      rows.slice(0, place).reduce((sum, row) => sum + row.duration_h * 60, 0),
    );
    const steps = rates.map((rate, place) => {
      return `${clock(starts[place] ?? 0)} ${amount(rate, "rate", "mcg/d")} mcg/d`;
    });
    const answer = await calc("pattern", {
      steps: steps.join(", "),
      concentration: typed(inputs["concentration_mcg_per_mL"], "mcg/mL"),
    });
    const flows = answer["flows"] as readonly Answer[];
    return {
      sum_duration_h: flows.reduce((sum, flow) => sum + amount(flow, "duration", "h"), 0),
      daily_total_mcg: amount(answer, "daily", "mcg/d"),
      daily_volume_mL: amount(answer, "daily-flow", "mL/d"),
      flow_mL_per_h: flows.map((flow) => amount(flow, "flow-per-hour", "mL/h")),
    };
  },
  "eri-to-eos-90d": async (inputs) => {
    const answer = await calc("date", {
      from: `${String(inputs["eri_date"])}T00:00:00Z`,
      after: typed(inputs["eri_to_eos_days"], "d"),
    });
    return { replace_by_date: answer["date"] as string };
  },
};
