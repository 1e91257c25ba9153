import { counted } from "@sdialog/core/internal";
import { extname, resolve } from "node:path";
import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { writeAtomic } from "@sdialog/core/fs";
import { Command } from "commander";
import { listOption } from "../terminal/list-option.ts";
import { type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { dialogFiles } from "./dialog-files.ts";

interface PopulationFlags extends ReadFlags {
  readonly n: number;
  readonly seed: number;
  readonly strata?: readonly string[];
  readonly weight?: string;
  readonly attributes?: readonly string[];
  readonly user?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `sdialog population`: a cohort drawn from a population, compared with it. */
export function populationCommand(terminal: Terminal): Command {
  const command = new Command("population")
    .description(
      "Draw a cohort from a population, and compare it with the population: every attribute, and what goes together.",
    )
    .argument(
      "<source>",
      "attributes with shares and correlations (.yaml); a table of people or of cells of a census (.csv, .jsonl, .parquet, hf:owner/name); or, with --user, dialogues",
    )
    .option("-n, --n <n>", "how many people", wholeNumber, 100)
    .option("--strata <names>", "attributes whose combinations have the population's shares", listOption)
    .option("--weight <column>", "column of a census that says how many people a row stands for")
    .option("--attributes <names>", "columns to use. Default: all", listOption)
    .option("--user <name>", "the source holds dialogues: the people are this speaker's personas")
    .option("--seed <n>", "seed of what is drawn", wholeNumber, 0)
    .option("--out <file>", "write the people as JSON Lines")
    .option("--json", "print one JSON object")
    .action((source: string, options: PopulationFlags) => run(terminal, source, options));
  return withReadFlags(command);
}

async function run(terminal: Terminal, source: string, options: PopulationFlags): Promise<void> {
  const { comparePopulation } = await import("@sdialog/generators");
  const { n, seed, strata } = options;
  const population = await populationOf(terminal, source, options);
  const people = population.draw({ n, seed, strata });
  const differences = comparePopulation(population, people, { seed });
  const out = options.out === undefined ? undefined : resolve(terminal.cwd, options.out);
  if (out !== undefined)
    await writeAtomic(out, people.map((person) => `${JSON.stringify(person)}\n`).join(""));
  if (options.json === true)
    return printJson(terminal, { n, people, differences, ...(out === undefined ? {} : { out }) });
  const rows = differences.map(({ attributes, totalVariation, p, farthest }) => [
    attributes.join(" × "),
    totalVariation.toFixed(3),
    p < 0.05 ? terminal.color.yellow(p.toFixed(3)) : p.toFixed(3),
    `${farthest.value}: ${percent(farthest.wanted)} wanted, ${percent(farthest.drawn)} drawn`,
  ]);
  printLine(terminal, formatTable(terminal, ["attributes", "total variation", "p", "farthest off"], rows));
  const off = differences.filter(({ p }) => p < 0.05).length;
  printLine(
    terminal,
    off === 0
      ? `${counted(n, "person", "people")}; none of the ${differences.length} rows differs from the population by more than chance.`
      : `${counted(n, "person", "people")}; ${off} of the ${differences.length} rows ${off === 1 ? "differs" : "differ"} from the population by more than chance.`,
  );
  if (out !== undefined) printLine(terminal, terminal.color.cyan(out));
}

async function populationOf(terminal: Terminal, source: string, flags: PopulationFlags) {
  const { weight, attributes, user } = flags;
  const { Population } = await import("@sdialog/generators");
  const { isHubName, readTable } = await import("@sdialog/formats");
  const { readRecipeFile } = await import("@sdialog/runner");
  if (user !== undefined)
    return Population.from(personasOf(dialogFiles(terminal, [source], flags), user), { weight, attributes });
  const path = isHubName(source) ? source : resolve(terminal.cwd, source);
  if (/^\.ya?ml$/i.test(extname(source))) return Population.of((await readRecipeFile(path)) as never);
  const rows = readTable(path, {
    token: terminal.env["HF_TOKEN"],
    hubUrl: terminal.env["HF_ENDPOINT"],
    signal: terminal.signal,
  });
  return Population.from(rows, { weight, attributes });
}

async function* personasOf(dialogs: AsyncIterable<Dialog>, user: string) {
  let found = 0;
  for await (const { personas } of dialogs) {
    const persona = personas?.[user];
    if (typeof persona !== "object" || persona === null) continue;
    found++;
    yield persona as Readonly<Record<string, unknown>>;
  }
  if (found === 0)
    throw new InvalidArgumentError(`No dialogue says who "${user}" is`, {
      hint: `Logs of people say nothing of who they are. Give each dialogue "personas": {"${user}": {"age": 34, "job": "nurse"}}, or draw from a table of people (.csv, .jsonl) or a population with shares (.yaml) without --user. To fit users to how people talk, run \`sdialog calibrate\`.`,
    });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
