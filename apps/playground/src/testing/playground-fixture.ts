import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { type Playground, startPlayground } from "../server/start-playground.ts";
import { openBrowser } from "../../../../tools/open-browser.ts";

/** A playground with a browser in front of it, and what went wrong in there. */
export interface PlaygroundFixture {
  readonly playground: Playground;
  readonly folder: string;
  readonly page: Page;
  /** Requests to anywhere else, and errors of scripts and of the console. */
  readonly complaints: readonly string[];
  /** Opens a view. */
  show(view: string): Promise<void>;
  /** Keeps a picture of the page when SDIALOG_SCREENSHOTS names a folder for them. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function playgroundFixture(): Promise<PlaygroundFixture> {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-playground-"));
  const playground = await startPlayground({ port: 0, folder: join(folder, "dialogues") });
  const browser = await openBrowser();
  const complaints: string[] = [];
  const page = await newPage(browser, playground.url, complaints);
  await page.goto(playground.url);
  return {
    playground,
    folder: playground.folder,
    page,
    complaints,
    show: async (view) => {
      await page.goto(`${playground.url}/#${view}`);
      await page.locator(`nav a[href="#${view}"][aria-current]`).waitFor();
    },
    screenshot: (name) => saveScreenshot(page, name),
    close: async () => {
      await browser.close();
      await playground.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function newPage(browser: Browser, url: string, complaints: string[]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(120_000);
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) complaints.push(`request to ${request.url()}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // What the server refuses is told on the page; the browser counts it as an error all the same.
    const refused = /status of 400/.test(message.text());
    if (message.type() === "error" && !refused) complaints.push(message.text());
  });
  return page;
}

async function saveScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env["SDIALOG_SCREENSHOTS"];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
