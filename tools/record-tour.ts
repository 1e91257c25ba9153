/**
 * Walks through the playground as a newcomer would, and keeps what is seen: docs/screenshots/tour.gif, and in
 * docs/screenshots/views each view on a phone and on a laptop, light and dark.
 *
 *   node --conditions=@sdialog/source tools/record-tour.ts
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import gifenc from "gifenc";
import { PNG } from "pngjs";
import type { Page } from "playwright-core";
import { startPlayground } from "@sdialog/playground";
import { runRecipe } from "@sdialog/runner";
import { openBrowser } from "./open-browser.ts";

const pictures = join(import.meta.dirname, "../docs/screenshots");
const views = join(pictures, "views");
const size = { width: 1000, height: 640 };

/** Dialogues to look at: what the bundled model says in a café. */
const recipe = {
  kind: "dialogues",
  name: "cafe",
  count: 8,
  seed: 3,
  model: "local:pocket",
  maxTurns: 12,
  personas: [
    { name: "Emma", role: "friendly barista", personality: "cheerful and helpful" },
    { name: "Noah", role: "customer", personality: "curious and polite" },
  ],
  context: { location: "Downtown cafe" },
};

const root = await mkdtemp(join(tmpdir(), "sdialog-tour-"));
const folder = join(root, "dialogues");
const playground = await startPlayground({ port: 0, folder });
const browser = await openBrowser();
try {
  await runRecipe(recipe, { out: join(folder, "cafe-run") });
  await runRecipe({ ...recipe, name: "hasty", seed: 90, maxTurns: 6 }, { out: join(folder, "hasty-run") });
  const page = await browser.newPage({ viewport: size });
  page.setDefaultTimeout(60_000);
  const frames: Frame[] = [];
  const frame = async (seconds: number): Promise<void> => {
    frames.push({ png: PNG.sync.read(await page.screenshot()), seconds });
  };
  await walk(page, frame);
  await writeFile(join(pictures, "tour.gif"), gifOf(frames));
  await mkdir(views, { recursive: true });
  for (const view of ["cast", "stage", "library", "evaluate", "inspect", "runs"]) {
    await open(page, view);
    if (view === "library") await page.locator("table.dialogs td.number").first().click();
    if (view === "runs") await page.locator("tr.opens").first().click();
    for (const width of [390, 1280])
      for (const colorScheme of ["light", "dark"] as const) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme });
        await page.evaluate("scrollTo(0, 0)");
        await page.screenshot({ path: join(views, `${view}-${width}-${colorScheme}.png`) });
      }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(size);
  }
} finally {
  await browser.close();
  await playground.close();
  await rm(root, { recursive: true, force: true });
}

async function open(page: Page, view: string): Promise<void> {
  await page.goto(`${playground.url}/#${view}`);
  await page.locator(`nav a[href="#${view}"][aria-current]`).waitFor();
  await page.locator("main h1").waitFor();
}

/** From a cast to a conversation, a branch of it, a rating, numbers, a look inside and the runs. */
async function walk(page: Page, frame: (seconds: number) => Promise<void>): Promise<void> {
  await open(page, "cast");
  await frame(2);
  await page.getByRole("button", { name: "A coffee shop" }).click();
  await frame(2);
  await page.getByRole("button", { name: "To the stage" }).click();
  await page.getByRole("button", { name: "Begin step by step" }).click();
  for (let turn = 0; turn < 3; turn++) {
    await page.getByText(`paused after ${turn} turns`).waitFor();
    await frame(1);
    await page.getByRole("button", { name: "Next turn" }).click();
  }
  await page.getByText("paused after 3 turns").waitFor();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText(/over: \d+ turns/).waitFor();
  await frame(2);
  await page.getByRole("button", { name: "Branch from turn 2" }).click();
  await frame(2);
  await page.getByRole("button", { name: "Go on from turn 2" }).click();
  await page
    .getByRole("region", { name: /^Take 2/ })
    .getByText(/over: \d+ turns/)
    .waitFor();
  await frame(3);
  await open(page, "library");
  await page.getByText("8 of 8 dialogues").waitFor();
  await frame(1.5);
  await page.locator("#main").focus();
  await page.keyboard.press("j");
  await page.getByRole("article", { name: "Dialogue" }).waitFor();
  await frame(2);
  await page.keyboard.press("4");
  await page.getByText(/^Saved in/).waitFor();
  await frame(2);
  await open(page, "evaluate");
  await page.getByLabel("cafe-run").check();
  await page.getByLabel("hasty-run").check();
  await frame(1.5);
  await page.getByRole("button", { name: "Evaluate", exact: true }).click();
  await page.getByRole("row", { name: /Turns, mean/ }).waitFor();
  await frame(3);
  await open(page, "inspect");
  await page.getByRole("button", { name: "Compare before and after" }).click();
  await page.getByRole("region", { name: "After", exact: true }).locator(".reply").waitFor();
  await page.getByRole("region", { name: "Before", exact: true }).scrollIntoViewIfNeeded();
  await frame(3);
  await open(page, "runs");
  await page.locator("tr.opens").first().click();
  await page.getByRole("heading", { name: "Why dialogues ended" }).waitFor();
  await frame(3);
}

interface Frame {
  readonly png: PNG;
  readonly seconds: number;
}

function gifOf(frames: readonly Frame[]): Uint8Array {
  // oxlint-disable-next-line import/no-named-as-default-member -- Node sees the default export alone.
  const { GIFEncoder, quantize, applyPalette } = gifenc;
  const gif = GIFEncoder();
  for (const { png, seconds } of frames) {
    const palette = quantize(png.data, 64);
    const indexed = applyPalette(png.data, palette);
    gif.writeFrame(indexed, png.width, png.height, { palette, delay: seconds * 1000 });
  }
  gif.finish();
  return gif.bytes();
}
