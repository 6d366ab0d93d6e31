// SPDX-License-Identifier: Apache-2.0
/** The address of served implants, and asking something of who serves them. */
import { accepted, type Result, refused } from "@cisterna/quantity";
import { type Option, optionOf, type Refusal, type Request } from "../shell/command.ts";

/** Where implants are served unless it is said otherwise. */
export const PORT = 8_421;

const DEFAULT = `ws://127.0.0.1:${PORT}`;

/** The option that says where implants are served. */
export const URL_OPTION: Option = {
  name: "url",
  value: "URL",
  about: `where the implants are served; ${DEFAULT} if left out`,
};

const isAddress = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && url.protocol === "ws:" && url.pathname === "/";
};

/** The address in a request, without a stroke at its end. Refuses: `malformed-address`. */
export const addressIn = (request: Request): Result<string, Refusal> => {
  const read = optionOf(request, "url") ?? DEFAULT;
  return isAddress(read)
    ? accepted(read.replace(/\/$/, ""))
    : refused({ kind: "malformed-address", path: "url", read, accepted: DEFAULT });
};

const because = (document: unknown): string => {
  const list = (document as { refusals?: readonly { kind?: unknown }[] }).refusals;
  return String(list?.[0]?.kind ?? "unknown");
};

/** Asks who serves the implants for something. Refuses: `pump-unreachable`, `not-done`. */
export const askServer = async (
  address: string,
  path: string,
  wish: unknown,
): Promise<Result<unknown, Refusal>> => {
  const url = `${address.replace(/^ws/, "http")}/${path}`;
  try {
    const response = await fetch(url, { method: "POST", body: JSON.stringify(wish) });
    const document: unknown = await response.json();
    return response.ok
      ? accepted(document)
      : refused({ kind: "not-done", path, because: because(document) });
  } catch {
    return refused({ kind: "pump-unreachable", path: "url", read: address });
  }
};
