/**
 * What a turn costs: the openai SDK bare, the AI SDK, undici as the floor under all of them, and two agents of ours, in
 * one run against the same server in another process. Medians over rounds, taken by turns. The peers are npm's own
 * packages, installed into a folder of their own; ours are the built ones where they are built (`pnpm build`).
 *
 * pnpm bench peers [rounds] [turns …]
 */
import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const peers = { openai: "7.55.0", ai: "7", "@ai-sdk/openai": "4", undici: "8" };
const names = ["undici", "openai", "ai-sdk", "sdialog", "sdialog-steered"];
const [rounds = 3, ...asked] = process.argv.slice(2).map(Number);
const lengths = asked.length > 0 ? asked : [20, 200, 1000];
const latencyMs = 100;

interface Cost {
  readonly importMs: number;
  readonly seconds: number;
  readonly cpuMs: number;
  readonly peakMiB: number;
}

const folder = join(tmpdir(), "sdialog-peers");
if (!existsSync(join(folder, "node_modules/undici"))) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: peers }));
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: "inherit",
  });
}
const path = (file: string): string => fileURLToPath(new URL(`peers/${file}`, import.meta.url));
const built = existsSync(fileURLToPath(new URL("../dist/index.mjs", import.meta.url)));
if (!built)
  console.log("Not built: what importing costs is from source, with its types taken out on the way.");

async function measure(
  name: string,
  turns: number,
  dialogues: number,
  atOnce: number,
  port: number,
): Promise<Cost> {
  const values = [name, turns, dialogues, atOnce, port, folder].map(String);
  const execArgv = built ? ["--conditions=default"] : ["--conditions=@sdialog/source"];
  const child = fork(path("contender.ts"), values, { execArgv });
  const [cost] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([status]) => Promise.reject(new Error(`${name} ended with ${status}`))),
  ])) as [Cost];
  return cost;
}

async function withServer<Result>(latency: number, use: (port: number) => Promise<Result>): Promise<Result> {
  const server = fork(path("chat-server.ts"), [String(latency)]);
  const [port] = (await once(server, "message")) as [number];
  return use(port).finally(() => server.kill());
}

function median(costs: readonly Cost[], field: keyof Cost): number {
  const values = costs.map((cost) => cost[field]).toSorted((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function series(
  latency: number,
  turns: number,
  dialogues: number,
  atOnce: number,
): Promise<Map<string, Cost[]>> {
  const costs = new Map(names.map((name) => [name, [] as Cost[]]));
  for (let round = 0; round < rounds; round++)
    for (const name of names)
      costs
        .get(name)
        ?.push(await withServer(latency, (port) => measure(name, turns, dialogues, atOnce, port)));
  return costs;
}

for (const turns of lengths) {
  const dialogues = Math.max(16, Math.round(5000 / turns));
  const costs = await series(0, turns, dialogues, Math.min(64, dialogues));
  const bare = median(costs.get("openai") ?? [], "cpuMs");
  console.log(
    `\n${turns} turns, ${dialogues} dialogues, at most 64 at once, medians of ${rounds} rounds, load ${loadavg()[0]}`,
  );
  console.table(
    Object.fromEntries(
      names.map((name) => {
        const own = costs.get(name) ?? [];
        const cpu = median(own, "cpuMs");
        return [
          name,
          {
            "CPU ms/turn": Number(cpu.toFixed(3)),
            "× openai": Number((cpu / bare).toFixed(2)),
            "peak MiB": Math.round(median(own, "peakMiB")),
            "import ms": Math.round(median(own, "importMs")),
          },
        ];
      }),
    ),
  );
}

const [turns, atOnce, dialogues] = [20, 64, 128];
const waited = await series(latencyMs, turns, dialogues, atOnce);
const ideal = (dialogues / atOnce) * turns * (latencyMs / 1000);
console.log(`\nShare of the ideal at ${latencyMs} ms an answer, ${atOnce} at once, load ${loadavg()[0]}`);
for (const name of names)
  console.log(name.padEnd(16), (ideal / median(waited.get(name) ?? [], "seconds")).toFixed(3));
