// SPDX-License-Identifier: Apache-2.0
/**
 * Settings: everything that whoever runs a server may choose, each with its default. They come from
 * the command line, else from the environment, else from a file; what none of them says is the
 * default. There is no setting for a secret: those are drawn at the first start.
 */
import { isIP } from "node:net";
import { PAPERS } from "@cisterna/paper";
import type { Result } from "@cisterna/quantity";
import { z } from "zod";
import { type Refusal, readBy } from "../fact/refusal.ts";
import type { Relying } from "../people/passkey.ts";
import { LANGUAGES } from "../report/voice.ts";

const yes = ["yes", "true", "1"];
const no = ["no", "false", "0"];

const truth = z.preprocess(
  (value) => (yes.includes(String(value)) ? true : no.includes(String(value)) ? false : value),
  z.boolean({ error: () => "yes or no" }),
);

const whole = (from: number, upto: number) => {
  const error = () => `a whole number from ${from} to ${upto}`;
  return z.preprocess(
    (value) => (/^\d{1,9}$/.test(String(value)) ? Number(value) : value),
    z.int({ error }).min(from, { error }).max(upto, { error }),
  );
};

const text = (accepted: string) => z.string({ error: () => accepted }).min(1);

/** One of a few words. */
const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.enum(words, { error: () => words.join(" or ") });

const ADDRESSES = "addresses with a comma between them, such as 127.0.0.1,10.0.0.5";

/** Addresses in one line, or as a list. */
const addresses = z.preprocess(
  (value) =>
    typeof value === "string"
      ? value
          .split(",")
          .map((each) => each.trim())
          .filter((each) => each !== "")
      : value,
  z.array(
    z
      .string({ error: () => ADDRESSES })
      .refine((each) => isIP(each) > 0, { error: () => ADDRESSES }),
    { error: () => ADDRESSES },
  ),
);

const schema = z.strictObject({
  data: text("a folder").default("cisterna-clinic").meta({
    description: "Folder of the embedded database and of what is drawn at the first start",
  }),
  database_url: text("postgresql://…").optional().meta({
    description: "A PostgreSQL to use in place of the embedded database; also DATABASE_URL",
  }),
  connections: whole(1, 200).default(10).meta({ description: "Connections to that PostgreSQL" }),
  host: text("an address").default("127.0.0.1").meta({ description: "Address to listen on" }),
  port: whole(0, 65_535).default(8420).meta({ description: "Port to listen on; 0: any free one" }),
  secure: truth.default(false).meta({
    description: "Browsers come by https, which a proxy in front speaks: needed beyond loopback",
  }),
  origin: text("an address such as https://pumps.example.org")
    .optional()
    .meta({
      description:
        "Where browsers find the clinic: passkeys are made for it. Without it there are none, " +
        "but on a loopback address, where it is http://localhost with the port",
    }),
  passkey_domain: text("a domain").optional().meta({
    description: "Domain of passkeys: the origin's (if left out), or one above it",
  }),
  behind_proxy: truth.default(false).meta({
    description: "A proxy in front says who asks (X-Forwarded-For)",
  }),
  requests_per_minute: whole(1, 10_000_000).default(1200).meta({
    description: "Requests that one address may send in a minute",
  }),
  sign_ins_per_minute: whole(1, 10_000_000).default(30).meta({
    description: "Passwords that one address may try in a minute",
  }),
  metrics_from: addresses.default(["127.0.0.1", "::1"]).meta({
    description: "Addresses that may read /api/metrics, and not through a proxy",
  }),
  log: z
    .enum(["debug", "info", "warn", "error", "silent"], {
      error: () => "debug, info, warn, error or silent",
    })
    .default("info")
    .meta({ description: "The least weight of a line of the log" }),
  app: text("a folder").optional().meta({
    description: "Folder of the built web app; without it the page at / lists the interface",
  }),
  implants: text("a folder").optional().meta({
    description: "Folder of virtual implants that this server hosts for its clinic, each NAME.json",
  }),
  reports: text("a folder")
    .optional()
    .meta({
      description:
        "Folder into which the night's reports are also laid, to be opened with the server off: " +
        "CLINIC/NIGHT-NAME.pdf. They hold patients' names; its group may read them",
    }),
  reports_kept: whole(1, 366).default(14).meta({
    description: "Nights of which the reports are kept, the last one counted",
  }),
  reports_language: oneOf(LANGUAGES).default("en").meta({
    description: "Language of the night's reports: en or es",
  }),
  reports_paper: oneOf(PAPERS).default("a4").meta({
    description: "Paper of the night's reports: a4 or letter",
  }),
  clinic: text("an id").default("clinic").meta({
    description: "Id of the clinic that is opened at the first start of an empty database",
  }),
  name: text("a name").default("Clinic").meta({ description: "Its name" }),
  zone: text("a zone such as Europe/Berlin").default("UTC").meta({ description: "Its zone" }),
});

/** Everything that whoever runs a server may choose. */
export type Settings = z.output<typeof schema>;

/** Every setting: its name, the variable of the environment, the default, what it is. */
export const SETTINGS = Object.entries(schema.shape).map(([name, field]) => {
  const { description = "" } = field.meta() ?? {};
  const fallback = field.safeParse(undefined).data;
  return {
    name,
    variable: `CISTERNA_${name.toUpperCase()}`,
    fallback: fallback === undefined ? "none" : String(fallback),
    about: description,
  };
});

type Given = Readonly<Record<string, unknown>>;

const fromEnvironment = (environment: Readonly<Record<string, string | undefined>>): Given => {
  const found = SETTINGS.flatMap(({ name, variable }) => {
    const value = environment[variable];
    return value === undefined ? [] : [[name, value] as const];
  });
  const url = environment["DATABASE_URL"];
  return { ...(url === undefined ? {} : { database_url: url }), ...Object.fromEntries(found) };
};

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

const ADDRESS = /^\[|^[0-9.]+$/;

const ORIGIN = "https:// and a domain without a path, or http://localhost with a port";

/** The domain of an origin that a passkey can be bound to; null: it is none. */
const domainOf = (origin: string): string | null => {
  const url = URL.parse(origin);
  if (url === null || url.origin !== origin || ADDRESS.test(url.hostname)) return null;
  const isSafe = url.protocol === "https:" || url.hostname === "localhost";
  return isSafe ? url.hostname : null;
};

const isAbove = (domain: string, host: string): boolean =>
  domain === host || (domain.includes(".") && host.endsWith(`.${domain}`));

const originFault = ({ origin, passkey_domain: domain }: Settings): Refusal | null => {
  const host = domainOf(origin ?? "http://localhost");
  if (host === null) {
    return { kind: "malformed-text", path: "origin", read: origin ?? "", accepted: ORIGIN };
  }
  const accepted = `${host}, or a domain above it`;
  return domain === undefined || isAbove(domain, host)
    ? null
    : { kind: "out-of-range", path: "passkey_domain", read: domain, accepted };
};

/** The clinic as browsers know it, once it listens; null: passkeys would answer nowhere. */
export const relyingOn = (settings: Settings, address: string): Relying | null => {
  const { host, secure, passkey_domain: above } = settings;
  const isHere = LOOPBACK.includes(host) && !secure;
  const here = `http://localhost:${new URL(address).port}`;
  const origin = settings.origin ?? (isHere ? here : null);
  if (origin === null) return null;
  return { origin, domain: above ?? new URL(origin).hostname };
};

/** Settings from all three places. Refuses: what cannot be read, and an open door without https. */
export const readSettings = (
  line: Given,
  environment: Readonly<Record<string, string | undefined>>,
  file: unknown,
): Result<Settings, Refusal> => {
  const inFile = typeof file === "object" && file !== null ? file : {};
  const read = readBy(schema, { ...inFile, ...fromEnvironment(environment), ...line });
  if (!read.ok) return read;
  const { host, secure } = read.value;
  const fault = originFault(read.value);
  if (fault !== null) return { ok: false, refusals: [fault] };
  const isOpen = !LOOPBACK.includes(host) && !secure;
  const accepted = "127.0.0.1, or secure=yes behind a proxy that speaks https";
  return isOpen
    ? { ok: false, refusals: [{ kind: "out-of-range", path: "host", read: host, accepted }] }
    : read;
};
