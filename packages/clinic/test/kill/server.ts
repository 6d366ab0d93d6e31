// SPDX-License-Identifier: Apache-2.0
/** A clinic's server as a process of its own, to be killed: says where it is in a line of JSON. */
import { assert } from "@cisterna/quantity";
import { readSettings, serveClinic } from "../../src/index.ts";

const [data = "", url = "", port = "0", app = ""] = process.argv.slice(2);
const many = "10000000";
const settings = readSettings(
  {
    ...{ data, port, log: "silent", requests_per_minute: many, sign_ins_per_minute: many },
    ...(url === "" ? {} : { database_url: url }),
    ...(app === "" ? {} : { app }),
  },
  {},
  null,
);
assert(settings.ok, "settings that can be read");
process.stdout.write(`${JSON.stringify(await serveClinic(settings.value, { demo: false }))}\n`);
