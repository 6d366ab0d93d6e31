// SPDX-License-Identifier: Apache-2.0
/**
 * `pump serve`: the implants of a folder live until the process is told to end. Then their time
 * stands still, and nothing is lost; nothing is lost either when it is killed.
 */
import {
  type Hosting,
  type HostRefusal,
  isLoopback,
  type Served,
  serve,
  startImplants,
  type Tone,
} from "@cisterna/implant";
import { accepted, durationOf, type Result, refused } from "@cisterna/quantity";
import {
  type CommandModule,
  done,
  type Io,
  type Outcome,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { timeText } from "../text/en.ts";
import { PORT } from "./address.ts";

const FASTEST = 1_000_000;
const SPEED = `a number and x, from 0x to ${FASTEST}x: 1x is real time, 0x stands still`;

/** How fast time goes by. Refuses: `malformed-speed`. */
const speedIn = (text: string): Result<number, Refusal> => {
  const match = /^(\d{1,7}(?:\.\d{1,3})?)x$/.exec(text);
  const speed = match === null ? Number.NaN : Number(match[1]);
  return speed <= FASTEST
    ? accepted(speed)
    : refused({ kind: "malformed-speed", path: "speed", read: text, accepted: SPEED });
};

const portIn = (text: string): Result<number, Refusal> => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535
    ? accepted(port)
    : refused({ kind: "malformed-count", path: "port", read: text, accepted: "0 to 65535" });
};

const hostIn = (host: string): Result<string, Refusal> =>
  isLoopback(host)
    ? accepted(host)
    : refused({ kind: "not-loopback", path: "host", read: host, accepted: "127.0.0.1, ::1" });

const partsOf = (request: Request) => ({
  speed: speedIn(optionOf(request, "speed") ?? "1x"),
  port: portIn(optionOf(request, "port") ?? String(PORT)),
  host: hostIn(optionOf(request, "host") ?? "127.0.0.1"),
});

const heardText = ({ implant, at, name, because }: Tone): string =>
  `${implant} ${timeText(durationOf(at))} after its start: ${name} tone (${because})`;

const folderOf = (request: Request): string => optionOf(request, "implants") ?? "";

const turnedDown = (refusals: readonly HostRefusal[]): Outcome =>
  refusedOutcome(refusals.map((each): Refusal => ({ ...each })));

const untilEnded = async (hosting: Hosting, served: Served, io: Io): Promise<Outcome> => {
  const { names, deaf } = hosting;
  const ending = io.ended(); // heard from before anybody knows that there is something to end
  hosting.onTone((tone) => io.say(heardText(tone)));
  for (const name of deaf) io.say(`${name}: its telemetry is damaged; it delivers and is deaf`);
  io.say(`Serving ${names.join(", ")} at ${served.address}`);
  const signal = await ending;
  served.close();
  hosting.stop();
  const text = `${signal}: ${names.length} implants are at rest; their time stands still.\n`;
  return done({ address: served.address, implants: names, deaf, ended: signal }, text);
};

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const { speed, port, host } = partsOf(request);
  if (!speed.ok || !port.ok || !host.ok) return refusedOutcome([]);
  const started = await startImplants({ folder: folderOf(request), speed: speed.value });
  if (!started.ok) return turnedDown(started.refusals);
  const served = await serve(started.value, { host: host.value, port: port.value });
  if (served.ok) return untilEnded(started.value, served.value, io);
  started.value.stop();
  return turnedDown(served.refusals);
};

/** `./cisterna pump serve`. */
export const command: CommandModule = {
  name: "serve",
  summary: "Lets the implants of a folder live until it is told to end",
  example: "pump serve --implants demo --speed 3600x",
  operands: [],
  options: [
    {
      name: "implants",
      value: "DIR",
      about: "folder with a file NAME.json for each; they are kept in its folder state",
      needed: true,
    },
    { name: "speed", value: "SPEED", about: `${SPEED}; 1x if left out` },
    { name: "port", value: "N", about: `port, 0 for any that is free; ${PORT} if left out` },
    { name: "host", value: "HOST", about: "an address of this machine; 127.0.0.1 if left out" },
  ],
  details: [
    "Frames: ws://HOST:PORT/implants/NAME/near and …/far, binary, as in docs/link.md.",
    "Tones: ws://HOST:PORT/tones, JSON. While somebody talks to an implant its time is theirs.",
  ].join("\n"),
  check: (request) =>
    Object.values(partsOf(request)).flatMap((each) => (each.ok ? [] : each.refusals)),
  run,
};
