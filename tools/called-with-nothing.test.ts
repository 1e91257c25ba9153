import { InvalidArgumentError, SDialogError } from "@sdialog/core";
import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** What people call first, by where it is imported from. */
const functions: Readonly<Record<string, readonly string[]>> = {
  "@sdialog/calibration": ["calibrate"],
  "@sdialog/core": ["parseDialogJson", "parseDialogTable", "parseDialogText"],
  "@sdialog/core/fs": [
    "loadAttributes",
    "loadDialog",
    "readText",
    "saveAttributes",
    "saveDialog",
    "saveDialogs",
  ],
  "@sdialog/evaluation": ["compareDatasets", "evaluateDialogs", "evaluatorByName"],
  "@sdialog/evaluation/judges": ["tournament"],
  "@sdialog/evaluation/statistics": ["permutationTest"],
  "@sdialog/flow": ["dialog2flow", "flowToDot", "flowToHtml", "flowToMermaid", "flowToSvg"],
  "@sdialog/formats": [
    "anonymizeDialog",
    "datasetCard",
    "exportDialogs",
    "pushDataset",
    "splitDialogs",
    "validateDialogs",
  ],
  "@sdialog/realism": ["saveRealismReport"],
  "@sdialog/report": ["printComparison", "renderCsv", "renderHtml", "renderMarkdown"],
  "@sdialog/runner": ["checkRun", "mergeRuns", "resumeRun", "retryFailed", "runRecipe"],
  "@sdialog/testing": ["compareTests", "defineScenario", "saveTestReport", "testChatbot"],
  "@sdialog/voice": ["castVoices", "readWav"],
};

describe.each(Object.entries(functions))("of %s", (entry, names) => {
  it.each(names)("%s called with nothing says what it needs", async (name) => {
    const module = (await import(entry)) as Readonly<Record<string, () => unknown>>;
    const call = async (): Promise<unknown> => module[name]?.();
    await expect(call).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(call).rejects.toThrow(new RegExp(`^${name} needs `));
  });
});

/** What the engine calls, or what is called for every word: a check there would cost more than it tells. */
const unchecked = new Set(["randomOrder", "countWords"]);

const readmes = globSync("packages/*/README.md")
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");
/** What they call, or import in an example. */
const mentioned = new Set([
  ...Array.from(readmes.matchAll(/\b([A-Za-z]\w*)\(/gu), ([, name = ""]) => name),
  ...Array.from(readmes.matchAll(/^import \{([^}]*)\} from "@sdialog/gmu), ([, names = ""]) =>
    names.split(",").map((name) => name.trim().replace(/^type /u, "")),
  ).flat(),
]);

/** All entry points; of theirs, what the READMEs call is called here where it needs an argument. */
const entries = globSync("packages/*/package.json").flatMap((file) => {
  const { name, exports = {} } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly name: string;
    readonly exports?: Readonly<Record<string, unknown>>;
  };
  return Object.keys(exports)
    .filter((path) => !/json|css|\*|testing|internal|reporter|worker|zod-mini/u.test(path))
    .map((path) => name + path.slice(1));
});

describe.each(entries)("what READMEs call of %s", (entry) => {
  it("works, called with nothing, or is a typed error", async () => {
    const module = (await import(entry)) as Readonly<Record<string, unknown>>;
    const wrong: string[] = [];
    for (const [name, made] of Object.entries(module)) {
      if (typeof made !== "function" || made.length === 0 || !mentioned.has(name)) continue;
      if (unchecked.has(name) || name.endsWith("Error")) continue;
      await callWithNothing(made as () => unknown).catch((error: unknown) => {
        if (!(error instanceof SDialogError)) wrong.push(`${name}: ${String(error)}`);
      });
    }
    expect(wrong).toEqual([]);
  });
});

async function callWithNothing(made: () => unknown): Promise<unknown> {
  const isClass = /^class\b/u.test(Function.prototype.toString.call(made));
  const result: unknown = isClass ? Reflect.construct(made, []) : made();
  const isGenerator = typeof (result as { next?: unknown } | undefined)?.next === "function";
  return isGenerator ? (result as AsyncGenerator).next() : result;
}
