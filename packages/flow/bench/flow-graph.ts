// How long a flow takes for 1k, 5k and 20k distinct utterances, embedding included, on one thread: beyond 5k the time
// must grow no faster than n log n. Takes STAR's dialogues from SDIALOG_STAR_PATH; without it, made-up service
// dialogues stand in for them.
// Run: node --conditions=@sdialog/source packages/flow/bench/flow-graph.ts
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog, Random } from "@sdialog/core";
import { dialog2flow, pruneFlow } from "../src/index.ts";

const sizes = [1_000, 5_000, 20_000];
const dialogs = await load(Math.max(...sizes));
const times = new Map<number, number>();
await dialog2flow(upTo(500), { roles: ["system", "user"] });
for (const size of sizes) {
  const sample = upTo(size);
  const start = performance.now();
  const flow = await dialog2flow(sample, { roles: ["system", "user"] });
  const seconds = (performance.now() - start) / 1000;
  times.set(size, seconds);
  const pruned = pruneFlow(flow);
  console.log(
    `${size.toLocaleString("en").padStart(6)} distinct utterances of ${sample.length} dialogues: ${seconds.toFixed(2)} s, ${flow.nodes.length} nodes, ${flow.edges.length} edges (${pruned.nodes.length} and ${pruned.edges.length} pruned), peak memory so far ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
}
const growth = (times.get(20_000) as number) / (times.get(5_000) as number);
const limit = (4 * Math.log(20_000)) / Math.log(5_000);
console.log(
  `4 times the utterances took ${growth.toFixed(2)} times as long (n log n: ${limit.toFixed(2)}, n²: 16)`,
);
if (growth > 2 * limit) throw new Error("time grows faster than n log n");

/** Dialogues from the first until they hold this many distinct utterances. */
function upTo(distinct: number): Dialog[] {
  const seen = new Set<string>();
  const taken: Dialog[] = [];
  for (const dialog of dialogs) {
    if (seen.size >= distinct) break;
    taken.push(dialog);
    for (const turn of dialog) seen.add(turn.text);
  }
  return taken;
}

async function load(distinct: number): Promise<Dialog[]> {
  const path = process.env["SDIALOG_STAR_PATH"] || undefined;
  if (path !== undefined) return readStar(join(path, "dialogues"));
  console.log("SDIALOG_STAR_PATH is not set: made-up service dialogues stand in for the corpus.");
  return Array.from({ length: distinct / 4 }, (_, id) => serviceDialog(id));
}

async function readStar(folder: string): Promise<Dialog[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json"));
  return Promise.all(
    files.map(async (file) => {
      const { Events } = JSON.parse(await readFile(join(folder, file), "utf8")) as {
        Events: { Agent: string; Action: string; Text?: string }[];
      };
      const said = Events.filter(
        ({ Action, Text }) => Text !== undefined && /utter|pick_suggestion/.test(Action),
      );
      return new Dialog({
        id: file,
        turns: said.map(({ Agent, Text }) => ({
          speaker: Agent === "User" ? "User" : "System",
          text: Text as string,
        })),
      });
    }),
  );
}

/** Six turns of three exchanges, each with wording and details of its own. */
function serviceDialog(id: number): Dialog {
  const random = new Random(id);
  const things = [
    "table",
    "doctor's visit",
    "flight",
    "hotel room",
    "taxi",
    "party",
    "haircut",
    "test drive",
    "bank transfer",
    "spaceship repair",
  ];
  const names = ["Ann", "Bela", "Chiara", "Dmitri", "Esra", "Femi", "Goran", "Hana", "Ines", "Jonas"];
  const polite = ["please", "if you don't mind", "thanks", "when you have a moment", "would be great"];
  const day = `${random.pick(["Monday", "Tuesday", "Friday", "Sunday"])} the ${random.integer(1, 31)}th`;
  const thing = random.pick(things);
  const name = `${random.pick(names)} ${random.pick(["Bell", "Okafor", "Novak", "Silva", "Kim"])}-${random.integer(1, 999)}`;
  const texts = [
    `Hello, this is line ${random.integer(1, 99)}, what can I do for you${random.pick(["", " today", " this morning"])}?`,
    `${random.pick(["I need", "I'd like", "Could I get", "Please arrange"])} a ${thing} ${random.pick(["for", "on", "around"])} ${day}, ${random.pick(polite)}.`,
    `${random.pick(["Sure.", "Of course.", "Let me see."])} ${random.pick(["Under which name", "May I have your name", "Whom shall I put down"])} for the ${thing}?`,
    `${random.pick(["My name is", "It's", "Put down"])} ${name}.`,
    `${random.pick(["Done,", "All set,", "Booked,"])} ${name}: ${thing} on ${day} at ${random.integer(7, 22)}:${random.pick(["00", "15", "30"])}.`,
    `${random.pick(["Great", "Perfect", "Wonderful"])}, ${random.pick(["bye", "goodbye", "see you then", "have a nice day"])} ${random.integer(1, 9999)}!`,
  ];
  return new Dialog({
    id,
    turns: texts.map((text, index) => ({ speaker: index % 2 === 0 ? "System" : "User", text })),
  });
}
