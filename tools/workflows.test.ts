import { accessSync, constants, globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly "timeout-minutes"?: number; readonly steps: readonly Step[] }>
  >;
}

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
  scripts: Readonly<Record<string, string>>;
};
// What pnpm does itself, and programs of the repository that it runs.
const ownCommands = new Set(["install"]);

/** What is wrong with a line of shell: commands of ours that are not there. */
function missing(line: string): string[] {
  const pnpm = [...line.matchAll(/pnpm@12 ([\w:-]+)/g)].map(([, name = ""]) => name);
  const files = [...line.matchAll(/(?:^|\s)((?:\.ci|tools)\/[\w./-]+)/g)].map(([, file = ""]) => file);
  return [
    ...pnpm.filter((name) => !(name in scripts) && !ownCommands.has(name)),
    ...files.filter((file) => !isExecutable(file)),
  ];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

describe.each(globSync(".github/workflows/*.yml").toSorted())("%s", (file) => {
  const workflow = parse(readFileSync(file, "utf8")) as Workflow;
  const jobs = Object.entries(workflow.jobs);

  it("calls only what is there", () => {
    const lines = jobs.flatMap(([, { steps }]) =>
      steps.flatMap(({ run, with: inputs = {} }) => [
        run,
        inputs["version-script"],
        inputs["publish-script"],
      ]),
    );
    const calls = lines.filter((line) => typeof line === "string");
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.flatMap(missing)).toEqual([]);
  });

  it("grants no more than it needs, and ends", () => {
    expect(workflow.permissions).toBeDefined();
    for (const [name, job] of jobs)
      expect([name, job["timeout-minutes"]]).toEqual([name, expect.any(Number)]);
  });
});

it("what it looks for can be missing", () => {
  expect(missing("npx -y pnpm@12 no-such-script && tools/no-such-file.sh")).toEqual([
    "no-such-script",
    "tools/no-such-file.sh",
  ]);
});

it.each([".github/dependabot.yml", ...globSync(".github/ISSUE_TEMPLATE/*.yml")])("%s can be read", (file) => {
  expect(parse(readFileSync(file, "utf8"))).toBeTypeOf("object");
});
