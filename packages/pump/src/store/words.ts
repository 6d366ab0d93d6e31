// SPDX-License-Identifier: Apache-2.0
/**
 * Words that are one byte in the store. The order is the format: words are only ever added at the
 * end, at most 248 of them; a word that is not here is written out.
 */

/** The words, by their number. */
export const WORDS: readonly string[] = [
  ...["kind", "at", "command", "fault", "because", "pulses", "quanta", "from", "upto", "rate"],
  ...["bolus", "source", "id", "over", "left", "reason", "refusals", "asked", "until", "limit"],
  ...["bolus-granted", "bolus-settled", "bolus-cancelled", "refused", "self-tested", "failed"],
  ...["fault-found", "fault-cleared", "on-demand", "single", "periodic", "request", "locked-out"],
  ...["programmed", "program", "replaced", "catheter", "version", "clock", "week", "titration"],
  ...[
    "onDemand",
    "transition",
    "minimum",
    "onFault",
    "fluid",
    "drugClass",
    "limits",
    "hour",
    "day",
  ],
  ...["lockout", "perDay", "validity", "first", "every", "hold", "stop", "opioid", "ziconotide"],
  ...[
    "baclofen",
    "other",
    "bridge",
    "prime",
    "refilled",
    "volume",
    "found",
    "aspirated",
    "stopped",
  ],
  ...[
    "maximum",
    "stop-expired",
    "since",
    "resumed",
    "interrogated",
    "status",
    "repeated",
    "answer",
  ],
  ...["ran-dry", "transition-settled", "transition-cancelled", "turns-reconciled", "missed"],
  ...["surplus", "acknowledged", "faults", "silenced", "alarm-tested", "clock-set", "scan-begun"],
  ...["scan-ended", "recovered", "cause", "charged", "daily-count-reached", "window-full"],
  ...["committed", "window", "alarm-forbids", "request-expired", "askedAt", "stale-version"],
  ...["offered", "replaces", "running", "path", "what", "device", "pulse", "least", "most"],
  ...[
    "capacity",
    "low",
    "battery",
    "testEvery",
    "now",
    "delivered",
    "withheld",
    "reservoir",
    "dry",
  ],
  ...["begun", "clockFrom", "boluses", "grants", "history", "eras", "counted", "tested", "scan"],
  ...["filled", "rested", "primed", "answers", "events", "silentUntil", "ends", "limitsFrom"],
  ...["reset", "motor-stall", "under-delivery", "over-delivery", "reservoir-low", "gone", "mode"],
  ...["reservoir-empty", "alarm", "ranDry", "expired", "refill", "exchange", "resume", "dose"],
];
