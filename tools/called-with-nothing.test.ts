import { InvalidArgumentError } from "@sdialog/core";
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
