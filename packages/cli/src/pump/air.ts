// SPDX-License-Identifier: Apache-2.0
/** `pump air NAME`: what one channel of a served implant does to frames. */
import { type Air, CLEAR } from "@cisterna/implant";
import { accepted, type Result, refused } from "@cisterna/quantity";
import {
  type CommandModule,
  done,
  type Outcome,
  operandOf,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { addressIn, askServer, URL_OPTION } from "./address.ts";

const SHARE = "a whole number of per cent, 0 to 100";
const DELAY = "whole milliseconds, 0 to 60000";
const CHANNELS: readonly string[] = ["near", "far"];

const shareIn = (request: Request, option: string): Result<number, Refusal> => {
  const read = optionOf(request, option) ?? "0";
  const share = /^\d{1,3}$/.test(read) ? Number(read) : Number.NaN;
  return share <= 100
    ? accepted(share / 100)
    : refused({ kind: "malformed-share", path: option, read, accepted: SHARE });
};

const delayIn = (request: Request): Result<number, Refusal> => {
  const read = optionOf(request, "delay") ?? "0";
  const delay = /^\d{1,5}$/.test(read) ? Number(read) : Number.NaN;
  return delay <= 60_000
    ? accepted(delay)
    : refused({ kind: "malformed-count", path: "delay", read, accepted: DELAY });
};

const channelIn = (request: Request): Result<string, Refusal> => {
  const read = optionOf(request, "channel") ?? "far";
  return CHANNELS.includes(read)
    ? accepted(read)
    : refused({ kind: "unknown-value", path: "channel", read, accepted: CHANNELS.join(", ") });
};

const partsOf = (request: Request) => ({
  loss: shareIn(request, "loss"),
  duplicate: shareIn(request, "duplicate"),
  delay: delayIn(request),
  channel: channelIn(request),
  address: addressIn(request),
});

const airText = (name: string, channel: string, { loss, duplicate, delay, jammed }: Air): string =>
  jammed
    ? `${name}, ${channel} field: jammed, nothing gets through.\n`
    : `${name}, ${channel} field: ${Math.round(loss * 100)} % are lost, ${Math.round(
        duplicate * 100,
      )} % come twice, ${delay} ms late.\n`;

const run = async (request: Request): Promise<Outcome> => {
  const { loss, duplicate, delay, channel, address } = partsOf(request);
  if (!loss.ok || !duplicate.ok || !delay.ok || !channel.ok || !address.ok) {
    return refusedOutcome([]);
  }
  const name = operandOf(request, 0) ?? "";
  const air: Air = {
    ...CLEAR,
    ...{ loss: loss.value, duplicate: duplicate.value, delay: delay.value },
    jammed: optionOf(request, "jammed") !== undefined,
  };
  const path = `implants/${encodeURIComponent(name)}/${channel.value}/air`;
  const answer = await askServer(address.value, path, air);
  if (!answer.ok) return refusedOutcome(answer.refusals);
  return done({ implant: name, channel: channel.value, air }, airText(name, channel.value, air));
};

/** `./cisterna pump air`. */
export const command: CommandModule = {
  name: "air",
  summary: "What a channel of a served implant does to frames: loss, delay, jamming",
  example: "pump air CIS-0001 --channel far --loss 20",
  operands: [{ name: "NAME", about: "the implant", needed: true }],
  options: [
    { name: "channel", value: "CHANNEL", about: "near or far; far if left out" },
    { name: "loss", value: "N", about: `share of frames that get lost, ${SHARE}` },
    { name: "duplicate", value: "N", about: `share of frames that come twice, ${SHARE}` },
    { name: "delay", value: "N", about: `how late they come, ${DELAY}` },
    { name: "jammed", value: null, about: "nothing gets through" },
    URL_OPTION,
  ],
  details: "What is left out is as in clear air.",
  check: (request) =>
    Object.values(partsOf(request)).flatMap((each) => (each.ok ? [] : each.refusals)),
  run,
};
