// How many dialogues a second each text metric scores, then all of them together on one thread and on all cores.
// Takes STAR's dialogues from SDIALOG_STAR_PATH; without it, made-up service dialogues stand in for them.
// Run: node --conditions=@sdialog/source packages/evaluation/bench/text-scores.ts
import { readdir, readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Dialog, Random, type TurnInput } from "@sdialog/core";
import { evaluateDialogs, metricByName } from "../src/index.ts";
import { textMetrics } from "../src/metrics/text-metrics.ts";
import { dialogText } from "../src/text/dialog-text.ts";
import { defaultTokenizer } from "../src/text/tokenizer.ts";

const spokenActions = new Set(["utter", "pick_suggestion"]);
const names = textMetrics.map(({ name }) => name);
const dialogs = await load();
const turns = dialogs.reduce((sum, dialog) => sum + dialog.length, 0);
report("cut into words", () => {
  for (const dialog of dialogs) dialogText(dialog, defaultTokenizer);
});
const words = dialogs.reduce((sum, dialog) => sum + dialogText(dialog, defaultTokenizer).wordCount, 0);
console.log(
  `${dialogs.length.toLocaleString("en")} dialogues, ${turns.toLocaleString("en")} turns, ${words.toLocaleString("en")} words`,
);
for (const name of names) {
  const score = metricByName(name);
  report(name, () => {
    for (const dialog of dialogs) void score.score(dialog);
  });
}
for (const workers of [0, availableParallelism()]) {
  // Fresh dialogues, so that nothing is remembered of them.
  const fresh = dialogs.map((dialog) => new Dialog(dialog.toJSON()));
  const start = performance.now();
  await evaluateDialogs(fresh, { metrics: names, workers });
  const where = workers === 0 ? "one thread" : `${workers} threads`;
  line(`all ${names.length} metrics with summaries and intervals, ${where}`, performance.now() - start);
}

function report(what: string, run: () => void): void {
  const start = performance.now();
  run();
  line(what, performance.now() - start);
}

function line(what: string, milliseconds: number): void {
  const rate = Math.round((1000 * dialogs.length) / milliseconds).toLocaleString("en");
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${what}: ${rate} dialogues/s (${(milliseconds / 1000).toFixed(2)} s), peak memory so far ${peak} MB`,
  );
}

async function load(): Promise<Dialog[]> {
  const path = process.env["SDIALOG_STAR_PATH"] || undefined;
  if (path !== undefined) return readStar(join(path, "dialogues"));
  console.log("SDIALOG_STAR_PATH is not set: made-up service dialogues stand in for the corpus.");
  return Array.from({ length: 6000 }, (_, id) => serviceDialog(id));
}

async function readStar(folder: string): Promise<Dialog[]> {
  const read: Dialog[] = [];
  for (const name of await readdir(folder)) {
    const data = JSON.parse(await readFile(join(folder, name), "utf8")) as {
      readonly DialogueID: number;
      readonly Events: readonly { readonly Agent: string; readonly Action: string; readonly Text?: string }[];
    };
    const spoken = data.Events.flatMap(({ Agent, Action, Text }): TurnInput[] =>
      Text !== undefined && spokenActions.has(Action) ? [{ speaker: Agent, text: Text }] : [],
    );
    read.push(new Dialog({ id: data.DialogueID, turns: spoken }));
  }
  return read;
}

function serviceDialog(id: number): Dialog {
  const random = new Random(id);
  const vocabulary =
    "hello how can I help you today please book a table taxi room for two three nights at nine tomorrow thanks the doctor weather is sunny in city".split(
      " ",
    );
  const said = Array.from({ length: random.integer(6, 24) }, (_, turn) => ({
    speaker: turn % 2 === 0 ? "System" : "User",
    text: `${Array.from({ length: random.integer(3, 18) }, () => random.pick(vocabulary)).join(" ")}${random.pick([".", "?"])}`,
  }));
  return new Dialog({ id, turns: said });
}
