// SPDX-License-Identifier: Apache-2.0
/**
 * A static host for the built app, on this machine's own address only. Everything that the pages
 * may load comes from here: a policy goes with each, and the browser holds them to it.
 */
import { createReadStream, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
};

const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'; " +
  "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The reader is one file with its script inside it, and brings the policy that forbids the rest.
 */
const READER = "passport.html";
const READER_POLICY = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

const headersFor = (file: string) => ({
  "content-security-policy": basename(file) === READER ? READER_POLICY : POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
});

/** The path of an address as its letters mean it, or null where they mean nothing. */
const pathOf = (address: string): string | null => {
  try {
    const path = decodeURIComponent(new URL(address, "http://host").pathname);
    return path.includes("\0") ? null : normalize(path);
  } catch {
    return null;
  }
};

/** The file of an address inside a folder, or null. */
const fileOf = (folder: string, address: string): string | null => {
  const path = pathOf(address);
  if (path === null || path.startsWith("..")) return null;
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
};

const answer =
  (folder: string) =>
  ({ url = "/", method = "GET" }: IncomingMessage, response: ServerResponse): void => {
    const file = method === "GET" || method === "HEAD" ? fileOf(folder, url) : null;
    if (file === null) {
      response.writeHead(404, headersFor("")).end();
      return;
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { ...headersFor(file), "content-type": type });
    if (method === "HEAD") response.end();
    else createReadStream(file).pipe(response);
  };

/** A host that listens: its address, and how to end it. */
export type Site = { readonly address: string; readonly close: () => Promise<void> };

/** Serves a folder. Port 0 is any that is free. Refuses nothing: a port in use is thrown. */
export const serve = (folder: string, port: number): Promise<Site> =>
  new Promise((resolve, reject) => {
    const server = createServer(answer(folder));
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const { port: taken } = server.address() as AddressInfo;
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          server.closeAllConnections();
        });
      resolve({ address: `http://127.0.0.1:${taken}/`, close });
    });
  });
