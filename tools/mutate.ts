// Mutation testing: changes a package's code in one place at a time and sees whether the package's own tests notice.
//
//   pnpm mutate [package …] [--sample 200] [--seed 1] [--at-least 80] [--again]
//
// Prints noticed/sampled for each package and every change that nothing noticed; fails when a package is below the share.
// Each test file is loaded once. In the same process, the tests that reach a change are run again with the change switched
// on, until one of them fails. Tests that start databases, clusters, browsers and compilers are left out, as they do not see
// what is switched on in this process, and so are sweeps over thousands of damaged files and replies of the bundled
// model, which take as long as all tests of a change may. `--again` tries only what nothing
// noticed the last time.
import { spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join, sep } from "node:path";
import { parseArgs } from "node:util";
import { changesOf, type Change } from "./mutation/changes-of.ts";
import { folderVariable, notesPath, planPath, readNotes, type Note, type Plan } from "./mutation/plan.ts";
import { endGroup, endTogether } from "./mutation/process-group.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    "at-least": { type: "string", default: "80" },
    again: { type: "boolean", default: false },
  },
});
const leftOutTests =
  /\/(postgres-executor|queue-database|start-postgres|lost-server|slurm-[^/]*|chaos|interrupted-process|whole-corpus|programs|exit-status|bundled-model|[^/]*-in-browser|mutated[^/]*|playground[^/]*)\.test\.ts$/;
/** Tests that write nothing down for so long hang, as far as can be told: while they are loaded, and with a change. */
const silenceMs = { loading: 300_000, trying: 60_000 };

// Code that was changed may overwrite or delete whatever whoever runs it may, such as a device of the machine.
if (process.getuid?.() === 0)
  console.error("Changed code runs as root: run it as a user who cannot write anything of value.");

const folders = globSync("{packages,apps}/*/package.json")
  .map((path) => path.split(sep).slice(0, 2).join("/"))
  .toSorted();
const wanted = positionals.length === 0 ? folders : positionals.map(folderOf);
const rows: string[] = [];
for (const folder of wanted) rows.push(await mutate(folder));
console.log(`\n${rows.join("\n")}`);

function folderOf(name: string): string {
  const folder = folders.find((each) => basename(each) === name || each === name);
  if (folder === undefined)
    throw new Error(
      `There is no package "${name}"; there are ${folders.map((each) => basename(each)).join(", ")}`,
    );
  return folder;
}

async function mutate(folder: string): Promise<string> {
  const name = basename(folder);
  const reports = join("reports/mutation", name);
  const changes = await changesOf(folder, Number(values.sample), Number(values.seed));
  const earlier = values.again ? survivorsOf(reports) : undefined;
  const tried = changes.sample.filter((each) => earlier?.has(keyOf(each)) ?? true);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  writeFileSync(notesPath(reports), "");
  await tryAll(reports, { sample: tried, code: changes.code }, testsOf(folder));
  const notes = readNotes(reports);
  const noticed = idsOf(notes, "noticed");
  const reached = new Set([...noticed, ...idsOf(notes, "unnoticed")]);
  const loaded = idsOf(notes, "only-loaded");
  const onlyLoaded = new Set(tried.map(({ id }) => id).filter((id) => loaded.has(id) && !reached.has(id)));
  const sampled = tried.filter(({ id }) => !onlyLoaded.has(id));
  const survivors = sampled.filter(({ id }) => !noticed.has(id));
  console.log(`\n# ${folder}`);
  for (const each of notes)
    if (each.kind === "unusable")
      console.log(
        `not used, as they fail without a change, or take far longer when they are repeated: ${each.file} ${each.tests.join(", ")}`,
      );
  for (const survivor of survivors) console.log(lineFor(survivor, reached.has(survivor.id)));
  writeFileSync(join(reports, "survivors.json"), JSON.stringify(survivors, undefined, 2));
  const share = sampled.length === 0 ? 100 : (100 * (sampled.length - survivors.length)) / sampled.length;
  if (share < Number(values["at-least"])) process.exitCode = 1;
  const leftOut = Object.entries({
    ...changes.leftOut,
    "computed once, when first needed or loaded": onlyLoaded.size,
  }).filter(([, count]) => count > 0);
  return `${name.padEnd(18)} ${sampled.length - survivors.length}/${sampled.length} noticed (${share.toFixed(0)} %), drawn from ${changes.total}; left out: ${leftOut.map(([reason, count]) => `${count} ${reason}`).join(", ")}`;
}

function survivorsOf(reports: string): ReadonlySet<string> {
  const path = join(reports, "survivors.json");
  if (!existsSync(path))
    throw new Error(`There is no ${path} to try again from: run it without --again first`);
  return new Set((JSON.parse(readFileSync(path, "utf8")) as Change[]).map(keyOf));
}

function keyOf({ file, line, column, mutator, replacement }: Change): string {
  return [file, line, column, mutator, replacement].join(" ");
}

function testsOf(folder: string): string[] {
  return globSync(`${folder}/src/**/*.test.ts`)
    .map((file) => file.split(sep).join("/"))
    .filter((file) => !leftOutTests.test(file));
}

function idsOf(notes: readonly Note[], kind: "noticed" | "unnoticed" | "only-loaded"): Set<string> {
  return new Set(notes.flatMap((each) => (each.kind === kind ? [each.id] : [])));
}

/** First the quick tests of all files, then the slow ones with what is left: a slow one takes as long as a hundred others. */
async function tryAll(reports: string, changes: Changes, files: readonly string[]): Promise<void> {
  await tryFiles(reports, { ...changes, tests: files, pace: "quick" });
  const notes = readNotes(reports);
  const noticed = idsOf(notes, "noticed");
  const slow = notes.flatMap((each) =>
    each.kind === "slow" && each.ids.some((id) => !noticed.has(id)) ? [each.file] : [],
  );
  await tryFiles(reports, { ...changes, tests: [...new Set(slow)], pace: "slow" });
}

type Changes = Pick<Plan, "sample" | "code">;

/** Starts the tests again until every file has tried what it reaches: a change may hang, end or spoil their process. */
async function tryFiles(reports: string, plan: Plan): Promise<void> {
  for (let notes = readNotes(reports), left = plan.tests; left.length > 0;) {
    writeFileSync(planPath(reports), JSON.stringify({ ...plan, tests: left } satisfies Plan));
    const said = await runTests(reports);
    const now = readNotes(reports);
    const last = now.at(-1);
    if (last?.kind === "trying")
      appendNote(reports, { kind: "noticed", id: last.id, by: `${last.file}: its process hung or ended` });
    const done = new Set(
      now.flatMap((each) => (each.kind === "done" && each.pace === plan.pace ? [each.file] : [])),
    );
    left = plan.tests.filter((file) => !done.has(file));
    if (left.length > 0 && now.length === notes.length)
      throw new Error(`The tests of ${left.join(", ")} could not be run:\n${said.slice(-4000)}`);
    notes = now;
  }
}

function appendNote(reports: string, each: Note): void {
  appendFileSync(notesPath(reports), `${JSON.stringify(each)}\n`);
}

function runTests(reports: string): Promise<string> {
  const child = spawn(
    process.execPath,
    [
      "--conditions=@sdialog/source",
      "node_modules/vitest/vitest.mjs",
      "run",
      "--config",
      "tools/mutation/vitest.config.ts",
      "--reporter",
      "dot",
    ],
    {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, CI: "true", NODE_ENV: "test", [folderVariable]: reports },
    },
  );
  const startedAt = Date.now();
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said += text.toString()));
  const watch = setInterval(() => {
    const silence = readNotes(reports).at(-1)?.kind === "trying" ? silenceMs.trying : silenceMs.loading;
    if (Date.now() - Math.max(startedAt, statSync(notesPath(reports)).mtimeMs) > silence) endGroup(child);
  }, 5000);
  endTogether(child);
  return new Promise((resolve) => {
    child.on("close", () => {
      clearInterval(watch);
      resolve(said);
    });
  });
}

function lineFor({ file, line, column, mutator, replacement }: Change, reached: boolean): string {
  return `${reached ? "survived" : "no test"} ${file}:${line}:${column} ${mutator} -> ${replacement}`;
}
