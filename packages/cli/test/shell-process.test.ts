// SPDX-License-Identifier: Apache-2.0
/** The command line as a process: exit status, pipes, standard input. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

type Ended = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the command line; `closing` shuts its standard output after the first bytes. */
const run = (words: readonly string[], closing = false): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [MAIN, ...words]);
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      if (closing) child.stdout.destroy();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on("close", (status) => resolve({ status, stdout, stderr }));
    child.stdin.end();
  });

test("the exit status is 0, 1 or 2 by what the call came to", async () => {
  const flow = ["calc", "flow", "--concentration", "1 mg/mL", "--dose"];
  expect(await run([...flow, "2 mg/d"])).toMatchObject({ status: 0, stderr: "" });
  expect(await run([...flow, "2 mg"])).toMatchObject({ status: 1, stderr: "" });
  expect(await run([...flow, "2"])).toMatchObject({ status: 2, stdout: "" });
});

test("a reader that closes the pipe early ends it quietly", async () => {
  const { stderr } = await run(["formulary", "--json"], true);
  expect(stderr).toBe("");
});

test("a long document arrives whole through a pipe", async () => {
  const { status, stdout } = await run(["formulary", "--json"]);
  expect(status).toBe(0);
  const { drugs } = JSON.parse(stdout) as { drugs: readonly unknown[] };
  expect(drugs.length).toBeGreaterThan(5);
});
