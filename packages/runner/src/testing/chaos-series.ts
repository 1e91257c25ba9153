import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Random } from "@sdialog/core";
import { checkRun } from "../runs/check-run.ts";
import { runStatus } from "../runs/run-status.ts";
import type { Death } from "./die-at-write.ts";
import { callsOf, resultContents } from "./dialog-contents.ts";

/** The ways in which a process or its whole group ends. */
export type Blow = Death | { readonly afterMs: number; readonly jobToo: boolean };

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** The command line, as people run it. */
const commandLineProgram = here("../../../cli/src/main.ts");
const endsWithinMs = 300_000;
const compiled = join(tmpdir(), "sdialog-chaos-compiled");

const common = { count: 6, seed: 8, concurrency: 2, retries: 6, imports: [here("./fickle-backend.ts")] };
const dialogues = { kind: "dialogues", ...common, maxTurns: 3, personas: [{ name: "Ann" }, { name: "Bob" }] };
const queries = Array.from({ length: 24 }, (_, index) => `Question ${index}?`);
const interactions = {
  kind: "interactions",
  ...common,
  perPersona: 2,
  turnRetries: 0,
  retries: 0,
  queries,
  personas: dialogues.personas,
};

/** What is done over and over in the face of blows. */
export const ordeals = {
  "a run": { recipe: dialogues, retries: false },
  "a run with substitutes": { recipe: interactions, retries: false },
  "a retry of failed tasks": { recipe: dialogues, retries: true },
} as const;

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** What comes of it when nothing happens. */
interface Sound {
  readonly results: readonly string[];
  readonly calls: readonly string[];
  readonly writes: Readonly<Record<string, number>>;
  readonly takesMs: number;
}

/**
 * A command that is struck over and over while it goes on, in processes of its own, and that must come to what a sound one
 * comes to: the same results, each call counted once, and exit codes and messages that say how it went.
 */
export class ChaosSeries {
  readonly #folder: string;
  readonly #recipe: string;
  readonly #retries: boolean;
  readonly #sound: Sound;
  #number = 0;
  /** Blows that struck a process that was still running. */
  struck = 0;

  private constructor(folder: string, recipe: string, retries: boolean, sound: Sound) {
    this.#folder = folder;
    this.#recipe = recipe;
    this.#retries = retries;
    this.#sound = sound;
  }

  /** Lets it run soundly once. @param settings of the recipe, for example its executor */
  static async begin(
    { recipe, retries }: (typeof ordeals)[keyof typeof ordeals],
    settings: object,
  ): Promise<ChaosSeries> {
    const folder = await mkdtemp(join(tmpdir(), "sdialog-chaos-"));
    const file = join(folder, "recipe.json");
    const mood = join(folder, "mood");
    await writeFile(file, JSON.stringify({ ...recipe, model: `fickle:${mood}`, ...settings }));
    const [whole, failed, watched] = ["whole", "failed", "watched"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    if (retries) {
      const ended = await sdialog(["run", file, "--out", failed, "--json"]).ended;
      assert.equal(ended.code, 1, ended.err);
      assert.match(ended.err, /tasks failed/);
      assert.match(ended.err, /Retry them with: (?:pnpm )?sdialog retry-failed/);
      await cp(failed, watched, { recursive: true, preserveTimestamps: true });
    }
    await writeFile(mood, "");
    const death = join(folder, "none");
    const soundly = async (args: readonly string[]): Promise<number> => {
      const begun = performance.now();
      const ended = await sdialog(args, death).ended;
      assert.equal(ended.code, 0, ended.err);
      return performance.now() - begun;
    };
    let takesMs = await soundly(["run", file, "--out", whole, "--json"]);
    if (retries) {
      await rm(`${death}.writes`);
      takesMs = await soundly(commandLine(file, watched, retries));
    }
    const sound = {
      results: await resultContents(whole),
      calls: await callsOf(whole),
      writes: await writesOf(death),
      takesMs,
    };
    return new ChaosSeries(folder, file, retries, sound);
  }

  async end(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** A blow somewhere in it. @param program whose writes are struck at; at any moment without */
  blow(random: Random, program?: Death["program"]): Blow {
    if (program === undefined)
      return { afterMs: random.integer(0, Math.round(this.#sound.takesMs)), jobToo: random.chance(0.5) };
    const at = random.integer(1, this.#sound.writes[program] ?? 1);
    return { program, at, fault: random.pick(["before", "half", "after", "full"] as const) };
  }

  /** Strikes one run several times, each time as it goes on, and lets it end. @throws AssertionError naming its folder */
  async endure(blows: readonly Blow[]): Promise<void> {
    const out = join(this.#folder, `run-${this.#number++}`);
    if (this.#retries)
      await cp(join(this.#folder, "failed"), out, { recursive: true, preserveTimestamps: true });
    const told: string[] = [];
    for (const blow of blows) {
      const { struck, over } = await this.#strike(out, blow);
      told.push(`${JSON.stringify(blow)}${struck ? "" : " (missed)"}`);
      if (struck) this.struck++;
      if (over) break;
    }
    const ended = await sdialog(commandLine(this.#recipe, out, this.#retries)).ended;
    const place = `${out} after ${told.join(", ")}\n${ended.err}`;
    assert.equal(ended.code, 0, place);
    const { end, failed, pending } = JSON.parse(ended.out) as Record<string, unknown>;
    assert.deepEqual({ end, failed, pending }, { end: "complete", failed: 0, pending: 0 }, place);
    assert.doesNotMatch(ended.err, /Error|^ {4}at /m, place);
    assert.deepEqual(await resultContents(out), this.#sound.results, `results in ${place}`);
    assert.deepEqual(await callsOf(out), this.#sound.calls, `calls in ${place}`);
    assert.deepEqual((await runStatus(out)).done, this.#sound.results.length, place);
    assert.deepEqual(await checkRun(out), [], place);
    await rm(out, { recursive: true, force: true });
  }

  async #strike(out: string, blow: Blow): Promise<{ readonly struck: boolean; readonly over: boolean }> {
    const args = commandLine(this.#recipe, out, this.#retries);
    if ("afterMs" in blow) {
      const { ended, kill } = sdialog(args);
      const timer = setTimeout(kill, blow.afterMs);
      const { code, signal, err } = await ended;
      clearTimeout(timer);
      if (blow.jobToo) await killArrayTasks(out);
      assert(code === 0 || signal === "SIGKILL", err);
      return { struck: signal === "SIGKILL", over: code === 0 };
    }
    const death = join(this.#folder, `death-${this.#number}`);
    await writeFile(death, JSON.stringify(blow));
    const { code, signal, err } = await sdialog(args, death).ended;
    const left = await readdir(this.#folder);
    const struck = !left.includes(`death-${this.#number}`);
    await rm(death, { force: true });
    await rm(`${death}.writes`, { force: true });
    const place = `${JSON.stringify(blow)} in ${out}: exit ${code}, ${signal}\n${err}`;
    // A part of it that is struck is done again by the run itself.
    if (!struck || blow.program !== "main") assert.equal(code, 0, place);
    else if (blow.fault !== "full") assert.equal(signal, "SIGKILL", place);
    // What is written last, such as the log's last line, may be missed without loss.
    else if (code !== 0) {
      // 2 where there was no room to begin: to open the folder takes writes, too.
      assert(code === 1 || code === 2, place);
      assert.match(err, /the disk is full/, place);
      assert.doesNotMatch(err, /^ {4}at /m, place);
    }
    return { struck, over: code === 0 };
  }
}

function commandLine(recipe: string, out: string, retries: boolean): string[] {
  return retries ? ["retry-failed", out, "--trust", "--json"] : ["run", recipe, "--out", out, "--json"];
}

/** Runs the program in a process group of its own. @param death names the file that says who dies at which write */
function sdialog(args: readonly string[], death?: string) {
  const killer =
    death === undefined ? [] : [`--import=${new URL("./die-at-write.ts", import.meta.url).href}`];
  const child = spawn(
    process.execPath,
    ["--conditions=@sdialog/source", ...killer, commandLineProgram, ...args],
    {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        // Half of the time of a short run goes into compiling it.
        NODE_COMPILE_CACHE: compiled,
        ...(death === undefined ? {} : { SDIALOG_TEST_DEATH: death }),
      },
    },
  );
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said.err += chunk.toString()));
  const kill = (): void => void process.kill(-(child.pid as number), "SIGKILL");
  const late = setTimeout(() => {
    said.err += `\nnot over after ${endsWithinMs} ms`;
    kill();
  }, endsWithinMs);
  const ended = new Promise<Ended>((done) =>
    child.once("exit", (code, signal) => {
      clearTimeout(late);
      // A database that outlives it keeps its streams open.
      setTimeout(() => done({ code, signal, ...said }), 20);
    }),
  );
  return { ended, kill };
}

async function writesOf(death: string): Promise<Record<string, number>> {
  const most: Record<string, number> = {};
  const text = await readFile(`${death}.writes`, "utf8").catch(() => "");
  for (const line of text.trim().split("\n")) {
    const [name = "", number] = line.split(" ");
    most[name] = Math.max(most[name] ?? 0, Number(number));
  }
  return most;
}

/** Kills the array tasks of a run on a cluster, scripts and all, as a machine that goes down would. */
export async function killArrayTasks(out: string): Promise<void> {
  for (const name of await readdir("/proc").catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    if (!command.includes("array-task") || !command.includes(`\0${out}\0`)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    const script = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    for (const pid of [script, Number(name)]) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It ended by itself.
      }
    }
  }
}
