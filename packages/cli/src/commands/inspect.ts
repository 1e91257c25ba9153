import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Agent } from "@sdialog/agents";
import { Command } from "commander";
import { listOption } from "../terminal/list-option.ts";
import { formatTable } from "../terminal/table.ts";
import { requireWritable } from "../terminal/require-writable.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { wholeNumber } from "../terminal/whole-number.ts";

interface ReplyOptions {
  readonly model: string;
  readonly site: readonly string[];
  readonly system?: string;
  readonly top: number;
  readonly seed: number;
  readonly svg?: string;
  readonly json?: boolean;
}

/** `sdialog inspect`: look inside a local model. */
export function inspectCommand(terminal: Terminal): Command {
  return new Command("inspect")
    .description("Look inside a local model.")
    .addCommand(
      new Command("modules")
        .description("List the modules that can be inspected and steered.")
        .option("--model <local:model>", "a local model", "local:pocket")
        .option("--json", "print one JSON object")
        .action((options: { readonly model: string; readonly json?: boolean }) => modules(terminal, options)),
    )
    .addCommand(
      new Command("reply")
        .description(
          "Answer a message and show, token by token, what else might have been said, and after which layers.",
        )
        .argument("<message>", "message to answer")
        .option("--model <local:model>", "a local model", "local:pocket")
        .option("--site <paths>", "module paths, separated by commas", listOption, ["model.layers.*"])
        .option("--system <prompt>", "a system prompt")
        .option("--top <n>", "how many alternatives to show for each token", wholeNumber, 4)
        .option("--seed <n>", "seed of everything random", wholeNumber, 0)
        .option("--svg <file>", "write a heat map of the activations' lengths, site by token")
        .option("--json", "print one JSON object")
        .action((message: string, options: ReplyOptions) => reply(terminal, message, options)),
    );
}

async function modules(
  terminal: Terminal,
  { model, json }: { readonly model: string; readonly json?: boolean },
): Promise<void> {
  const { listModules } = await import("@sdialog/local");
  const list = await listModules(model);
  if (json === true) return printJson(terminal, list);
  for (const path of list.paths) printLine(terminal, path);
}

async function reply(terminal: Terminal, message: string, options: ReplyOptions): Promise<void> {
  const { activationHeatMap, Inspector } = await import("@sdialog/interpretability");
  const { model, site, system, top, seed } = options;
  const svg = options.svg === undefined ? undefined : resolve(terminal.cwd, options.svg);
  if (svg !== undefined) await requireWritable(svg, "--svg");
  const inspector = new Inspector({ target: site, topK: top, lens: 1 });
  const agent = new Agent({ model, seed, ...(system === undefined ? {} : { systemPrompt: system }) }).with(
    inspector,
  );
  const text = await agent.chat({ seed }).respond(message, { signal: terminal.signal });
  const response = inspector.response(0);
  const sites = response.captures.map((capture) => capture.site);
  if (svg !== undefined) {
    await writeFile(svg, await activationHeatMap(response, { tokens: "all", title: text }));
    if (options.json !== true) printLine(terminal, `Heat map: ${terminal.color.cyan(svg)}`);
  }
  const tokens = response.tokens.map((token) => ({
    token: token.text,
    top: token.top,
    lens: Object.fromEntries(sites.map((path) => [path, token.lens(path)[0]])),
  }));
  if (options.json === true) return printJson(terminal, { text, sites, tokens });
  const rows = tokens.map(({ token, top: candidates, lens }) => [
    JSON.stringify(token),
    candidates
      .map((candidate) => `${JSON.stringify(candidate.token)} ${Math.round(candidate.probability * 100)} %`)
      .join("  "),
    settledAt(Object.entries(lens), token),
  ]);
  printLine(terminal, formatTable(terminal, ["token", "might have been", "first said after"], rows));
}

/** The first site after which the model would have said the token. */
function settledAt(
  lens: readonly (readonly [site: string, guess: { readonly token: string } | undefined])[],
  token: string,
): string {
  return lens.find(([, guess]) => guess?.token === token)?.[0] ?? "the last layer";
}
