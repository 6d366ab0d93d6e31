// SPDX-License-Identifier: Apache-2.0
/** Serving: a clinic for browsers and other programs, until the process is told to end. */
import { type ServeRefusal, type Serving, serveClinic } from "@cisterna/clinic";
import { done, type Io, type Outcome, type Request } from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { BUILT, buildIfStale } from "../web/build.ts";
import { settingsOf } from "./settings.ts";

const welcome = (io: Io, { address, welcomes, cards }: Serving, demo: string | null): void => {
  io.say(`The clinic is open at ${address}/ (Ctrl+C ends it)`);
  if (cards !== null) io.say(`Its virtual implants live; each one's card: ${cards}/NAME/card.json`);
  if (welcomes.length === 0) return;
  const [{ clinic, password, factor } = { clinic: "", password: "", factor: "" }] = welcomes;
  io.say(`Sign in to the clinic "${clinic}" with the password ${password} as`);
  for (const { account, about } of welcomes) io.say(`  ${account.padEnd(12)} ${about}`);
  io.say(`Prescriptions are signed with a code of the key ${factor} in an authenticator`);
  if (demo !== null) io.say(`(or, in the demo, the one of: ./cisterna clinic code --data ${demo})`);
};

const turnedDown = ({ kind, path, because }: ServeRefusal): Outcome =>
  refusedOutcome([{ kind, path, because }]);

const untilEnded = async (serving: Serving, io: Io, demo: string | null): Promise<Outcome> => {
  const ending = io.ended(); // heard from before anybody knows that there is something to end
  welcome(io, serving, demo);
  const signal = await ending;
  await serving.stop();
  return done({ address: serving.address, ended: signal }, `${signal}: the clinic is closed.\n`);
};

/** Serves the clinic that a call names. */
export const serve = async (request: Request, io: Io): Promise<Outcome> => {
  const settings = await settingsOf(request, io);
  if (!settings.ok) return refusedOutcome(settings.refusals);
  if (settings.value.app === undefined) await buildIfStale();
  const app = settings.value.app ?? BUILT;
  const demo = request.options.has("demo");
  const serving = await serveClinic({ ...settings.value, app }, { demo });
  return "kind" in serving
    ? turnedDown(serving)
    : untilEnded(serving, io, demo ? settings.value.data : null);
};
