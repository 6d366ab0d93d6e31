// SPDX-License-Identifier: Apache-2.0
/**
 * The bill of materials of this build, as CycloneDX 1.6: `node tools/sbom.ts > FILE`. It is made
 * from the lock file alone, so the same lock gives the same bill to the byte.
 */
import { createHash } from "node:crypto";
import { readLock, type Soup, soupOf } from "./soup.ts";

const purlOf = ({ name, version }: Soup): string =>
  `pkg:npm/${name.replace("@", "%40")}@${version}`;

const hashOf = (integrity: string) => {
  const [algorithm = "", digest = ""] = integrity.split("-");
  const content = Buffer.from(digest, "base64").toString("hex");
  return algorithm === "sha512" ? [{ alg: "SHA-512", content }] : [];
};

const licenceOf = (licence: string) =>
  /\b(OR|AND|WITH)\b/.test(licence) ? { expression: licence } : { license: { name: licence } };

const component = (soup: Soup) => ({
  type: "library",
  "bom-ref": purlOf(soup),
  name: soup.name,
  version: soup.version,
  scope: soup.building ? "excluded" : soup.optional ? "optional" : "required",
  hashes: hashOf(soup.integrity),
  licenses: [licenceOf(soup.licence)],
  purl: purlOf(soup),
});

/** A name of this bill that follows from what is in it. */
const serialOf = (all: readonly Soup[]): string => {
  const hex = createHash("sha256").update(JSON.stringify(all)).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
  ];
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join("-")}`;
};

/** The bill of some packages. */
export const billOf = (all: readonly Soup[]) => ({
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  serialNumber: serialOf(all),
  version: 1,
  metadata: {
    component: { type: "application", "bom-ref": "cisterna", name: "cisterna", version: "0.1.0" },
    tools: { components: [{ type: "application", name: "tools/sbom.ts" }] },
  },
  components: all.map(component),
  dependencies: all.map((soup) => ({
    ref: purlOf(soup),
    dependsOn: all.filter(({ name }) => soup.needs.includes(name)).map(purlOf),
  })),
});

if (import.meta.main) {
  process.stdout.write(`${JSON.stringify(billOf(soupOf(readLock())), null, 2)}\n`);
}
