// SPDX-License-Identifier: Apache-2.0
/** `lab`: the web app's benches on this machine, built when they have to be. */
import { once } from "node:events";
import { type CommandModule, done, optionOf, type Request } from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { BUILT, buildIfStale } from "../web/build.ts";
import { type Site, serve } from "../web/site.ts";

const PORT = 8421;

const portOf = (request: Request): number | null => {
  const text = optionOf(request, "port");
  if (text === undefined) return PORT;
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port < 65_536 ? port : null;
};

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const untilTold = async (site: Site): Promise<void> => {
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await site.close();
};

/** The command `lab`. */
export const command: CommandModule = {
  name: "lab",
  summary: "Pump lab and simulator in the browser, served from this machine alone",
  example: "lab --port 8421",
  operands: [],
  options: [
    { name: "port", value: "N", about: `port on 127.0.0.1 (${PORT}); 0 takes a free one` },
    { name: "build", value: null, about: "builds the pages and ends" },
  ],
  details: `The pages are built when they are older than their sources, which takes some seconds.
They need no server of ours: the folder apps/web/out works from any static host.`,
  check: (request) =>
    portOf(request) === null
      ? [{ kind: "malformed-count", path: "port", accepted: "a whole number up to 65535" }]
      : [],
  run: async (request) => {
    const built = await buildIfStale();
    if (request.options.has("build")) return done({ folder: "apps/web/out", built }, BUILT);
    try {
      const site = await serve(BUILT, portOf(request) ?? PORT);
      const ended = untilTold(site);
      say(`The lab is open at ${site.address} (Ctrl+C ends it)`);
      await ended;
      return done({ address: site.address }, "The lab is closed.");
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE") throw error;
      return refusedOutcome([{ kind: "port-in-use", path: "port", read: String(portOf(request)) }]);
    }
  },
};
