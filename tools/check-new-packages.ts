import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";

/** What `sdialog new` is asked for, and the package that comes of it. */
const made = [
  { kind: "backend", name: "my-provider", package: "sdialog-backend-my-provider" },
  { kind: "persona", name: "TaxiDriver", package: "sdialog-persona-taxi-driver" },
  { kind: "orchestrator", name: "encourage-detail", package: "sdialog-orchestrator-encourage-detail" },
  { kind: "metric", name: "exclamation-rate", package: "sdialog-metric-exclamation-rate" },
  { kind: "scenario", name: "return-a-vase", package: "sdialog-scenario-return-a-vase" },
] as const;

const imports = made.flatMap(({ package: name }) => ["--import", name]);

/**
 * Has `sdialog new` write a package of every kind inside a project that has a compiler, and packs each, which builds it.
 *
 * @returns package → its tarball
 */
export function packNewPackages(project: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    made.map(({ kind, name, package: packageName }) => {
      run("npx", ["sdialog", "new", kind, name, "--out", join("made", kind)], project);
      const packed = run("npm", ["pack", "--silent"], join(project, "made", kind));
      const tarball = join(project, "made", kind, packed.trim().split("\n").at(-1) ?? "");
      return [packageName, tarball];
    }),
  );
}

/**
 * Uses the packages, installed in another project, by their names: in a recipe, in a test of a chatbot, in `eval` and in
 * the playground.
 *
 * @param node the program that runs `sdialog`
 * @throws Error for what is not as it should be
 */
export async function useNewPackages(project: string, node: string): Promise<void> {
  const server = createServer((_request, response) => {
    const usage = { inputTokens: 1, outputTokens: 2 };
    response.end(`${JSON.stringify({ text: "Where to?", finish: "stop", usage })}\n`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { ...process.env, MY_PROVIDER_BASE_URL: baseURL };
  try {
    const out = `made-${basename(join(node, ".."))}-${Date.now()}`;
    const recipe = {
      kind: "dialogues",
      model: "my-provider:any",
      personas: [{ type: "TaxiDriver", name: "Morgan" }, { name: "Bo" }],
      orchestrators: [{ type: "EncourageDetailOrchestrator", instruction: "Ask for detail." }],
      evaluate: ["exclamation-rate"],
      count: 2,
      maxTurns: 4,
    };
    writeFileSync(join(project, "recipe.json"), JSON.stringify(recipe));
    const sdialog = join("node_modules", "@sdialog", "cli", "dist", "main.mjs");
    await start(node, [sdialog, "run", "recipe.json", "--out", out, ...imports], project, env);
    const dialogues = join(out, "dialogues.jsonl");
    const text = readFileSync(join(project, dialogues), "utf8");
    for (const expected of ["Where to?", "Morgan", "Ask for detail.", "exclamation-rate"])
      if (!text.includes(expected)) throw new Error(`the dialogues lack ${expected}: ${text}`);

    const test = {
      kind: "test",
      chatbot: {
        type: "webhook",
        url: baseURL,
        body: { message: "{{message}}", tools: "{{tools}}" },
        answer: "text",
      },
      scenarios: ["return-a-vase"],
      count: 1,
    };
    writeFileSync(join(project, "test.json"), JSON.stringify(test));
    // A bot that only asks makes no refund: the run is done, and its status says that the test failed.
    const testing = start(
      node,
      [sdialog, "run", "test.json", "--out", `${out}-test`, ...imports],
      project,
      env,
    );
    await testing.catch(() => undefined);
    const tested = readFileSync(join(project, `${out}-test`, "dialogues.jsonl"), "utf8");
    for (const expected of ["My vase arrived broken.", "Where to?", "the refund is made"])
      if (!tested.includes(expected)) throw new Error(`the tested conversation lacks ${expected}: ${tested}`);

    const metrics = ["--metrics", "exclamation-rate", "--json"];
    const evaluation = await start(node, [sdialog, "eval", dialogues, ...metrics, ...imports], project, env);
    const { summary } = JSON.parse(evaluation) as { summary: Record<string, { mean: number }> };
    if (summary["exclamation-rate"]?.mean !== 0) throw new Error(`eval said ${evaluation}`);

    await lookAtPlayground(node, [sdialog, "playground", "made", "--port", "0", ...imports], project, env);
  } finally {
    server.close();
  }
}

/** The types of what is installed, with what each package exports. */
export function compileAgainstNewPackages(project: string): void {
  const program = `
import { myProviderBackend } from "sdialog-backend-my-provider";
import { TaxiDriver } from "sdialog-persona-taxi-driver";
import { EncourageDetailOrchestrator } from "sdialog-orchestrator-encourage-detail";
import { exclamationRate } from "sdialog-metric-exclamation-rate";
import { returnAVase } from "sdialog-scenario-return-a-vase";
export const name: string = myProviderBackend.name + new TaxiDriver({ name: "Morgan" }).name + exclamationRate("A").name + returnAVase.name;
// @ts-expect-error: the instruction is missing
new EncourageDetailOrchestrator({ every: 2 });
`;
  writeFileSync(join(project, "typed.mts"), program);
  const flags = ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck", "typed.mts"];
  run(join("node_modules", ".bin", "tsc"), flags, project);
}

async function lookAtPlayground(
  node: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const playground = spawn(node, args, { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(playground, "exit");
  try {
    for await (const line of createInterface({ input: playground.stdout })) {
      const url = /http:\S+/.exec(line)?.[0];
      if (url === undefined) continue;
      const catalog = await (await fetch(new URL("/api/catalog", url))).text();
      for (const expected of ["TaxiDriver", "EncourageDetailOrchestrator", "exclamation-rate", "my-provider"])
        if (!catalog.includes(`"${expected}"`)) throw new Error(`the playground does not offer ${expected}`);
      return;
    }
    throw new Error("the playground ended before it said where it is");
  } finally {
    playground.kill("SIGINT");
    await ended;
  }
}

/** Not the synchronous way: the server has to answer meanwhile. */
async function start(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  const [status] = (await once(child, "close")) as [number | null];
  if (status !== 0) throw new Error(`${args.join(" ")} ended with status ${status}:\n${printed}`);
  return printed;
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
