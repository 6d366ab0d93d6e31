// SPDX-License-Identifier: Apache-2.0
/** The frame around the benches: medians, warm-up, peers, the machine's line. */
import { describe, expect, test } from "vitest";
import { sampled, sampledInTurns, sampleOf } from "../src/bench/bench.ts";
import { BENCHES } from "../src/bench/list.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";

describe("A sample", () => {
  test("has the middle value as its median, of an even number the mean of the two", () => {
    expect(sampleOf([9, 1, 5])).toEqual({ median: 5, fastest: 1, slowest: 9, repetitions: 3 });
    expect(sampleOf([4, 1, 3, 2]).median).toBe(2.5);
  });

  test("does not count the warm-up", async () => {
    let runs = 0;
    const sample = await sampled(
      () => {
        runs += 1;
      },
      { warmUp: 3, repetitions: 5 },
    );
    expect(runs).toBe(8);
    expect(sample.repetitions).toBe(5);
  });

  test("takes turns with its peer and tells how far it is", async () => {
    const order: string[] = [];
    const shares: number[] = [];
    const works = { ours: () => order.push("ours"), peer: () => order.push("peer") };
    await sampledInTurns(works, { warmUp: 1, repetitions: 1 }, (share) => shares.push(share));
    expect(order).toEqual(["ours", "peer", "ours", "peer"]);
    expect(shares).toEqual([0.5, 1]);
  });
});

describe("The command", () => {
  test("prints medians with the machine they were measured on", async () => {
    const { status, stdout } = await runCommandLine(["bench", "calc", "--json"], memoryIo().io);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      machine: { node: process.version },
      benches: [
        {
          name: "calc",
          figures: [{ median: { value: expect.any(Number), unit: "ms" }, repetitions: 300 }],
        },
      ],
    });
  });

  test("refuses an unknown bench with those there are", async () => {
    const { status, stdout } = await runCommandLine(["bench", "clac"], memoryIo().io);
    expect(status).toBe(1);
    expect(stdout).toContain('nearest is "calc"');
  });

  test("every bench in the list carries its own name", async () => {
    for (const { name, load } of BENCHES) expect((await load()).bench.name).toBe(name);
  });
});
