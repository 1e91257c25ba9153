export { createProgram, runCli } from "./cli.ts";
export type { CommandFactory } from "./cli.ts";
export type { Terminal } from "./terminal/terminal.ts";
