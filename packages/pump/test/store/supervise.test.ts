// SPDX-License-Identifier: Apache-2.0
/** The supervisor: a program that finds itself wrong starts again from what is stored. */
import { assert } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  CONTROLLER,
  type Controller,
  keepCommand,
  runningRate,
  supervised,
} from "../../src/index.ts";
import { hours, minutes, steady, toRun, wish } from "../sample.ts";
import { blank, boardOf, faultsOf, made, ofKind } from "./stories.ts";

/** A controller in which an invariant breaks as soon as somebody asks for a bolus. */
const BROKEN: Controller = {
  ...CONTROLLER,
  step: (pump, input) => {
    assert(input.command.kind !== "request", "a sample breaks", {});
    return CONTROLLER.step(pump, input);
  },
};

const asked = { at: hours(1), command: wish("one", hours(1)) };

const running = () => {
  const cells = blank();
  const board = { ...boardOf(cells), controller: BROKEN };
  const keeper = { ...made(cells), controller: BROKEN };
  keepCommand(keeper, { at: minutes(1), command: toRun({ ...steady, onFault: "minimum" }) });
  return { board, keeper };
};

const upset = () => ({ now: hours(1), turns: null });

describe("a broken invariant", () => {
  test("starts the pump again from its store, in the safe state and heard [REQ-024 holds]", () => {
    const { board, keeper } = running();
    const doing = () => keepCommand(keeper, asked);
    const { keeper: next, events } = supervised(board, keeper, { doing, upset });
    expect(ofKind(events, "recovered")).toMatchObject([{ cause: "invariant", blind: false }]);
    expect(faultsOf(next.pump)).toEqual(["reset", "invariant-broken"]);
    expect(runningRate(next.pump)).toBe(steady.minimum);
    expect(next.pump.program?.version).toBe(steady.version);
    expect(next.pump.boluses).toEqual([]);
  });

  test("three times in ten minutes is a loop besides [REQ-024 holds]", () => {
    const { board, keeper } = running();
    let here = keeper;
    for (const id of ["one", "two", "three"]) {
      const doing = () => keepCommand(here, { at: hours(1), command: wish(id, hours(1)) });
      ({ keeper: here } = supervised(board, here, { doing, upset }));
    }
    expect(faultsOf(here.pump)).toContain("reset-loop");
  });

  test("that a shell goes on after is told by nothing [REQ-024 breaks]", () => {
    const { keeper } = running();
    expect(() => keepCommand(keeper, asked)).toThrow("a sample breaks");
    expect(faultsOf(keeper.pump)).toEqual([]);
    expect(runningRate(keeper.pump)).toBe(480);
  });

  test("is not mistaken for something else that is thrown", () => {
    const { board, keeper } = running();
    const doing = (): never => {
      throw new TypeError("no invariant");
    };
    expect(() => supervised(board, keeper, { doing, upset })).toThrow(TypeError);
  });

  test("does not show while all is well", () => {
    const { board, keeper } = running();
    const look = { at: hours(1), command: { kind: "interrogate", id: "look" } } as const;
    const doing = () => keepCommand(keeper, look);
    const { keeper: same, events } = supervised(board, keeper, { doing, upset });
    expect(same).toBe(keeper);
    expect(ofKind(events, "interrogated")).toHaveLength(1);
  });
});
