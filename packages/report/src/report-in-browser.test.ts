import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Dialog } from "@sdialog/core";
import { compareDatasets } from "@sdialog/evaluation";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations } from "../../../tools/axe-violations.ts";
import { noBrowser, openBrowser } from "../../../tools/open-browser.ts";
import { saveComparison } from "./save-comparison.ts";

const attack = `"><img src=http://127.0.0.1:1/x onerror="document.title=1"><script>document.title=1</script>`;
const talks = (more: number): Dialog[] =>
  Array.from(
    { length: 30 },
    (_, id) =>
      new Dialog({
        id: id === 0 ? `${attack}${"w".repeat(200)}` : `talk-${id}`,
        turns: Array.from({ length: 2 + ((id * 7) % 5) + more }, (_unused, turn) => ({
          speaker: turn % 2 === 0 ? "Ann" : attack,
          text: id === 0 ? `${attack} ${"x".repeat(400)}` : "so it is ".repeat(1 + ((id + turn) % 6)),
        })),
      }),
  );

if (noBrowser !== undefined) console.warn(`The report is not tried in a browser: ${noBrowser}.`);

describe.skipIf(noBrowser !== undefined)("a report in a browser", () => {
  let browser: Browser;
  let folder: string;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sdialog-report-"));
    const comparison = await compareDatasets(
      { [`people ${"y".repeat(60)}`]: talks(0), reference: talks(4) },
      {
        metrics: ["turn-count", "mean-turn-length", "word-count"],
        evaluators: ["distinct-2"],
        resamples: 50,
        permutations: 199,
      },
    );
    const file = join(folder, "report.html");
    await saveComparison(comparison, file);
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(60_000);
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(`request to ${request.url()}`);
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(pathToFileURL(file).href);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it("has a transcript one click away from the end of a score, and closes it again", async () => {
    const card = page.locator("figure", { has: page.getByRole("heading", { name: "Turns" }) }).first();
    await card.getByText("Lowest and highest dialogues").click();
    const talk = page.locator("[popover]:visible");
    await card.locator("button").first().click();
    expect(await talk.getByRole("listitem").count()).toBeGreaterThan(1);
    await talk.getByRole("button", { name: "Close" }).click();
    expect(await talk.count()).toBe(0);
  });

  it.each([390, 1280])("does not scroll sideways at %i pixels, whatever is opened", async (width) => {
    await page.setViewportSize({ width, height: 844 });
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    const tooWide = await page.evaluate(`[...document.querySelectorAll("main *")]
      .filter((element) => !element.closest("svg") || element.tagName === "svg")
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .filter((element) => innerWidth < 500 || !element.closest(".scroll"))
      .map((element) => element.outerHTML.slice(0, 200))`);
    expect(tooWide).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });

  it("has nothing that keeps anybody from reading it, in light and in dark", async () => {
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  it("prints light on white, whatever the screen is like", async () => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const [paper, ink] = (await page.evaluate(
      "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]",
    )) as string[];
    expect([paper, ink]).toEqual(["rgb(255, 255, 255)", "rgb(31, 41, 51)"]);
    await page.emulateMedia({ media: "screen", colorScheme: "light" });
  });

  it("prints whole on A4, however many datasets it compares", async () => {
    const sheet = await browser.newPage({ viewport: { width: 688, height: 1000 } });
    await sheet.emulateMedia({ media: "print" });
    for (const count of [2, 4, 5, 7, 10]) {
      const sets = Array.from({ length: count }, (_, set) => [
        `model-${set}:${"70b".repeat(set)}`,
        talks(set).slice(0, 8),
      ]);
      const metrics = ["turn-count", "word-count"];
      const comparison = await compareDatasets(Object.fromEntries(sets) as Record<string, Dialog[]>, {
        metrics,
        evaluators: ["wasserstein-distance-word-count"],
        reference: "model-0:",
        resamples: 20,
        permutations: 19,
      });
      await saveComparison(comparison, join(folder, "many.html"));
      await sheet.goto(pathToFileURL(join(folder, "many.html")).href);
      const beyond = await sheet.evaluate(`[...document.querySelectorAll("main *")]
        .filter((element) => !element.closest("svg") || element.tagName === "svg")
        .filter((element) => element.getBoundingClientRect().right > innerWidth || element.scrollWidth > innerWidth)
        .map((element) => element.outerHTML.slice(0, 200))`);
      expect(beyond).toEqual([]);
      expect(await sheet.locator('[aria-label="Numbers by dataset"] td:visible').count()).toBe(count * 3);
    }
    // Closing it would take the browser along, which is one process.
  }, 60_000);

  it("asks nobody for anything and runs nothing that was said", async () => {
    expect(await page.title()).toContain("Comparison of people");
    expect(complaints).toEqual([]);
  });
});
