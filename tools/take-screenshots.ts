/**
 * Takes the pictures in docs/screenshots anew: `pnpm screenshots`. Those of the playground and of a chatbot's test are
 * kept by their own browser tests, its views at both widths and the walk-through by record-tour.ts; those of a flow and of a comparison show calls to a clinic, made up here by a seed.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Dialog, Random } from "@sdialog/core";
import { compareDatasets, defineScore } from "@sdialog/evaluation";
import { dialog2flow, flowToHtml, pruneFlow } from "@sdialog/flow";
import { saveComparison } from "@sdialog/report";
import { openBrowser } from "./open-browser.ts";

const root = join(import.meta.dirname, "..");
const pictures = join(root, "docs/screenshots");

const greetings = [
  "Hello, this is the clinic, how can I help you?",
  "Good morning, city clinic, what can I do for you?",
];
const wishes: readonly (readonly [wish: string, answer: string])[] = [
  ["I wanted to ask about my test results", "The results came back and all is fine"],
  ["I would like to make an appointment with Doctor Morgan", "Doctor Morgan has time on Tuesday at nine"],
];
const questions = ["May I have your full name, please?", "Could you tell me your name?"];
const names = ["My name is Alex Miller", "It is Alexis Jones, thank you"];
const asides = ["Is there parking near you?", "Do I have to bring anything?", "My cousin goes to you, too."];
const paddings = [
  "please",
  "if you have a moment",
  "as I said to your colleague",
  "and sorry for all my questions",
];
const goodbyes = ["That is all, thanks, goodbye", "Thank you so much, bye"];

/** How a cohort of callers talks. */
interface Manner {
  readonly n: number;
  readonly asideShare: number;
  /** How many phrases they add to what they want, at most. */
  readonly padding: number;
  readonly reachShare: number;
}

function calls({ n, asideShare, padding, reachShare }: Manner, seed: number): Dialog[] {
  const random = new Random(seed);
  return Array.from({ length: n }, (_, id) => {
    const texts = [random.pick(greetings)];
    const padded = (text: string): string =>
      [text, ...paddings.slice(0, random.integer(0, padding))].join(", ");
    const [wish, answer] = random.pick(wishes);
    texts.push(padded(wish), random.pick(questions), random.pick(names), answer);
    while (random.next() < asideShare)
      texts.push(padded(random.pick(asides)), "I will find out for you, one moment.");
    texts.push(random.pick(goodbyes), "Goodbye and get well soon");
    return new Dialog({
      id: `call-${id}`,
      notes: { reached: random.next() < reachShare ? 1 : 0 },
      turns: texts.map((text, index) => ({ speaker: index % 2 === 0 ? "clinic" : "caller", text })),
    });
  });
}

const people = calls({ n: 120, asideShare: 0.5, padding: 1, reachShare: 0.8 }, 1);
const datasets = {
  "real conversations": people,
  "simulated, without policies": calls({ n: 80, asideShare: 0.2, padding: 4, reachShare: 0.4 }, 2),
  "simulated, fitted to logs": calls({ n: 80, asideShare: 0.45, padding: 2, reachShare: 0.7 }, 3),
  "a first try": calls({ n: 7, asideShare: 0.6, padding: 2, reachShare: 0.9 }, 4),
};
const reached = {
  ...defineScore("goals-reached", (dialog) => (dialog.notes as { reached: number }).reached),
  yesNo: true,
};

const folder = await mkdtemp(join(tmpdir(), "sdialog-screenshots-"));
const browser = await openBrowser();
try {
  const report = join(folder, "report.html");
  const comparison = await compareDatasets(datasets, {
    reference: "real conversations",
    metrics: ["turn-count", "mean-turn-length", "question-rate", "mtld", "flesch-reading-ease", reached],
  });
  await saveComparison(comparison, report);
  const page = await browser.newPage({ viewport: { width: 1220, height: 900 } });
  await page.goto(pathToFileURL(report).href);
  await page.locator("section", { has: page.locator("h2", { hasText: "Pictures" }) }).screenshot({
    path: join(pictures, "report.png"),
  });

  const flow = join(folder, "flow.html");
  const graph = pruneFlow(await dialog2flow(people), { minimumShare: 0.1 });
  await writeFile(flow, await flowToHtml(graph, { title: "Calls to a clinic" }));
  await page.setViewportSize({ width: 1280, height: 990 });
  await page.goto(pathToFileURL(flow).href);
  await page.screenshot({ path: join(pictures, "flow.png") });
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

// The tests keep a picture of whatever they look at; the documentation shows some of them.
const kept = await mkdtemp(join(tmpdir(), "sdialog-screenshots-"));
const tests = spawnSync(
  process.execPath,
  [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--maxWorkers=1",
    "apps/playground",
    "packages/testing/src/report",
  ],
  { cwd: root, stdio: "inherit", env: { ...process.env, SDIALOG_SCREENSHOTS: kept } },
);
for (const name of await readdir(kept))
  if (existsSync(join(pictures, name))) await copyFile(join(kept, name), join(pictures, name));
await rm(kept, { recursive: true, force: true });
process.exitCode = tests.status ?? 1;
await import("./record-tour.ts");
