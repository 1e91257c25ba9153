/**
 * What importing costs in a new process, beside zod, which everybody imports who describes values: medians over rounds, taken
 * by turns, and how many files are loaded. Ours are the built packages where they are built (`pnpm build`).
 *
 * pnpm bench import-time [rounds]
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";

const [rounds = 9] = process.argv.slice(2).map(Number);
const folder = fileURLToPath(new URL("..", import.meta.url));
const built = existsSync(`${folder}/dist/node/index.mjs`);
if (!built) console.log("Not built: from source, with its types taken out on the way.");
const contenders: Readonly<Record<string, readonly string[]>> = {
  zod: ["zod"],
  "@sdialog/core": ["@sdialog/core"],
  "@sdialog/llm": ["@sdialog/llm"],
  "@sdialog/agents, @sdialog/llm": ["@sdialog/agents", "@sdialog/llm"],
};

interface Cost {
  readonly milliseconds: number;
  readonly cpu: number;
  readonly files: number;
}

function program(names: readonly string[], counts: boolean): string {
  return `
    let files = 0;
    if (${counts}) {
      const { registerHooks } = await import("node:module");
      registerHooks({ load(url, context, next) { files++; return next(url, context); } });
    }
    const [cpu, start] = [process.cpuUsage(), performance.now()];
    for (const name of ${JSON.stringify(names)}) await import(name);
    const milliseconds = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ milliseconds, cpu: (user + system) / 1000, files }));`;
}

function measure(names: readonly string[], counts = false): Cost {
  const conditions = built ? [] : ["--conditions=@sdialog/source"];
  const argv = [...conditions, "--input-type=module", "--eval", program(names, counts)];
  return JSON.parse(execFileSync(process.execPath, argv, { cwd: folder, encoding: "utf8" })) as Cost;
}

function median(costs: readonly Cost[], field: keyof Cost): number {
  const values = costs.map((cost) => cost[field]).toSorted((a, b) => a - b);
  return values[values.length >> 1] ?? Number.NaN;
}

const costs = new Map(Object.keys(contenders).map((name) => [name, [] as Cost[]]));
for (let round = 0; round < rounds; round++)
  for (const [name, names] of Object.entries(contenders)) costs.get(name)?.push(measure(names));
console.log(`medians of ${rounds} processes, load ${loadavg()[0]}`);
console.table(
  Object.fromEntries(
    Object.entries(contenders).map(([name, names]) => [
      name,
      {
        ms: Math.round(median(costs.get(name) ?? [], "milliseconds")),
        "CPU ms": Math.round(median(costs.get(name) ?? [], "cpu")),
        files: measure(names, true).files,
      },
    ]),
  ),
);
