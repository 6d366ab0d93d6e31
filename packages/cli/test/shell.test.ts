// SPDX-License-Identifier: Apache-2.0
/** The shell around the commands: words, help, exit status, JSON, and the supervisor. */
import { Broken } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { CALCULATIONS } from "../src/calc/list.ts";
import type { CommandModule, Refusal } from "../src/shell/command.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { nearest } from "../src/shell/near.ts";
import { textOf } from "../src/shell/node.ts";
import { REFUSAL_KINDS, refusedOutcome, sentenceOf } from "../src/shell/refusal.ts";
import { CISTERNA } from "../src/shell/registry.ts";
import { reportOf } from "../src/shell/supervisor.ts";
import { version } from "../src/shell/version.ts";
import { readWords } from "../src/shell/words.ts";

const call = (...words: readonly string[]) => runCommandLine(words, memoryIo().io);

const refusals = async (...words: readonly string[]): Promise<readonly Refusal[]> => {
  const { stdout } = await call(...words, "--json");
  return (JSON.parse(stdout) as { refusals: readonly Refusal[] }).refusals;
};

const FLOW = ["calc", "flow", "--dose", "2 mg/d", "--concentration", "10 mg/mL"];

describe("Usage", () => {
  test("without a command it says on standard error which there are, and ends with 2", async () => {
    const { status, stdout, stderr } = await call();
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("a command is missing");
    expect(stderr).toContain("formulary");
  });

  test("an unknown command is refused with the nearest one", async () => {
    expect(await refusals("clac")).toMatchObject([
      { kind: "unknown-command", path: "command", read: "clac", near: "calc" },
    ]);
    expect(await refusals("calc", "brigde")).toMatchObject([
      { kind: "unknown-command", path: "calc", read: "brigde", near: "bridge" },
    ]);
  });

  test("an option in place of a command is refused as an option", async () => {
    expect(await refusals("--dose")).toMatchObject([{ kind: "unknown-option", read: "--dose" }]);
  });

  test("a misspelt option, a missing one and an unreadable value come together", async () => {
    const found = await refusals(
      "calc",
      "flow",
      "--dsoe",
      "2 mg/d",
      "--concentration",
      "1,5 mg/mL",
    );
    expect(found).toMatchObject([
      { kind: "unknown-option", path: "dsoe", read: "--dsoe", near: "--dose" },
      { kind: "missing-option", path: "dose" },
      { kind: "malformed-number", path: "concentration", read: "1,5 mg/mL" },
    ]);
  });

  test("a repeated option is refused unless it is repeatable", async () => {
    expect(await refusals(...FLOW, "--dose", "3 mg/d")).toMatchObject([
      { kind: "repeated-option", path: "dose", read: '2 mg/d", "3 mg/d' },
    ]);
  });

  test("an option without its value is refused, at the end and before another option", async () => {
    expect(await refusals("calc", "flow", "--concentration", "1 mg/mL", "--dose")).toMatchObject([
      { kind: "missing-value", path: "dose" },
    ]);
    expect(await refusals("calc", "flow", "--dose", "--concentration", "1 mg/mL")).toMatchObject([
      { kind: "missing-value", path: "dose" },
    ]);
  });

  test("a word too many is refused", async () => {
    expect(await refusals(...FLOW, "again")).toMatchObject([
      { kind: "unexpected-operand", read: "again" },
    ]);
  });

  test("an unknown option with its value after an equals sign is refused by name", async () => {
    expect(await refusals(...FLOW, "--rate=1 mL/h")).toMatchObject([
      { kind: "unknown-option", path: "rate", read: "--rate=1 mL/h" },
    ]);
  });

  test("a value may follow an equals sign; one that begins with a dash is refused", async () => {
    const { status } = await call("calc", "flow", "--dose=2 mg/d", "--concentration=1 mg/mL");
    expect(status).toBe(0);
    expect(
      await refusals("calc", "flow", "--dose", "-1 mg/d", "--concentration", "1 mg/mL"),
    ).toEqual([
      expect.objectContaining({ kind: "malformed-number", path: "dose", read: "-1 mg/d" }),
    ]);
  });
});

const echo: CommandModule = {
  name: "echo",
  summary: "Says what it was told",
  example: "echo a",
  operands: [
    { name: "A", about: "first", needed: true },
    { name: "B", about: "second", needed: false },
  ],
  options: [
    { name: "loud", value: null, about: "a switch" },
    { name: "tag", value: "T", about: "a repeatable option", repeatable: true },
    { name: "must", value: "M", about: "a needed option", needed: true },
  ],
  run: () => ({ status: 0, json: null, text: "" }),
};

describe("Words", () => {
  test("operands, switches and repeated values arrive in order", () => {
    const { request, refusals: none } = readWords(
      ["one", "--tag", "x", "--loud", "--tag=y", "--must", "m", "two"],
      echo,
    );
    expect(none).toEqual([]);
    expect(request.operands).toEqual(["one", "two"]);
    expect([...request.options]).toEqual([
      ["tag", ["x", "y"]],
      ["loud", [""]],
      ["must", ["m"]],
    ]);
  });

  test("a single dash and everything behind two dashes are operands", () => {
    expect(readWords(["--must", "m", "-"], echo).request.operands).toEqual(["-"]);
    expect(readWords(["--must", "m", "--", "--loud", "-x"], echo).request.operands).toEqual([
      "--loud",
      "-x",
    ]);
  });

  test("missing operands and options are each refused", () => {
    expect(readWords([], echo).refusals).toMatchObject([
      { kind: "missing-option", path: "must" },
      { kind: "missing-operand", path: "A" },
    ]);
    expect(readWords(["", "", "--must", "m"], echo).refusals).toMatchObject([
      { kind: "missing-operand", path: "A" },
      { kind: "missing-operand", path: "B" },
    ]);
  });

  test("an unknown short option takes one word along and leaves the rest", () => {
    const { request, refusals: found } = readWords(["-x", "1", "one", "--must", "m"], echo);
    expect(found).toMatchObject([{ kind: "unknown-option", read: "-x" }]);
    expect(request.operands).toEqual(["one"]);
  });
});

describe("Output", () => {
  test("JSON is one document on standard output and nothing else, in every ending", async () => {
    for (const words of [FLOW, ["calc", "flow"], ["nonsense"], ["--help"], ["--version"], []]) {
      const { stdout, stderr } = await call(...words, "--json");
      expect(stderr).toBe("");
      expect(typeof JSON.parse(stdout)).toBe("object");
    }
  });

  test("a text says that Cisterna is not a medical device", async () => {
    const { status, stdout } = await call(...FLOW);
    expect(status).toBe(0);
    expect(stdout).toContain("flow = dose ÷ concentration = 2 mg/d ÷ 10 mg/mL = 0.2 mL/d");
    expect(stdout.trimEnd().split("\n").at(-1)).toContain("not a medical device");
  });

  test("a refusal goes to standard output, an unreadable input to standard error", async () => {
    const refused = await call("calc", "flow", "--dose", "2 mg/d", "--concentration", "0 mg/mL");
    expect(refused).toMatchObject({ status: 1, stderr: "" });
    expect(refused.stdout).toContain("concentration: is zero");
    const unreadable = await call("calc", "flow", "--dose", "2", "--concentration", "1 mg/mL");
    expect(unreadable).toMatchObject({ status: 2, stdout: "" });
    expect(unreadable.stderr).toContain('read "2"');
  });

  test("the version is the manifest's", async () => {
    expect(version()).toMatch(/^\d+\.\d+\.\d+$/);
    expect((await call("--version")).stdout).toBe(`${version()}\n`);
  });
});

describe("Help", () => {
  test("every command and every calculation has help with an example that is its own", async () => {
    const paths = [
      ...["calc", "bench", "formulary", "devices", "trace", "accuracy"].map((name) => [name]),
      ...CALCULATIONS.map(({ name }) => ["calc", name]),
    ];
    for (const path of paths) {
      const { status, stdout, stderr } = await call(...path, "--help");
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toContain("Example:");
      expect(stdout).toContain(`./cisterna ${path.join(" ")}`);
    }
  });

  test("the list names every command with the summary that the command itself has", async () => {
    const { stdout } = await call("--help");
    for (const { name, summary } of CISTERNA.commands) {
      expect(stdout).toContain(name);
      expect(stdout).toContain(summary);
    }
    for (const { name, summary, load } of CALCULATIONS) {
      expect((await load()).command).toMatchObject({ name, summary });
    }
  });
});

describe("Near names", () => {
  test("a swapped, a dropped and a changed letter are near, another word is not", () => {
    const names = ["dose", "flow", "concentration"];
    expect(nearest("dsoe", names)).toBe("dose");
    expect(nearest("concentraton", names)).toBe("concentration");
    expect(nearest("flov", names)).toBe("flow");
    expect(nearest("weight", names)).toBeUndefined();
    expect(nearest("x".repeat(1000), names)).toBeUndefined();
  });
});

describe("Refusals", () => {
  test("every kind has a sentence of its own, and an unknown kind still reads", () => {
    for (const kind of REFUSAL_KINDS) {
      const text = sentenceOf({ kind, path: "dose", asked: { value: 1, unit: "mL" }, limit: 2 });
      expect(text.startsWith("dose: ")).toBe(true);
      expect(text).not.toContain("undefined undefined");
    }
    expect(sentenceOf({ kind: "never-heard", path: "dose" })).toBe("dose: never heard");
  });

  test("one unreadable refusal among others makes the status 2", () => {
    expect(refusedOutcome([{ kind: "zero-quantity", path: "dose" }]).status).toBe(1);
    expect(
      refusedOutcome([
        { kind: "zero-quantity", path: "dose" },
        { kind: "malformed-number", path: "flow" },
      ]).status,
    ).toBe(2);
  });

  test("bytes that are no text are refused", () => {
    expect(textOf(new Uint8Array([0xc3, 0x28]), "case.yaml")).toMatchObject({
      ok: false,
      refusals: [{ kind: "file-not-text", path: "case.yaml" }],
    });
    expect(textOf(new TextEncoder().encode("é"), "case.yaml")).toEqual({ ok: true, value: "é" });
  });
});

describe("The supervisor", () => {
  const thrown = new Broken("a window's volume is exact", { sum: 7n });

  test("says what broke, the version, the call and the values, and no stack", () => {
    const { text, json } = reportOf(thrown, ["storm", "--seed", "it's 4"]);
    expect(text).toContain("Broken invariant: a window's volume is exact");
    expect(text).toContain(version());
    expect(text).toContain("./cisterna storm --seed 'it'\\''s 4'");
    expect(text).toContain('{"sum":"7"}');
    expect(text).not.toContain("shell.test.ts");
    expect(json).toMatchObject({ broken: { what: thrown.message, values: { sum: "7" } } });
  });

  test("shows the stack when CISTERNA_TRACE is set", () => {
    process.env["CISTERNA_TRACE"] = "1";
    try {
      expect(reportOf(thrown, []).text).toContain("shell.test.ts");
    } finally {
      delete process.env["CISTERNA_TRACE"];
    }
  });

  test("a command that breaks ends with 3 and one document", async () => {
    const io = {
      ...memoryIo().io,
      progress: () => {
        throw thrown;
      },
    };
    const words = ["bench", "calc", "--json"];
    const { status, stdout, stderr } = await runCommandLine(words, io);
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ broken: { what: thrown.message } });
    expect(stderr).toContain("This is a bug in Cisterna");
  });
});
