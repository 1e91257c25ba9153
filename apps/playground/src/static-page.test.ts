import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent } from "@sdialog/agents";
import { Dialog } from "@sdialog/core";
import { resolveModel } from "@sdialog/llm";
import { Persona } from "@sdialog/personas";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noBrowser, openBrowser } from "../../../tools/open-browser.ts";
import { axeViolations } from "../../../tools/axe-violations.ts";
import { type FolderServer, serveFolder } from "./testing/serve-folder.ts";
import { tooWide } from "./testing/too-wide.ts";
import { saveScreenshot, watchedPage, type WatchedPage } from "./testing/watched-page.ts";

const widths = [390, 1280];

describe.skipIf(noBrowser !== undefined)("the page in which the bundled model talks", () => {
  let folder: string;
  let server: FolderServer;
  let browser: Browser;
  let watched: WatchedPage;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "static-page-"));
    const configFile = join(import.meta.dirname, "../vite.static.config.ts");
    // Below a folder, as on hosts that give a project its own.
    await build({ configFile, logLevel: "error", build: { outDir: join(folder, "project"), minify: false } });
    server = await serveFolder(folder);
    browser = await openBrowser();
    watched = await watchedPage(browser, server.origin);
    await watched.page.goto(`${server.origin}/project/`);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Whatever is on the page now, it fits both widths. */
  async function look(name: string): Promise<void> {
    const { page } = watched;
    for (const width of widths) {
      await page.setViewportSize({ width, height: 844 });
      await saveScreenshot(page, `static-${name}-${width}`);
      expect.soft(await tooWide(page), `${name} at ${width}`).toEqual([]);
    }
  }

  it("can be stopped while it talks, and stays responsive", async () => {
    const { page } = watched;
    await look("start");
    // The page notices the first word while the model goes on, and is heard before the dialogue is over.
    await page.evaluate(() => {
      type Button = { readonly textContent: string; click(): void };
      const { document, MutationObserver } = globalThis as unknown as {
        readonly document: { querySelectorAll(selector: string): Iterable<Button> };
        readonly MutationObserver: new (notice: () => void) => {
          observe(node: unknown, what: object): void;
          disconnect(): void;
        };
      };
      const observer = new MutationObserver(() => {
        if ([...document.querySelectorAll(".turn")].length === 0) return;
        observer.disconnect();
        for (const button of document.querySelectorAll("button"))
          if (button.textContent === "Stop") button.click();
      });
      observer.observe(document, { childList: true, subtree: true });
    });
    await page.getByRole("button", { name: "Talk" }).click();
    await page.getByText(/ended by cancelled/).waitFor();
    expect(await page.getByRole("button", { name: "Talk" }).isEnabled()).toBe(true);
  });

  it("says what Node says with the same personas and seed, and saves it", async () => {
    const { page, complaints } = watched;
    await page.getByLabel("Start from").selectOption("A coffee shop");
    const begins = page.getByRole("region", { name: "Who begins" });
    await begins.getByLabel("Name").fill("Zoë");
    await page.getByLabel("Seed").fill("11");
    await page.getByLabel("Most turns").fill("4");
    await page.getByRole("button", { name: "Talk" }).click();
    await page.getByText(/turns, \d+ words, ended by /).waitFor();
    await look("talked");
    expect.soft(await axeViolations(page)).toEqual([]);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as JSON" }).click();
    const saved = Dialog.from(JSON.parse(await readFile(await (await download).path(), "utf8")));

    const model = await resolveModel("local", { runtime: "wasm" });
    const play = (name: string, role: string, personality: string, circumstances = "") =>
      new Agent({ persona: new Persona({ name, role, personality, circumstances }), model });
    const here = await play("Zoë", "friendly barista", "cheerful and helpful").dialogWith(
      play("Noah", "customer", "curious and polite", "You want to order a cappuccino."),
      { seed: 11, maxTurns: 4 },
    );
    expect(saved.turns).toEqual(here.turns);
    expect(saved.length).toBeGreaterThan(1);
    expect(saved.stopReason).toBe(here.stopReason);
    expect(await page.locator(".turn p").allTextContents()).toEqual(here.turns.map(({ text }) => text));
    expect(complaints).toEqual([]);
  });

  it("says what is missing beside it, and asks again the next time", async () => {
    const { page } = watched;
    await page.route("**/model/config.json", (route) => route.fulfill({ status: 404 }));
    await page.reload();
    await page.getByRole("button", { name: "Talk" }).click();
    await page.getByRole("alert").getByText("config.json").waitFor();
    await page.unroute("**/model/config.json");
    const described = page.waitForResponse("**/model/chat_template.jinja");
    await page.getByRole("button", { name: "Talk" }).click();
    expect((await described).status()).toBe(200);
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});
