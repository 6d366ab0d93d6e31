// SPDX-License-Identifier: Apache-2.0
/** `pump`: virtual implants as a process, and what may be done to their time and their air. */
import type { CommandGroup } from "../shell/command.ts";

/** The command `pump`. */
export const command: CommandGroup = {
  name: "pump",
  summary: "Virtual implants as a process: served over WebSocket, their time and their air",
  example: "pump serve --implants demo",
  commands: [
    {
      name: "serve",
      summary: "Lets the implants of a folder live until it is told to end",
      load: () => import("../pump/serve.ts"),
    },
    {
      name: "wait",
      summary: "Lets time go by at once for served implants",
      load: () => import("../pump/wait.ts"),
    },
    {
      name: "image",
      summary: "Makes a signed image of firmware, library or constants, for a trial",
      load: () => import("../pump/image.ts"),
    },
    {
      name: "air",
      summary: "What a channel of a served implant does to frames: loss, delay, jamming",
      load: () => import("../pump/air.ts"),
    },
  ],
};
