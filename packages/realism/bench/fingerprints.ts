// How many dialogues a second are fingerprinted on one thread. Takes STAR's dialogues from SDIALOG_STAR_PATH; without
// it, made-up service dialogues stand in for them.
// Run: node --conditions=@sdialog/source packages/realism/bench/fingerprints.ts
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog, Random, type TurnInput } from "@sdialog/core";
import { fingerprintDialogs } from "../src/index.ts";

const dialogs = await load(process.env["SDIALOG_STAR_PATH"] || undefined);
const turns = dialogs.reduce(
  (sum, dialog) => sum + dialog.turns.filter(({ speaker }) => speaker === "User").length,
  0,
);
const rounds: number[] = [];
for (let round = 0; round < 5; round++) {
  const start = performance.now();
  await fingerprintDialogs(dialogs, { user: "User" });
  rounds.push((performance.now() - start) / 1000);
}
const seconds = rounds.sort((a, b) => a - b)[2] as number;
const rate = (count: number): string => Math.round(count / seconds).toLocaleString("en");
console.log(
  `${dialogs.length.toLocaleString("en")} dialogues, ${turns.toLocaleString("en")} turns of the user in ${seconds.toFixed(2)} s (median of 5): ${rate(dialogs.length)} dialogues/s, ${rate(turns)} turns/s on one thread`,
);

async function load(path: string | undefined): Promise<Dialog[]> {
  if (path === undefined) {
    console.log("SDIALOG_STAR_PATH is not set; made-up dialogues stand in for STAR's.");
    return Array.from({ length: 5000 }, (_, id) => madeUp(id));
  }
  const folder = join(path, "dialogues");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  return Promise.all(files.map(async (name) => starDialog(name, await readFile(join(folder, name), "utf8"))));
}

interface StarEvent {
  readonly Action: string;
  readonly Agent: string;
  readonly Text?: string;
}

function starDialog(name: string, json: string): Dialog {
  const { Events } = JSON.parse(json) as { readonly Events: readonly StarEvent[] };
  const said = Events.filter(
    ({ Action, Text }) => ["utter", "pick_suggestion"].includes(Action) && Text !== undefined,
  );
  return new Dialog({
    id: name,
    turns: said.map(({ Agent, Text }): TurnInput => ({
      speaker: Agent === "User" ? "User" : "System",
      text: Text as string,
    })),
  });
}

function madeUp(id: number): Dialog {
  const random = new Random(id);
  const lines = [
    "Hello, could you help me find a doctor near Oak Street?",
    "I need it on May 5 at 10:30, please.",
    "ok",
    "No, that's not what I asked for. Never mind, try Dr Morgan instead.",
    "Thanks, my number is 555-0123.",
    "Maybe next week, I'm not sure",
  ];
  return new Dialog({
    id,
    turns: Array.from({ length: 16 }, (_, index): TurnInput => ({
      speaker: index % 2 === 0 ? "User" : "System",
      text: random.pick(lines),
    })),
  });
}
