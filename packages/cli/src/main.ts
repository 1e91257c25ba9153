#!/usr/bin/env node
import { stopOnSignals } from "@sdialog/core/internal";
import { exitStatus, runCli } from "./cli.ts";
import { processTerminal } from "./terminal/terminal.ts";
import { withoutWarningsAboutNode } from "./terminal/without-warnings-about-node.ts";

// Warnings are printed after the modules have been loaded, so also those from loading them.
withoutWarningsAboutNode(process);

const stopping = stopOnSignals();

// A reader that has seen enough (`sdialog … | head`) is not an error, nor is it a success of a command that fails later: the
// command ends as it would have, unheard.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (isGone(error)) return;
  process.stderr.write(`Error: the output cannot be written (${error.code ?? error.message})\n`);
  process.exit(1);
});
// A window that is closed takes all three with it, and asks for the stop; whatever is told of that has nobody to hear it.
for (const stream of [process.stderr, process.stdin])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (!isGone(error)) process.exit(1);
  });

const status = await runCli(process.argv.slice(2), processTerminal(stopping.signal));
process.exitCode = status === exitStatus.interrupted ? (stopping.status ?? status) : status;

/** Whoever read is gone, or the whole terminal is. */
function isGone({ code }: NodeJS.ErrnoException): boolean {
  return code === "EPIPE" || code === "EIO";
}
