// SPDX-License-Identifier: Apache-2.0
/**
 * Serving: hosted implants over WebSocket, on this machine only. One address for each implant and
 * channel carries frames as they are; `tones` carries what is heard. Everything that protects a
 * pump is in its link: this is only the air, and pages of other origins do not get near it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Channel } from "@cisterna/link";
import { accepted, milliseconds, type Result, refused } from "@cisterna/quantity";
import { type WebSocket, WebSocketServer } from "ws";
import type { Hosting } from "./hosting.ts";
import type { HostRefusal } from "./refusal.ts";

/** Where to listen. */
export type Place = { readonly host: string; readonly port: number };

/** Implants that can be reached. */
export type Served = { readonly address: string; readonly close: () => void };

/** Names of this machine alone. */
const LOOPBACK: readonly string[] = ["127.0.0.1", "::1", "localhost"];

/** Most bytes of a message from outside. */
const MOST_BYTES = 4_096;

const hostIn = (text: string | undefined): string | null =>
  text === undefined
    ? null
    : (URL.parse(`http://${text}`)?.hostname.replace(/^\[|\]$/g, "") ?? null);

/** Whether a request comes from this machine, and from no page of somebody else. */
const isOurs = ({ headers }: IncomingMessage): boolean => {
  const { host, origin } = headers;
  const from = origin === undefined ? "127.0.0.1" : hostIn(URL.parse(origin)?.host);
  return [hostIn(host), from].every((name) => name !== null && LOOPBACK.includes(name));
};

const CHANNELS: readonly string[] = ["near", "far"] satisfies readonly Channel[];

const isChannel = (text: string | undefined): text is Channel =>
  text !== undefined && CHANNELS.includes(text);

/** The words of a path: `/implants/NAME/far`. */
const wordsOf = ({ url }: IncomingMessage): readonly string[] =>
  (URL.parse(url ?? "", "http://127.0.0.1")?.pathname ?? "").split("/").slice(1);

const carry = (hosting: Hosting, socket: WebSocket, [name = "", channel]: readonly string[]) => {
  if (!isChannel(channel)) return socket.close(4404);
  const connection = hosting.connect(name, channel, (frame) => socket.send(frame));
  if (connection === null) return socket.close(4404);
  socket.on("message", (data, isBinary) => {
    if (isBinary && data instanceof Buffer) connection.send(Uint8Array.from(data));
  });
  socket.on("close", connection.close);
};

const sound = (hosting: Hosting, socket: WebSocket): void => {
  socket.on(
    "close",
    hosting.onTone((tone) => socket.send(JSON.stringify(tone))),
  );
};

const connected = (hosting: Hosting, socket: WebSocket, request: IncomingMessage): void => {
  socket.on("error", () => socket.terminate());
  const [kind, ...rest] = wordsOf(request);
  if (kind === "tones") sound(hosting, socket);
  else if (kind === "implants") carry(hosting, socket, rest);
  else socket.close(4404);
};

type Answer = { readonly status: number; readonly body: unknown };

const NOT_FOUND: Answer = { status: 404, body: { refusals: [{ kind: "not-found", path: "url" }] } };
const MALFORMED: Answer = {
  status: 400,
  body: { refusals: [{ kind: "malformed", path: "body" }] },
};

const airAnswer = (hosting: Hosting, words: readonly string[], wish: unknown): Answer => {
  const [, name = "", channel, air] = words;
  if (air !== "air" || !isChannel(channel) || !hosting.names.includes(name)) return NOT_FOUND;
  if (typeof wish !== "object" || wish === null) return MALFORMED;
  const next = hosting.changeAir(name, channel, wish as Record<string, unknown>);
  return next === null ? MALFORMED : { status: 200, body: next };
};

const LONGEST_MS = 3650 * 86_400_000;

const forwardAnswer = (hosting: Hosting, wish: unknown): Answer => {
  const span = (wish as { forward?: unknown } | null)?.forward;
  if (typeof span !== "number" || !Number.isInteger(span) || span < 0 || span > LONGEST_MS) {
    return MALFORMED;
  }
  hosting.forward(milliseconds(span));
  return { status: 200, body: { forward: span } };
};

const wishIn = async (request: IncomingMessage): Promise<unknown> => {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MOST_BYTES) return null;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

const answerTo = async (hosting: Hosting, request: IncomingMessage): Promise<Answer> => {
  const words = wordsOf(request);
  if (!isOurs(request))
    return { status: 403, body: { refusals: [{ kind: "not-ours", path: "origin" }] } };
  if (request.method === "GET" && words.join("/") === "implants") {
    return { status: 200, body: { implants: hosting.names, deaf: hosting.deaf } };
  }
  if (request.method !== "POST") return NOT_FOUND;
  const wish = await wishIn(request);
  return words[0] === "clock" ? forwardAnswer(hosting, wish) : airAnswer(hosting, words, wish);
};

const reply = (response: ServerResponse, { status, body }: Answer): void => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(`${JSON.stringify(body)}\n`);
};

const serverOf = (
  hosting: Hosting,
): { readonly http: Server; readonly sockets: WebSocketServer } => {
  const http = createServer((request, response) => {
    answerTo(hosting, request).then(
      (answer) => reply(response, answer),
      () => response.destroy(),
    );
  });
  const sockets = new WebSocketServer({
    server: http,
    maxPayload: MOST_BYTES,
    perMessageDeflate: false,
    verifyClient: ({ req }: { req: IncomingMessage }) => isOurs(req),
  });
  sockets.on("connection", (socket, request) => connected(hosting, socket, request));
  sockets.on("error", () => undefined);
  return { http, sockets };
};

/** Whether a place is of this machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.includes(host);

/** Serves hosted implants. Refuses: another machine's place, and a port that is taken. */
export const serve = async (
  hosting: Hosting,
  { host, port }: Place,
): Promise<Result<Served, HostRefusal>> => {
  if (!isLoopback(host)) {
    return refused({
      kind: "not-loopback",
      path: "host",
      read: host,
      accepted: LOOPBACK.join(", "),
    });
  }
  const { http, sockets } = serverOf(hosting);
  const isOpen = await new Promise<boolean>((resolve) => {
    http.once("error", () => resolve(false));
    http.listen(port, host, () => resolve(true));
  });
  if (!isOpen) return refused({ kind: "port-taken", path: "port", read: String(port) });
  const { port: given } = http.address() as AddressInfo;
  const close = (): void => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    http.close();
    http.closeAllConnections();
  };
  const shown = host === "::1" ? "[::1]" : host;
  return accepted({ address: `ws://${shown}:${given}`, close });
};
