import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import type { TestCell, TestResult } from "../results/test-result.ts";
import { madeUpResult, madeUpVerdict } from "../testing/made-up-result.ts";
import { conversationSection } from "./conversation-section.ts";

const dialog = new Dialog({
  id: "d1",
  turns: [
    { speaker: "User", text: "A refund, please." },
    { speaker: "bot", text: "Of which order? Of which one?" },
    { text: "" },
  ],
  stopReason: "max_turns",
});

/** What is read, line by line. */
function page(changes: Partial<Omit<TestResult, "cell">> = {}, cell: Partial<TestCell> = {}, more = dialog) {
  const html = String(conversationSection({ dialog: more, result: madeUpResult(cell, changes) }, 3, false));
  const words = html
    .replaceAll(/\s+/g, " ")
    .replaceAll(/<\/?(?:b|small|em|span|mark|i|code)\b[^>]*>/g, " ")
    .replaceAll(/<\/?a\b[^>]*>/g, "")
    .replaceAll(/<[^>]*>/g, "\n")
    .replaceAll("&quot;", '"')
    .split("\n")
    .map((line) => line.replaceAll(/\s+/g, " ").trim())
    .filter(Boolean);
  return { html, words };
}
const call = { turn: 1, name: "find", input: { id: 1 }, isError: false };

it("shows who said what, and how it ended", () => {
  const { html, words } = page();
  expect(words.slice(0, 9)).toEqual([
    "passed refund Ann",
    "Conversation",
    "User",
    "A refund, please.",
    "bot",
    "Of which order? Of which one?",
    "somebody",
    "(nothing)",
    "bot bot · seed 1 · dialogue d1 · ended by max turns",
  ]);
  expect([...html.matchAll(/<li id="(\S+)" class="(\w+)"/g)].map(([, id, side]) => [id, side])).toEqual([
    ["c3-t0", "user"],
    ["c3-t1", "bot"],
    ["c3-t2", "user"],
  ]);
  expect(page({}, {}, dialog.clone({ id: "d1", stopReason: undefined })).words).toContain(
    "bot bot · seed 1 · dialogue d1",
  );
  // Whoever is waited for is the bot, whatever it is called.
  expect(page({ latencies: [{ turn: 2, milliseconds: 1200 }] }).html).toContain('id="c3-t2" class="bot"');
  expect(page({ latencies: [{ turn: 2, milliseconds: 1200 }] }).words).toContain("somebody 1.2 s");
});

it.each<[string, Partial<TestResult>, Partial<TestCell>, string]>([
  ["the first time", {}, {}, "passed refund Ann"],
  ["the third time", {}, { repeat: 2 }, "passed refund Ann again, 3"],
  [
    "with a reason",
    {
      outcome: "failed",
      verdicts: [madeUpVerdict({ level: "soft" }), madeUpVerdict({ expectation: "is polite" })],
    },
    {},
    "failed refund Ann is polite",
  ],
])("is headed by its outcome: %s", (_what, changes, cell, head) => {
  expect(page(changes, cell).words[0]).toBe(head);
});

it("shows calls where they were made, also those of an answer that never came", () => {
  const { words, html } = page({
    toolCalls: [
      { ...call, output: { paid: true }, milliseconds: 5 },
      { ...call, turn: 3, name: "pay", isError: true },
    ],
  });
  const bot = words.indexOf("bot");
  expect(words.slice(bot, bot + 4)).toEqual(["bot", "find 5 ms", '{"id":1}', '→ {"paid":true}']);
  const late = words.indexOf("no answer");
  expect(words.slice(late, late + 3)).toEqual(["no answer", "pay error", '{"id":1}']);
  expect(words.indexOf("pay error")).toBeGreaterThan(words.indexOf("(nothing)"));
  expect(html.match(/class="tool failed"/g)).toHaveLength(1);
  expect(page({ toolCalls: [call] }).words).not.toContain("no answer");
});

it.each<[string, Parameters<typeof madeUpVerdict>[0], string]>([
  ["met", { passed: true }, 'passed says "refund" said'],
  ["not met", {}, 'failed says "refund" said'],
  ["not decided", { passed: null }, 'unknown says "refund" said'],
  ["half met", { passed: true, score: 0.5 }, 'passed says "refund" 0.50 said'],
  ["not met at all", { passed: false, score: 0 }, 'failed says "refund" said'],
  ["softly", { level: "soft" }, 'failed says "refund" said, soft'],
])("says what was %s", (_what, verdict, line) => {
  expect(page({ verdicts: [madeUpVerdict(verdict)] }).words).toContain(line);
});

it("leads from what was found to where it was said, and marks it there", () => {
  const evidence = [
    { turn: 1, speaker: "bot", quote: "which order" },
    { turn: 1, speaker: "bot", tool: "find", quote: "1" },
    { turn: null, speaker: null, quote: "orders o1 is gone" },
  ];
  const { html, words } = page({
    verdicts: [madeUpVerdict({ evidence })],
    findings: [
      { class: "bot_repeated", level: "soft", message: "twice the same", evidence: [] },
      { class: "bot_error", level: "hard", message: "it broke", evidence: [] },
    ],
    toolCalls: [call],
  });
  expect(html.match(/<mark>[^<]*<\/mark>/g)).toEqual(["<mark>1</mark>", "<mark>which order</mark>"]);
  expect(html).toContain('<a href="#c3-t1">turn 2</a>');
  const quoted = words.slice(words.indexOf("which order"));
  expect(quoted.slice(0, 5)).toEqual([
    "which order",
    "bot, turn 2",
    "1",
    "bot, find, turn 2",
    "orders o1 is gone",
  ]);
  expect(words.slice(words.indexOf("Findings"))).toEqual([
    "Findings",
    "bot repeated soft",
    "twice the same",
    "bot error",
    "it broke",
  ]);
  expect(html).toContain(
    'data-fails="[&quot;says \\&quot;refund\\&quot;&quot;,&quot;bot_repeated&quot;,&quot;bot_error&quot;]"',
  );
});

it("says what changed, that nothing did, and that nothing was expected", () => {
  const change = { table: "orders", row: "o1", before: { paid: false }, after: null };
  const changed = page({
    changes: [change, { ...change, row: "o2", before: null, after: { paid: true } }],
  }).words;
  expect(changed.slice(changed.indexOf("What it changed"))).toEqual([
    "What it changed",
    "orders o1",
    '− {"paid":false} + (gone)',
    "orders o2",
    '− (not there) + {"paid":true}',
  ]);
  expect(page({ changes: [] }).words.slice(-2)).toEqual(["What it changed", "Nothing."]);
  const bare = page({ verdicts: [] }).words;
  expect(bare.at(-1)).toBe("Nothing was expected of it.");
});
