import { appendFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { TestRunner, vi, type RunnerTask, type RunnerTestCase, type RunnerTestFile } from "vitest";
import { startTests } from "vitest/internal/browser";
import { folderVariable, notesPath, readNotes, readPlan, type Note, type Pace } from "./plan.ts";

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
/**
 * How much processor time the quick tests of one change take together, more or less, and as much again the slow ones: no
 * test is begun after it. Else a few slow tests that reach much would leave no time for those that look closely.
 */
const budgetMs = 2000;
/** Tests that took no longer than this without a change are quick. */
const quickTestMs = 200;
/** Tests that took longer than this without a change are not tried with any. */
const longTestMs = 5000;
/** What takes so many times as long when it is repeated waits for something that is gone, such as the server of the first time. */
const muchLonger = 5;
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
    this.#took.set(test.id, milliseconds(this.#startedAt.get(test.id)));
  }

  override async onAfterRunFiles(files: RunnerTestFile[]): Promise<void> {
    super.onAfterRunFiles(files);
    switchboard.currentTestId = undefined;
    for (const file of files) await this.#tryChanges(file);
  }

  async #tryChanges(file: RunnerTestFile): Promise<void> {
    const startedAt = Date.now();
    const name = relative(process.cwd(), file.filepath).split(sep).join("/");
    const all = testsOf(file).filter(({ mode }) => mode === "run" || mode === "queued");
    const failing = all.filter(({ result }) => result?.state !== "pass");
    const usable = all.filter(({ result }) => result?.state === "pass");
    const { sample, pace } = readPlan(folder);
    if (pace === "quick" && (failing.length > 0 || file.result?.errors !== undefined))
      note({ kind: "unusable", file: name, tests: failing.map((test) => test.name) });
    const { static: loaded = {}, perTest = {} } = structuredClone(switchboard.mutantCoverage) ?? {};
    for (const id of Object.keys(loaded)) note({ kind: "only-loaded", id });
    const notes = readNotes(folder);
    const settled = new Set(notes.flatMap((each) => settledBy(each, name, pace)));
    const spent = spentOn(notes, pace);
    const reached = sample
      .filter(({ id }) => !settled.has(id))
      .map(({ id }) => ({
        id,
        left: budgetMs - (spent.get(id) ?? 0),
        reaching: usable.filter(
          (test) => perTest[hooks]?.[id] !== undefined || perTest[test.id]?.[id] !== undefined,
        ),
      }))
      .filter(({ reaching }) => reaching.length > 0);
    const paceOf = (test: RunnerTestCase): Pace | undefined => {
      const took = this.#took.get(test.id) ?? 0;
      return took <= quickTestMs ? "quick" : took <= longTestMs ? "slow" : undefined;
    };
    const slow = reached.filter(({ reaching }) => reaching.some((test) => paceOf(test) === "slow"));
    if (pace === "quick" && slow.length > 0)
      note({ kind: "slow", file: name, ids: slow.map(({ id }) => id) });
    const open = reached.map((each) => ({
      ...each,
      chosen: each.left > 0 ? each.reaching.filter((test) => paceOf(test) === pace) : [],
    }));
    const wanted = new Set(open.flatMap(({ chosen }) => chosen));
    const repeatable = await this.#repeatable(
      file,
      name,
      usable.filter((test) => wanted.has(test)),
    );
    for (const { id, left, chosen } of open) {
      if (spoilt) break;
      const tests = chosen.filter((test) => repeatable.has(test.id));
      if (tests.length === 0) {
        note({ kind: "unnoticed", id, file: name, pace, tests: 0, ms: 0 });
        continue;
      }
      const hits = Object.values(perTest).reduce((sum, counts) => sum + (counts[id] ?? 0), 0);
      note({ kind: "trying", id, file: name });
      const startedTrial = process.cpuUsage();
      const by = await this.#failing(file, tests, { id, hits, budget: left });
      const ms = milliseconds(startedTrial);
      // What is kept from the first time that it is computed is not computed again for the change.
      if (by === undefined && switchboard.hitCount === 0) note({ kind: "only-loaded", id });
      else if (by === undefined) note({ kind: "unnoticed", id, file: name, pace, tests: tests.length, ms });
      else {
        note({ kind: "noticed", id, by: `${name}: ${by.name}` });
        spoilt = (await this.#failing(file, [by])) !== undefined;
      }
    }
    if (!spoilt) note({ kind: "done", file: name, pace, seconds: (Date.now() - startedAt) / 1000 });
  }

  /**
   * The tests that can be run again in this process: one that then fails without any change would seem to notice them all.
   * None of a file whose hooks take long, since they are run for every change.
   *
   * @param usable those that a change is to be tried with: the others need no second run
   */
  async #repeatable(
    file: RunnerTestFile,
    name: string,
    usable: readonly RunnerTestCase[],
  ): Promise<ReadonlySet<string>> {
    if (usable.length === 0) return new Set();
    const repeat = this.#runnerLike(new Repeat(this.#patient(usable)));
    const startedAt = { cpu: process.cpuUsage(), clock: Date.now() };
    const [again] = await startTests(
      [{ filepath: file.filepath, testIds: usable.map((test) => test.id) } as never],
      repeat,
    );
    const elapsed = Date.now() - startedAt.clock;
    vi.restoreAllMocks();
    vi.useRealTimers();
    const waits = (first = 0, repeated = 0): boolean => repeated > muchLonger * first + patienceMs / 5;
    const inHooks = hooksMs(file, elapsed, repeat.durations);
    const passed = usable.filter(
      ({ id, result }) =>
        repeat.passed.has(id) &&
        !waits(inHooks.first, inHooks.repeated) &&
        !waits(result?.duration, repeat.durations.get(id)),
    );
    if (passed.length < usable.length)
      note({
        kind: "unusable",
        file: name,
        tests: usable.filter((test) => !passed.includes(test)).map((test) => test.name),
      });
    const inTests = usable.reduce((sum, test) => sum + (this.#took.get(test.id) ?? 0), 0);
    const isTooLong = milliseconds(startedAt.cpu) - inTests > longTestMs;
    return new Set(isTooLong || again?.result?.errors !== undefined ? [] : passed.map((test) => test.id));
  }

  #patient(tests: readonly RunnerTestCase[]): ConstructorParameters<typeof TestRunner>[0] {
    const usual = Math.max(...tests.map(({ result }) => result?.duration ?? 0));
    return { ...this.config, testTimeout: Math.max(patienceMs, 20 * usual) };
  }

  #runnerLike<Runner extends TestRunner>(runner: Runner): Runner {
    for (const key of ["moduleRunner", "trace", "_otel"] as const)
      Object.defineProperty(runner, key, { value: this[key as never], configurable: true });
    return runner;
  }

  /** The first of the tests that fails with the change. */
  async #failing(
    file: RunnerTestFile,
    tests: readonly RunnerTestCase[],
    { id, hits = 0, budget = Infinity }: { id?: string; hits?: number; budget?: number } = {},
  ): Promise<RunnerTestCase | undefined> {
    const trial = this.#runnerLike(new Trial(this.#patient(tests), budget));
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

/** Stops at the first test that fails, or when its time is used up, and tells nobody but us. */
class Trial extends TestRunner {
  readonly #startedAt = process.cpuUsage();
  readonly #budgetMs: number;
  failed: RunnerTestCase | undefined;

  constructor(config: ConstructorParameters<typeof TestRunner>[0], budget: number) {
    super(config);
    this.#budgetMs = budget;
  }

  override onAfterRunTask(test: RunnerTask): void {
    super.onAfterRunTask(test as RunnerTestCase);
    if (test.result?.state === "fail") this.failed ??= test as RunnerTestCase;
    if (this.failed !== undefined || milliseconds(this.#startedAt) > this.#budgetMs)
      this.cancel("test-failure");
  }
}

/** Runs tests once more as they are, and tells nobody but us. */
class Repeat extends TestRunner {
  /** Milliseconds by test. */
  readonly durations = new Map<string, number>();
  readonly passed = new Set<string>();

  override onAfterRunTask(test: RunnerTask): void {
    super.onAfterRunTask(test as RunnerTestCase);
    this.durations.set(test.id, test.result?.duration ?? 0);
    if (test.result?.state === "pass") this.passed.add(test.id);
  }
}

/** How long the hooks of a file took, by the clock, and how long again. */
function hooksMs(
  file: RunnerTestFile,
  elapsedAgain: number,
  again: ReadonlyMap<string, number>,
): { readonly first: number; readonly repeated: number } {
  const inTests = testsOf(file).reduce((sum, { result }) => sum + (result?.duration ?? 0), 0);
  const inTestsAgain = [...again.values()].reduce((sum, each) => sum + each, 0);
  return { first: (file.result?.duration ?? 0) - inTests, repeated: elapsedAgain - inTestsAgain };
}

/** Of processor time. */
function milliseconds(since: NodeJS.CpuUsage | undefined): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

function testsOf(task: RunnerTask): RunnerTestCase[] {
  return task.type === "test" ? [task] : task.tasks.flatMap(testsOf);
}

/** Milliseconds by change that tests of that pace have taken. */
function spentOn(notes: readonly Note[], pace: Pace): ReadonlyMap<string, number> {
  const spent = new Map<string, number>();
  for (const each of notes)
    if (each.kind === "unnoticed" && each.pace === pace)
      spent.set(each.id, (spent.get(each.id) ?? 0) + each.ms);
  return spent;
}

/** Of the changes, those that need not be tried with this file (again). */
function settledBy(each: Note, file: string, pace: Pace): string[] {
  if (each.kind === "noticed") return [each.id];
  return each.kind === "unnoticed" && each.file === file && each.pace === pace ? [each.id] : [];
}

function note(each: Note): void {
  appendFileSync(notesPath(folder), `${JSON.stringify(each)}\n`);
}
