import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Dialog } from "@sdialog/core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations } from "../../../../tools/axe-violations.ts";
import { noBrowser, openBrowser } from "../../../../tools/open-browser.ts";
import type { TestedDialog } from "../results/tested-dialog.ts";
import { madeUpResult, madeUpVerdict } from "../testing/made-up-result.ts";
import { madeUpTest } from "../testing/made-up-test.ts";
import { saveTestReport } from "./render-test-report.ts";

const attack = `"><img src=http://127.0.0.1:1/x onerror="document.title='broken'"><script>document.title='broken'</script>`;

/** A conversation that tries to break out, and one with a word that is too long for a phone. */
const hostile: TestedDialog = {
  dialog: new Dialog({ turns: [{ speaker: attack, text: `${attack} ${"x".repeat(400)}` }] }),
  result: madeUpResult(
    { scenario: attack, persona: "w".repeat(300) },
    { outcome: "failed", verdicts: [madeUpVerdict({ expectation: attack, reason: "y".repeat(300) })] },
  ),
};

describe.skipIf(noBrowser !== undefined)("a report in a browser", () => {
  let browser: Browser;
  let folder: string;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sdialog-report-"));
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1366, height: 900 } });
    page.setDefaultTimeout(60_000);
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(`request to ${request.url()}`);
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    const file = join(folder, "report.html");
    const baseline = madeUpTest(0).map(({ result }) => result);
    await saveTestReport([...madeUpTest(0.4), hostile], file, { baseline, title: "Test of shop-bot" });
    await page.goto(pathToFileURL(file).href);
  });
  afterAll(async () => {
    await browser?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it("filters by what is chosen, by what failed and by words", async () => {
    const shown = page.locator(".talk:visible");
    expect(await shown.count()).toBe(25);
    await page.getByLabel("Outcome").selectOption("failed");
    const failed = await shown.count();
    expect(failed).toBeGreaterThan(1);
    expect(failed).toBeLessThan(25);
    expect(await page.getByRole("status").textContent()).toBe(`${failed} of 25 conversations`);
    await page.getByRole("button", { name: "does not say LAMP-77" }).click();
    expect(await shown.count()).toBe(failed - 1);
    await page.getByLabel("Words").fill("opening hours");
    const few = await shown.count();
    expect(few).toBeLessThan(failed - 1);
    await page.getByLabel("Words").fill("");
    await page.getByRole("combobox", { name: "Failed" }).selectOption("");
    await page.getByLabel("Outcome").selectOption("");
    expect(await shown.count()).toBe(25);
  });

  it("leads from evidence to the turn it quotes", async () => {
    const talk = page.locator(".talk.failed", { hasText: "LAMP-77" }).first();
    if ((await talk.getAttribute("open")) === null) await talk.locator("summary").first().click();
    await talk.getByRole("link", { name: "turn 4" }).first().click();
    expect(await page.locator(".turns > li:target").textContent()).toContain("LAMP-77");
    await page.goto(page.url().replace(/#.*/, ""));
  });

  it.each([
    [390, "test-report-phone"],
    [1366, "test-report-verdict"],
  ])("does not scroll sideways at %i pixels, whatever is opened", async (width, picture) => {
    await page.setViewportSize({ width, height: 844 });
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      if (colorScheme === "light") await screenshot(page, picture);
    }
    // Measured by hand, since what is cut off or scrolls inside something else would not count.
    const tooWide = await page.evaluate(`[...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 200))`);
    expect(tooWide).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });

  it("has nothing that keeps anybody from reading it, whatever is opened, in light and in dark", async () => {
    // What is far below is drawn when it is scrolled to; only then does it have the colours of the scheme.
    await page.addStyleTag({ content: ".talk { content-visibility: visible !important; }" });
    // All conversations are made alike; a few say what axe says of them all.
    await page.evaluate('for (const talk of [...document.querySelectorAll(".talk")].slice(4)) talk.remove()');
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  it("prints every conversation that is shown, opened, and closes it again", async () => {
    await page.reload();
    await page.emulateMedia({ colorScheme: "light" });
    await page.locator(".talk.failed summary").nth(2).click();
    await page.locator(".talk.failed").nth(1).scrollIntoViewIfNeeded();
    await screenshot(page, "test-report");
    await page.reload();
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    const open = page.locator(".talk[open]");
    const before = await open.count();
    await page.evaluate('void dispatchEvent(new Event("beforeprint"))');
    expect(await open.count()).toBe(25);
    expect(await page.locator(".filters").isVisible()).toBe(false);
    await page.evaluate('void dispatchEvent(new Event("afterprint"))');
    expect(await open.count()).toBe(before);
    await page.emulateMedia({ media: "screen" });
  });

  it("asks nobody for anything and runs nothing that was said", async () => {
    expect(await page.title()).toBe("Test of shop-bot");
    expect(complaints).toEqual([]);
  });
});

/** Kept when SDIALOG_SCREENSHOTS names a folder for them. */
async function screenshot(page: Page, name: string): Promise<void> {
  const kept = process.env["SDIALOG_SCREENSHOTS"];
  if (kept === undefined) return;
  await mkdir(kept, { recursive: true });
  await page.screenshot({ path: join(kept, `${name}.png`) });
}
