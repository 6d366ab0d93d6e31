// SPDX-License-Identifier: Apache-2.0
/** Where browsers find a clinic: an origin that passkeys can be bound to, or a refusal. */
import { describe, expect, test } from "vitest";
import { readSettings, relyingOn } from "../src/serve/settings.ts";

const LISTENING = "http://127.0.0.1:8420";

const relying = (line: object) => {
  const read = readSettings({ ...line }, {}, null);
  return read.ok ? relyingOn(read.value, LISTENING) : read.refusals;
};

const proxied = { host: "0.0.0.0", secure: "yes" };

describe("the origin of a clinic", () => {
  test.each([
    [{}, { origin: "http://localhost:8420", domain: "localhost" }],
    [proxied, null],
    [
      { ...proxied, origin: "https://pumps.example.org" },
      { origin: "https://pumps.example.org", domain: "pumps.example.org" },
    ],
    [
      { ...proxied, origin: "https://pumps.example.org:8443", passkey_domain: "example.org" },
      { origin: "https://pumps.example.org:8443", domain: "example.org" },
    ],
  ])("%j is %j", (line, expected) => {
    expect(relying(line)).toEqual(expected);
  });

  test.each([
    "https://192.0.2.7",
    "https://[::1]",
    "http://pumps.example.org",
    "https://pumps.example.org/clinic",
    "https://pumps.example.org/",
    "pumps.example.org",
  ])("%s is refused: no passkey could be bound to it", (origin) => {
    expect(relying({ ...proxied, origin })).toMatchObject([
      { kind: "malformed-text", path: "origin", read: origin },
    ]);
  });

  test.each(["org", "other.example", "ample.org", "x.pumps.example.org"])(
    "the domain %s is refused: it is not above the origin",
    (passkey_domain) => {
      const line = { ...proxied, origin: "https://pumps.example.org", passkey_domain };
      expect(relying(line)).toMatchObject([{ kind: "out-of-range", path: "passkey_domain" }]);
    },
  );
});
