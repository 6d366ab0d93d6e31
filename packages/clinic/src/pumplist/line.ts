// SPDX-License-Identifier: Apache-2.0
/** A line of the list as the entries that a person would send: patient, implant, what runs. */
import { accepted, assert, type NonEmpty, type Result, refused } from "@cisterna/quantity";
import type { z } from "zod";
import { type ImplantEntry, implant } from "../course/entry/implant.ts";
import { type PersonEntry, person } from "../course/entry/person.ts";
import { drugs, prescription, reservoir } from "../course/entry/therapy.ts";
import { id, mapping } from "../fact/field.ts";
import { type Refusal, readBy } from "../fact/refusal.ts";
import type { Line, List, Problem } from "./cells.ts";
import { columnAt, columnsOf, type Part } from "./columns.ts";

/** What runs in an implant, as a list says it. */
const therapy = mapping(
  {
    filled: reservoir.shape.filled,
    volume: reservoir.shape.volume,
    drugs,
    prescription,
  },
  "What runs, as a list says it",
);

/** What runs in an implant, as a list says it. */
export type Therapy = z.output<typeof therapy>;

/** One line, read. */
export type Entry = {
  readonly line: number;
  readonly patient: string;
  readonly person: PersonEntry;
  readonly implant: ImplantEntry;
  /** Null: the list does not say what runs. */
  readonly therapy: Therapy | null;
};

type Tree = { [key: string]: unknown };

/** Puts a value at a path of names with points between them. */
const set = (tree: Tree, path: string, value: unknown): void => {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const inner = (tree[first] ?? {}) as Tree;
  tree[first] = inner;
  set(inner, rest.join("."), value);
};

const WHOLE = /^\d{1,6}$/;

const treeOf = ({ cells }: Line, part: Part): Tree => {
  const tree: Tree = {};
  for (const { name, at, counts } of columnsOf(part)) {
    const text = cells[name];
    if (text === undefined) continue;
    set(tree, at[1], counts === true && WHOLE.test(text) ? Number(text) : text);
  }
  return tree;
};

/** A fluid as one cell has it: drugs with their concentrations, joined by a plus. */
const fluidIn = (text: string): unknown =>
  text.split(/\s*\+\s*/).map((each) => {
    const [, drug = each, concentration] = /^(\S+)\s+(.+)$/.exec(each) ?? [];
    return { drug: drug.toLowerCase(), concentration };
  });

const UNSAID = "not in the pump list";

const implantTree = (line: Line): Tree => {
  const tree = treeOf(line, "implant");
  const catheter = { model: "generic", ...(tree["catheter"] as Tree | undefined) };
  return { implant: "implant-1", site: UNSAID, surgeon: UNSAID, ...tree, catheter };
};

/** What runs; a single drug is the drug of the doses. Null: no cell says anything of it. */
const therapyTree = (line: Line): Tree | null => {
  const tree = treeOf(line, "therapy");
  if (Object.keys(tree).length === 0) return null;
  const { drugs: text } = line.cells;
  if (text === undefined) return tree;
  const fluid = fluidIn(text) as readonly { readonly drug: string }[];
  const [only, second] = fluid;
  const alone = second === undefined && only !== undefined ? { dose_of: only.drug } : {};
  const said = tree["prescription"] as Tree | undefined;
  return { ...tree, drugs: fluid, prescription: { ...alone, ...said } };
};

/** A refusal of a field, at the cell that the field came from. */
export const problemAt = (
  { columns }: List,
  { line, part, said }: { readonly line: number; readonly part: Part; readonly said: Refusal },
): Problem => {
  const name = columnAt(part, said.path);
  const { kind, read, accepted: would } = said;
  return { line, column: columns[name] ?? 0, name, kind, read, accepted: would };
};

const mapped = ([first, ...rest]: NonEmpty<Refusal>, at: (each: Refusal) => Problem) =>
  refused(at(first), ...rest.map(at));

type Cell = { readonly line: Line; readonly part: Part };

const readPart = <S extends z.ZodType>(
  list: List,
  { line: { line }, part, json }: Cell & { readonly json: unknown },
  schema: S,
): Result<z.output<S>, Problem> => {
  const read = readBy(schema, json);
  return read.ok
    ? read
    : mapped(read.refusals, (each) => problemAt(list, { line, part, said: each }));
};

const problemsIn = (read: Result<unknown, Problem>): readonly Problem[] =>
  read.ok ? [] : read.refusals;

/** A drug that nobody knows is not wrong again as the drug of the doses that it stands in for. */
const onceSaid = ({ cells }: Line, all: readonly Problem[]): readonly Problem[] =>
  cells.dose_of === undefined && all.some(({ name }) => name === "drugs")
    ? all.filter(({ name }) => name !== "dose_of")
    : all;

const patientSchema = mapping({ patient: id("The clinic's id of the patient") }, "A patient");

/** Reads a line. Refuses: every cell of it that cannot be read. */
export const entryOf = (list: List, line: Line): Result<Entry, Problem> => {
  const of = (part: Part, json: unknown) => ({ line, part, json });
  const patient = readPart(list, of("patient", treeOf(line, "patient")), patientSchema);
  const who = readPart(list, of("person", treeOf(line, "person")), person);
  const put = readPart(list, of("implant", implantTree(line)), implant);
  const said = therapyTree(line);
  const runs = said === null ? accepted(null) : readPart(list, of("therapy", said), therapy);
  if (patient.ok && who.ok && put.ok && runs.ok) {
    return accepted({
      line: line.line,
      patient: patient.value.patient,
      person: who.value,
      implant: put.value,
      therapy: runs.value,
    });
  }
  const [first, ...rest] = onceSaid(line, [patient, who, put, runs].flatMap(problemsIn));
  assert(first !== undefined, "a line that cannot be read has a problem");
  return refused(first, ...rest);
};
