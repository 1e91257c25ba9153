// Runs the tests that a change since the last commit reaches, nearest first, until a quarter of a minute is over, and
// says how many were left. `--all` runs every one, however long it takes.
import { execFileSync } from "node:child_process";
import { relative } from "node:path/posix";
import { BaseSequencer, createVitest, type Reporter, type TestSpecification } from "vitest/node";
import { relatedTests } from "./related-tests.ts";

/** When no further test begins, from the start of this program: pnpm has started before it, and Vitest ends after. */
const budgetMs = 13_000;
/** How much longer the tests may take that run by then. */
const graceMs = 3000;
/** More are never reached in that time, and Vitest lists each. */
const mostFiles = 60;

const everything = process.argv.includes("--all");
const changed = ["diff --name-only --relative HEAD", "ls-files --others --exclude-standard"].flatMap(
  (command) => execFileSync("git", command.split(" "), { encoding: "utf8" }).split("\n").filter(Boolean),
);
const related = relatedTests(changed).map(({ file }) => file);
console.log(`${changed.length} files changed; ${related.length} test files reach them.`);
if (related.length > 0) await run(everything ? related : related.slice(0, mostFiles));

async function run(files: readonly string[]): Promise<void> {
  const places = new Map(files.map((file, index) => [file, index]));
  const place = ({ moduleId }: TestSpecification): number =>
    places.get(relative(process.cwd(), moduleId)) ?? files.length;
  class NearestFirst extends BaseSequencer {
    override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
      return specifications.toSorted((a, b) => place(a) - place(b));
    }
  }
  const failed: string[] = [];
  let finished = 0;
  let over = false;
  let stopped = false;
  const reporter: Reporter = {
    onTestModuleEnd(module) {
      if (module.state() === "failed") failed.push(relative(process.cwd(), module.moduleId));
      if (!stopped) finished += 1;
      if (over) stop();
    },
  };
  const vitest = await createVitest("test", {
    watch: false,
    reporters: ["default", reporter],
    sequence: { sequencer: NearestFirst },
  });
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    void vitest.cancelCurrentRun("keyboard-input");
    // What still runs then is one of those that were left.
    setTimeout(end, graceMs);
  };
  const end = (): void => {
    const left = related.length - finished;
    for (const file of failed) console.log(`failed: ${file}`);
    console.log(
      `Run to the end: ${finished} of ${related.length}.${left > 0 ? " The others: pnpm test:changed --all, or pnpm test." : ""}`,
    );
    // Vitest's own status is that of a failure, too, where the run was merely stopped.
    const errors = vitest.state.getUnhandledErrors().length;
    process.exit(failed.length + errors > 0 ? 1 : 0);
  };
  if (!everything) {
    setTimeout(() => {
      over = true;
      // The nearest is run to its end, however slow the machine is.
      if (finished > 0) stop();
    }, budgetMs - performance.now());
  }
  await vitest.start([...files]);
  await vitest.close();
  end();
}
