// SPDX-License-Identifier: Apache-2.0
/**
 * Software of unknown provenance: every foreign package of the lock file, and what was found when
 * somebody last asked what is known to be wrong with those that are in the running program.
 */
import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** A foreign package, as the lock has it. */
export type Soup = {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Only to build and test. */
  readonly building: boolean;
  /** For another kind of machine, perhaps. */
  readonly optional: boolean;
  readonly integrity: string;
  readonly needs: readonly string[];
};

type Locked = {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
};

type Lock = { readonly packages: Readonly<Record<string, Locked>> };

/** A workspace's manifest, as far as it names foreign packages. */
export type Manifest = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};

const root = new URL("../", import.meta.url);

const textOf = (path: string): string => readFileSync(new URL(path, root), "utf8");

/** The lock file. */
export const readLock = (): Lock => JSON.parse(textOf("package-lock.json")) as Lock;

const FOLDER = "node_modules/";

const nameOf = (path: string): string => path.slice(path.lastIndexOf(FOLDER) + FOLDER.length);

/** Every foreign package of a lock, each version once, by name. */
export const soupOf = ({ packages }: Lock): readonly Soup[] => {
  const found = Object.entries(packages)
    .filter(([path, { link }]) => path.includes(FOLDER) && link !== true)
    .map(
      ([path, each]): Soup => ({
        name: nameOf(path),
        version: each.version ?? "",
        licence: each.license ?? "not said",
        building: each.dev === true || each.devOptional === true,
        optional: each.optional === true,
        integrity: each.integrity ?? "",
        needs: Object.keys(each.dependencies ?? {}).toSorted(),
      }),
    );
  const running = (one: Soup): number => Number(one.building);
  const byKey = new Map(
    found
      .toSorted((one, other) => running(other) - running(one))
      .map((each) => [`${each.name} ${each.version}`, each]),
  );
  return [...byKey.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, e]) => e);
};

/** Every manifest of this repository, from the lock's own list of workspaces. */
export const readManifests = (): readonly Manifest[] => {
  const own = Object.keys(readLock().packages).filter((path) => !path.includes(FOLDER));
  return own.map((path) => JSON.parse(textOf(`${path === "" ? "." : path}/package.json`)));
};

/** Foreign packages that manifests ask for to run, with the versions that they ask for. */
export const askedToRun = (manifests: readonly Manifest[]): ReadonlyMap<string, string> =>
  new Map(
    manifests
      .flatMap(({ dependencies = {} }) => Object.entries(dependencies))
      .filter(([name]) => !name.startsWith("@cisterna/"))
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );

/** Versions that are asked for and are not exact. */
export const looseIn = (manifests: readonly Manifest[]): readonly string[] =>
  manifests
    .flatMap(({ dependencies = {}, devDependencies = {} }) => [
      ...Object.entries(dependencies),
      ...Object.entries(devDependencies),
    ])
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} ${version}`);

/** What was found about one package when it was looked at. */
type Found = {
  readonly package: string;
  readonly version: string;
  /** What is known to be wrong, where that was read, and why it does no harm here. */
  readonly found: string;
};

/** A review of what is known to be wrong. */
export type Review = {
  readonly reviewed: string;
  readonly asked: readonly string[];
  readonly packages: readonly Found[];
  /** The same of the packages that those bring along. */
  readonly brought: readonly Found[];
};

/** The last review. */
export const readReview = (): Review => parse(textOf("safety/soup.yaml")) as Review;

/** Packages of the running program that the review does not know in this version. */
export const unreviewed = (
  { packages }: Review,
  asked: ReadonlyMap<string, string>,
): readonly string[] =>
  [...asked]
    .filter(([name, version]) =>
      packages.every((each) => each.package !== name || each.version !== version),
    )
    .map(([name, version]) => `${name} ${version}`);

/** Packages that come along with those that are asked for, in the running program. */
export const broughtAlong = (
  all: readonly Soup[],
  asked: ReadonlyMap<string, string>,
): readonly Soup[] => all.filter(({ name, building }) => !building && !asked.has(name));

/** A row is of one package, or with `-*` of the builds of one, each for one kind of machine. */
const isOf = (row: Found, { name, version, optional }: Soup): boolean =>
  row.version === version &&
  (row.package === name ||
    (optional && row.package.endsWith("-*") && name.startsWith(row.package.slice(0, -1))));

/** What was found of packages that come along in another version, or no more. */
export const outdated = ({ brought }: Review, along: readonly Soup[]): readonly string[] =>
  brought
    .filter((row) => !along.some((each) => isOf(row, each)))
    .map((row) => `${row.package} ${row.version}`);

/** Packages that come along and have no row in the review. */
export const unlooked = ({ brought }: Review, along: readonly Soup[]): readonly string[] =>
  along
    .filter((each) => !brought.some((row) => isOf(row, each)))
    .map(({ name, version }) => `${name} ${version}`);

/** Packages of a review of which nobody has asked. */
export const unasked = ({ packages, brought }: Review): readonly string[] =>
  [...packages, ...brought]
    .filter(({ found }) => /not looked for/.test(found))
    .map((each) => each.package);
