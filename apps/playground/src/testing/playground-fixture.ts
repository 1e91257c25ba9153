import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { type Playground, startPlayground } from "../server/start-playground.ts";
import { openBrowser } from "../../../../tools/open-browser.ts";
import { saveScreenshot, watchedPage } from "./watched-page.ts";

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
  const { page, complaints } = await watchedPage(browser, playground.url);
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
