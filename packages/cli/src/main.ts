#!/usr/bin/env node
import { runCli } from "./cli.ts";
import { processTerminal } from "./terminal/terminal.ts";

const interruption = new AbortController();

// The first Ctrl-C lets the command finish what it is writing; the second one ends it at once. The listeners stay:
// libraries that clean up on exit take a signal nobody else listens to as the end of the process.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) process.exit(130);
    interruption.abort();
  });
}

// A reader that has seen enough (`sdialog … | head`) is not an error, nor is it a success of a command that fails later: the
// command ends as it would have, unheard.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.stderr.write(`Error: the output cannot be written (${error.code ?? error.message})\n`);
  process.exit(1);
});

process.exitCode = await runCli(process.argv.slice(2), processTerminal(interruption.signal));
