// SPDX-License-Identifier: Apache-2.0
/** The settings of a clinic's server from the words of a call, the environment and a file. */
import { readSettings, type Settings } from "@cisterna/clinic";
import type { Result } from "@cisterna/quantity";
import { parse, YAMLParseError } from "yaml";
import { type Io, type Option, optionOf, type Refusal, type Request } from "../shell/command.ts";

/** Settings that may stand in the call itself. */
const IN_CALL = ["data", "port", "host", "database_url", "app"] as const;

const dashed = (name: string): string => name.replaceAll("_", "-");

/** The options by which every part of `clinic` finds its database. */
export const PLACE_OPTIONS: readonly Option[] = [
  {
    name: "data",
    value: "DIR",
    about: "folder of the embedded database; cisterna-clinic if left out",
  },
  {
    name: "database-url",
    value: "URL",
    about: "a PostgreSQL in place of the embedded database; also DATABASE_URL",
  },
  {
    name: "settings",
    value: "FILE",
    about: "YAML or JSON with settings, as docs/deploy.md lists them",
  },
];

const parsed = (text: string, path: string): Result<unknown, Refusal> => {
  try {
    return { ok: true, value: parse(text) };
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const because = error.message.split("\n")[0] ?? "";
    return {
      ok: false,
      refusals: [{ kind: "malformed-text", path, read: because, accepted: "YAML" }],
    };
  }
};

const fileOf = async (request: Request, io: Io): Promise<Result<unknown, Refusal>> => {
  const path = optionOf(request, "settings");
  if (path === undefined) return { ok: true, value: null };
  const text = await io.readText(path);
  return text.ok ? parsed(text.value, path) : text;
};

/** Every setting. Refuses: what cannot be read, each with its name. */
export const settingsOf = async (request: Request, io: Io): Promise<Result<Settings, Refusal>> => {
  const file = await fileOf(request, io);
  if (!file.ok) return file;
  const said = IN_CALL.flatMap((name) => {
    const value = optionOf(request, dashed(name));
    return value === undefined ? [] : [[name, value] as const];
  });
  return readSettings(Object.fromEntries(said), process.env, file.value) as Result<
    Settings,
    Refusal
  >;
};
