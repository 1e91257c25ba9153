import { once } from "node:events";
import { resolve } from "node:path";
import { Command } from "commander";
import { printLine, type Terminal } from "../terminal/terminal.ts";
import { wholeNumber } from "../terminal/whole-number.ts";

/** `sdialog playground`: a page to make, watch, branch, read, rate and evaluate dialogues in. */
export function playgroundCommand(terminal: Terminal): Command {
  return new Command("playground")
    .description("Open a page to make, watch, branch, read, rate and evaluate dialogues in, until Ctrl-C.")
    .argument("[folder]", "the one folder it reads and writes in; made when missing", ".")
    .option("--port <n>", "port on this machine; 0 takes a free one", wholeNumber, 4747)
    .addHelpText("after", "\nKeys of model providers are read from the environment and never stored.")
    .action((folder: string, options: { readonly port: number }) => playground(terminal, folder, options));
}

async function playground(
  terminal: Terminal,
  folder: string,
  { port }: { readonly port: number },
): Promise<void> {
  const { color, env, signal } = terminal;
  const { startPlayground } = await import("@sdialog/playground");
  const running = await startPlayground({
    port,
    folder: resolve(terminal.cwd, folder),
    hubToken: env["HF_TOKEN"],
    hubUrl: env["HF_ENDPOINT"],
  });
  printLine(terminal, `Playground: ${color.cyan(running.url)}`);
  printLine(terminal, color.dim(`It reads and writes in ${running.folder}; Ctrl-C ends it.`));
  if (!signal.aborted) await once(signal, "abort");
  await running.close();
}
