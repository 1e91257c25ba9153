import { appendFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { TestRunner, vi, type RunnerTask, type RunnerTestCase, type RunnerTestFile } from "vitest";
import { startTests } from "vitest/internal/browser";
import { folderVariable, notesPath, readNotes, readPlan, type Note } from "./plan.ts";

/** What the changed code looks at, and where it counts. */
interface Switchboard {
  activeMutant?: string | undefined;
  /** Who is counted for; nobody while modules are loaded. */
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: {
    static: Record<string, number>;
    perTest: Record<string, Record<string, number>>;
  };
}

const switchboard = ((globalThis as Record<string, unknown>)["__stryker__"] ??= {}) as Switchboard;
const folder = process.env[folderVariable] as string;
/** Counted for while the hooks of a whole file or suite run. */
const hooks = "hooks";
/** How much processor time the tests of one change take together, by what they took without it. */
const budgetMs = 2000;
/** A test that a change has made wait is given up after this long, or after twenty times what it takes. */
const patienceMs = 10_000;
/** A change that is reached this many times as often as before is in a loop that does not end. */
const loops = 100;

// What a change leaves behind could make the next one look noticed, so this process tries no more after such a one.
let spoilt = false;

/** Runs a test file as it is, and then again for every change that it reaches and that no file before it has noticed. */
// oxlint-disable-next-line import/no-default-export -- where vitest looks for it
export default class MutatingRunner extends TestRunner {
  readonly #startedAt = new Map<string, NodeJS.CpuUsage>();
  /** Milliseconds of processor time by test. */
  readonly #took = new Map<string, number>();

  override onCollectStart(file: RunnerTestFile): void {
    super.onCollectStart(file);
    switchboard.activeMutant = undefined;
    switchboard.currentTestId = undefined;
    if (switchboard.mutantCoverage !== undefined)
      Object.assign(switchboard.mutantCoverage, { static: {}, perTest: {} });
  }

  onBeforeRunFiles(): void {
    switchboard.currentTestId = hooks;
  }

  override onBeforeTryTask(test: RunnerTask, attempt: { retry: number; repeats: number }): void {
    super.onBeforeTryTask(test as RunnerTestCase, attempt);
    switchboard.currentTestId = test.id;
    this.#startedAt.set(test.id, process.cpuUsage());
  }

  override onAfterRunTask(test: RunnerTask): void {
    super.onAfterRunTask(test as RunnerTestCase);
    switchboard.currentTestId = hooks;
    const { user, system } = process.cpuUsage(this.#startedAt.get(test.id));
    this.#took.set(test.id, (user + system) / 1000);
  }

  override async onAfterRunFiles(files: RunnerTestFile[]): Promise<void> {
    super.onAfterRunFiles(files);
    switchboard.currentTestId = undefined;
    for (const file of files) await this.#tryChanges(file);
  }

  async #tryChanges(file: RunnerTestFile): Promise<void> {
    const startedAt = Date.now();
    const name = relative(process.cwd(), file.filepath).split(sep).join("/");
    const tests = testsOf(file).filter(({ mode }) => mode === "run" || mode === "queued");
    const failing = tests.filter(({ result }) => result?.state !== "pass");
    const usable = tests.filter(({ result }) => result?.state === "pass");
    if (failing.length > 0 || file.result?.errors !== undefined)
      note({ kind: "unusable", file: name, tests: failing.map((test) => test.name) });
    const { static: loaded = {}, perTest = {} } = structuredClone(switchboard.mutantCoverage) ?? {};
    for (const id of Object.keys(loaded)) note({ kind: "only-loaded", id });
    const notes = readNotes(folder);
    const settled = new Set(notes.flatMap((each) => settledBy(each, name)));
    const spent = spentOn(notes);
    for (const { id } of readPlan(folder).sample) {
      if (settled.has(id) || spoilt) continue;
      const all =
        perTest[hooks]?.[id] === undefined ? usable.filter((test) => perTest[test.id]?.[id]) : usable;
      const { chosen: reaching, ms } = this.#affordable(all, budgetMs - (spent.get(id) ?? 0));
      if (all.length > 0 && reaching.length === 0)
        note({ kind: "unnoticed", id, file: name, tests: 0, ms: 0 });
      if (reaching.length === 0) continue;
      const hits = Object.values(perTest).reduce((sum, counts) => sum + (counts[id] ?? 0), 0);
      note({ kind: "trying", id, file: name });
      const by = await this.#failing(file, reaching, id, hits);
      if (by === undefined) note({ kind: "unnoticed", id, file: name, tests: reaching.length, ms });
      else {
        note({ kind: "noticed", id, by: `${name}: ${by.name}` });
        spoilt = (await this.#failing(file, [by], undefined, 0)) !== undefined;
      }
    }
    if (!spoilt) note({ kind: "done", file: name, seconds: (Date.now() - startedAt) / 1000 });
  }

  /** The quickest of the tests, as many as fit into what is left. */
  #affordable(
    tests: readonly RunnerTestCase[],
    leftMs: number,
  ): { readonly chosen: readonly RunnerTestCase[]; readonly ms: number } {
    const took = (test: RunnerTestCase): number => this.#took.get(test.id) ?? 0;
    let ms = 0;
    const chosen = tests
      .toSorted((a, b) => took(a) - took(b))
      .filter((test) => {
        if (ms + took(test) > leftMs) return false;
        ms += took(test);
        return true;
      });
    return { chosen, ms };
  }

  /** The first of the tests that fails with the change. */
  async #failing(
    file: RunnerTestFile,
    tests: readonly RunnerTestCase[],
    id: string | undefined,
    hits: number,
  ): Promise<RunnerTestCase | undefined> {
    const usual = Math.max(...tests.map(({ result }) => result?.duration ?? 0));
    const trial = new Trial({ ...this.config, testTimeout: Math.max(patienceMs, 20 * usual) });
    for (const key of ["moduleRunner", "trace", "_otel"] as const)
      Object.defineProperty(trial, key, { value: this[key as never], configurable: true });
    Object.assign(switchboard, { hitCount: 0, hitLimit: loops * (hits + 100), activeMutant: id });
    const [again] = await startTests(
      [{ filepath: file.filepath, testIds: tests.map((test) => test.id) } as never],
      trial,
    );
    switchboard.activeMutant = undefined;
    vi.restoreAllMocks();
    vi.useRealTimers();
    if (trial.failed !== undefined) return trial.failed;
    return again?.result?.state === "fail" ? tests[0] : undefined;
  }
}

/** Stops at the first test that fails, and tells nobody but us. */
class Trial extends TestRunner {
  failed: RunnerTestCase | undefined;

  override onAfterRunTask(test: RunnerTask): void {
    super.onAfterRunTask(test as RunnerTestCase);
    if (test.result?.state !== "fail" || this.failed !== undefined) return;
    this.failed = test as RunnerTestCase;
    this.cancel("test-failure");
  }
}

function testsOf(task: RunnerTask): RunnerTestCase[] {
  return task.type === "test" ? [task] : task.tasks.flatMap(testsOf);
}

/** Milliseconds by change that tests of other files have taken. */
function spentOn(notes: readonly Note[]): ReadonlyMap<string, number> {
  const spent = new Map<string, number>();
  for (const each of notes)
    if (each.kind === "unnoticed") spent.set(each.id, (spent.get(each.id) ?? 0) + each.ms);
  return spent;
}

/** Of the changes, those that need not be tried with this file (again). */
function settledBy(each: Note, file: string): string[] {
  if (each.kind === "noticed") return [each.id];
  return each.kind === "unnoticed" && each.file === file ? [each.id] : [];
}

function note(each: Note): void {
  appendFileSync(notesPath(folder), `${JSON.stringify(each)}\n`);
}
