// SPDX-License-Identifier: Apache-2.0
/**
 * The door of the command line: words in, text out, exit status. Everything else is loaded behind
 * it, once Node's compile cache is on. A reader that closes the pipe early ends it quietly.
 */
import { enableCompileCache } from "node:module";

enableCompileCache();

const { brokenBy, runCommandLine } = await import("./shell/line.ts");
const { nodeIo } = await import("./shell/node.ts");

const words = process.argv.slice(2);
const { io, settle } = nodeIo();

const print = ({ status, stdout, stderr }: Awaited<ReturnType<typeof runCommandLine>>): void => {
  settle();
  process.exitCode = status;
  if (stderr !== "") process.stderr.write(stderr);
  if (stdout !== "") process.stdout.write(stdout);
};

const endQuietly = (stream: NodeJS.WriteStream): void => {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    print({ status: 2, stdout: "", stderr: `The output cannot be written (${error.code}).\n` });
    process.exit();
  });
};

endQuietly(process.stdout);
endQuietly(process.stderr);
process.on("uncaughtException", (thrown) => print(brokenBy(thrown, words)));

print(await runCommandLine(words, io));
