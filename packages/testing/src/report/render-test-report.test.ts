import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { TestedDialog } from "../results/tested-dialog.ts";
import { madeUpResult, madeUpVerdict } from "../testing/made-up-result.ts";
import { madeUpTest } from "../testing/made-up-test.ts";
import { renderTestReport, saveTestReport } from "./render-test-report.ts";

/** A conversation that says `text` in every place a model, a bot or a user has a say in. */
function saying(text: string): TestedDialog {
  const evidence = [{ turn: 0, speaker: text, quote: text, tool: undefined }];
  const result = madeUpResult(
    { scenario: text, persona: text, bot: text },
    {
      outcome: "failed",
      verdicts: [madeUpVerdict({ expectation: text, kind: text, reason: text, evidence })],
      findings: [{ class: "bot_error", level: "hard", message: text, evidence }],
      toolCalls: [{ turn: 0, name: text, input: text, output: { [text]: text }, isError: true }],
      changes: [{ table: text, row: text, before: text, after: [text] }],
      tags: { [text]: text },
    },
  );
  return { dialog: new Dialog({ id: "d", turns: [{ speaker: text, text }] }), result };
}

/** Everything on a page that a browser takes for markup, without what stands between the quotes of attributes. */
function skeleton(page: string): string[] {
  return (page.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
}

it("shows whatever anybody says as text, wherever it stands", () => {
  const benign = saying("x");
  const plain = skeleton(renderTestReport([benign], { title: "x", baseline: [benign.result] }));
  const nasty = fc.oneof(
    fc.string({ unit: "binary", minLength: 1 }),
    fc
      .array(fc.constantFrom("<", ">", '"', "'", "&", "</script>", "<!--", "`", "${", "\0", "\u202e", "x"), {
        minLength: 1,
      })
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(nasty, (text) => {
      const one = saying(text);
      const page = renderTestReport([one], { title: text, baseline: [one.result] });
      expect(skeleton(page)).toEqual(plain);
      expect(page).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
      expect(page.isWellFormed()).toBe(true);
    }),
    { numRuns: 50 },
  );
});

it("loads nothing: no address of anywhere is in the page of a test without one", () => {
  const page = renderTestReport(madeUpTest(), { baseline: madeUpTest(0).map(({ result }) => result) });
  expect(page).not.toMatch(/https?:|src=|url\(|@import/);
});

it("marks in the conversation what the verdicts quote, and says what is different from the baseline", () => {
  const page = renderTestReport(madeUpTest(0.6), { baseline: madeUpTest(0).map(({ result }) => result) });
  expect(page).toContain("<mark>the manager&#39;s code is LAMP-77</mark>");
  expect(page).toMatch(/\d+ regressions? beyond chance/);
  expect(page).toMatch(/Passed before, fail now: \d+/);
  expect(renderTestReport(madeUpTest(0), { baseline: madeUpTest(0).map(({ result }) => result) })).toContain(
    "No regression beyond chance",
  );
});

it("shows the failed conversations first and tells how many it leaves out", () => {
  const tested = madeUpTest(0.3);
  const failed = tested.filter(({ result }) => result.outcome === "failed").length;
  const page = renderTestReport(tested, { conversations: failed });
  expect(page).toContain(`${failed} conversations of 24, the failed ones first`);
  expect(page.match(/class="talk \w+"/g)).toEqual(
    Array.from({ length: failed }, () => 'class="talk failed"'),
  );
  expect(renderTestReport(tested)).not.toContain("left out");
  expect(() => renderTestReport(tested, { conversations: -1 })).toThrow(
    "conversations must be a whole number of at least 0, not -1",
  );
});

it("is a page also of nothing, and of what could not be judged", () => {
  expect(renderTestReport([])).toContain("There are no conversations.");
  const unjudged = { ...saying("x"), result: madeUpResult({}, { outcome: "error" }) };
  expect(renderTestReport([unjudged])).toContain("there is no verdict on the bot");
});

it("is the same page for the same test, and is written to a file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-report-"));
  try {
    await saveTestReport(madeUpTest(), join(folder, "report.html"));
    expect(await readFile(join(folder, "report.html"), "utf8")).toBe(renderTestReport(madeUpTest()));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
