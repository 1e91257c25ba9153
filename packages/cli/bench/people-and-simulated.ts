// Whether the measure of realism can be trusted: people against people must come out as people, and simulated users
// must be told from them. `pnpm bench people-and-simulated 60` holds 60 conversations of the stock simulator
// (default 40). A second number is how many times labels are dealt out at random for p: 0 unless given, as each takes as
// long as the whole rest of a comparison.
// People are the shipped reference; with SDIALOG_REALSIM_PATH (realsim.jsonl) they are fingerprinted anew.
import { Agent, assistant } from "@sdialog/agents";
import { Dialog, Random } from "@sdialog/core";
import { readDialogs } from "@sdialog/evaluation";
import { Persona } from "@sdialog/personas";
import {
  compareRealism,
  fingerprintDialogs,
  type FingerprintRow,
  loadReference,
  type RealismComparison,
  referenceNames,
  referenceRows,
} from "@sdialog/realism";

const conversations = Number(process.argv[2] ?? 40);
const permutations = Number(process.argv[3] ?? 0);
const wants = [
  "a name for a small bakery",
  "a two-day plan for Rome",
  "ideas for vegetarian dinners",
  "help with a job application",
  "to understand how interest on a loan works",
  "a short story about a lighthouse",
  "to know why a laptop gets hot",
  "advice on sleeping better",
  "a polite e-mail to a landlord",
  "to learn ten words of Spanish",
  "a song about the sea",
  "to compare two kinds of bicycles",
];
const table: string[][] = [];
const realsim = await people();

console.log("People against people: the conversations dealt into halves");
for (const name of referenceNames) {
  const rows = name === "realsim" ? realsim : referenceRows(await loadReference(name));
  for (const seed of [1, 2, 3, 4, 5]) {
    const mixed = new Random(seed).shuffle(rows);
    const half = Math.floor(mixed.length / 2);
    add(
      `${name}, halves, seed ${seed}`,
      compareRealism(mixed.slice(0, half), mixed.slice(half), { seed, permutations }),
    );
  }
}
add(
  "scripted: polite, wordy, all at once",
  compareRealism(realsim, await scripted(200), { seed: 1, permutations }),
);
add("scripted: terse robots", compareRealism(realsim, await terse(200), { seed: 1, permutations }));
if (conversations > 0)
  add("stock simulator on local:pocket", compareRealism(realsim, await stock(), { seed: 1, permutations }));
console.log("");
const head = [
  "against",
  "n",
  "D1",
  "D2",
  "D3",
  "D4",
  "behaviour",
  "at best",
  "AUC (95 %)",
  "p",
  "coverage (95 %)",
];
console.log(`| ${head.join(" | ")} |\n| ${head.map(() => "---").join(" | ")} |`);
for (const row of table) console.log(`| ${row.join(" | ")} |`);

function add(what: string, { n, groups, behaviour, humanLikeness, coverage, gaps }: RealismComparison): void {
  const number = (value: number | null): string => (value === null ? "–" : value.toFixed(2));
  const range = (of: { readonly low: number; readonly high: number } | null): string =>
    of === null ? "" : ` (${number(of.low)} – ${number(of.high)})`;
  table.push([
    what,
    `${n.real} / ${n.simulated}`,
    ...Object.values(groups).map(number),
    number(behaviour.value),
    number(behaviour.ceiling),
    `${number(humanLikeness.auc)}${range(humanLikeness.interval)}`,
    humanLikeness.p?.toFixed(2) ?? "–",
    `${number(coverage.value)}${range(coverage.interval)}`,
  ]);
  console.log(`  ${table.at(-1)?.join("  ")}`);
  for (const { text } of gaps.slice(0, 3)) console.log(`      ${text}`);
}

async function people(): Promise<readonly FingerprintRow[]> {
  const path = process.env["SDIALOG_REALSIM_PATH"] || undefined;
  if (path !== undefined)
    return (await fingerprintDialogs(readDialogs(path), { user: "user", language: "en" })).fingerprints;
  console.log("SDIALOG_REALSIM_PATH is not set: the shipped fingerprints of these conversations are used.");
  return referenceRows(await loadReference("realsim"));
}

/** Users who say everything at once, at length, and thank for it. */
async function scripted(count: number): Promise<readonly FingerprintRow[]> {
  const dialogs = Array.from({ length: count }, (_, id) => {
    const random = new Random("scripted").fork(id);
    const thanks = [
      "Thank you so much for this wonderful and detailed answer, I really appreciate your help with my request.",
      "That sounds absolutely great, thank you very much! Could you please also tell me a little more about it?",
      "Thank you, that is exactly what I was looking for. I would be grateful if you could explain the next step.",
      "I appreciate your help. Thank you for your patience, and please go ahead with what you suggested to me.",
    ];
    const opening = `Hello! I would like ${random.pick(wants)}, please. My name is Ann Lee, my number is ${random.integer(1000, 9999)}, I need it by May ${random.integer(1, 28)}, and my budget is $${random.integer(20, 900)}. Thank you in advance for your help!`;
    return talk(id, [opening, ...random.sample(thanks, random.integer(2, 4))]);
  });
  return (await fingerprintDialogs(dialogs, { user: "User", language: "en" })).fingerprints;
}

/** Users who never say more than three words. */
async function terse(count: number): Promise<readonly FingerprintRow[]> {
  const said = ["yes", "no", "ok", "next", "more", "the first one", "why", "go on", "stop", "again please"];
  const dialogs = Array.from({ length: count }, (_, id) => {
    const random = new Random("terse").fork(id);
    return talk(
      id,
      Array.from({ length: random.integer(3, 9) }, () => random.pick(said)),
    );
  });
  return (await fingerprintDialogs(dialogs, { user: "User", language: "en" })).fingerprints;
}

function talk(id: number, texts: readonly string[]): Dialog {
  return new Dialog({
    id,
    turns: texts.flatMap((text) => [
      { speaker: "User", text },
      { speaker: "Bot", text: "Here is what I found." },
    ]),
  });
}

/** An agent told what it wants talks to an assistant, both on the model that comes with the packages. */
async function stock(): Promise<readonly FingerprintRow[]> {
  console.log(`Holding ${conversations} conversations on local:pocket …`);
  const bot = assistant({ model: "local:pocket" });
  const dialogs: Dialog[] = [];
  for (let id = 0; id < conversations; id++) {
    const want = wants[id % wants.length] as string;
    const user = new Agent({
      name: "User",
      persona: new Persona({
        role: "somebody who talks to an assistant",
        circumstances: `You want ${want}.`,
      }),
      model: "local:pocket",
      maxTokens: 60,
    });
    dialogs.push(await user.dialogWith(bot, { maxTurns: 10, seed: id }));
  }
  return (await fingerprintDialogs(dialogs, { user: "User", language: "en" })).fingerprints;
}
