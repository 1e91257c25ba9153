#!/usr/bin/env node
import { runCli } from "./cli.ts";
import { processTerminal } from "./terminal/terminal.ts";

const interruption = new AbortController();
// The first Ctrl-C lets the command finish what it is writing; the second one is the system's.
process.once("SIGINT", () => interruption.abort());
process.once("SIGTERM", () => interruption.abort());
process.exitCode = await runCli(process.argv.slice(2), processTerminal(interruption.signal));
