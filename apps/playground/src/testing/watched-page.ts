import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";

export interface WatchedPage {
  readonly page: Page;
  /** Requests to anywhere else, and errors of scripts and of the console. */
  readonly complaints: readonly string[];
}

/** A page of a browser, empty yet. @param url where everything it asks for has to be */
export async function watchedPage(browser: Browser, url: string): Promise<WatchedPage> {
  const complaints: string[] = [];
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
  return { page, complaints };
}

/** Keeps a picture of the page when SDIALOG_SCREENSHOTS names a folder for them. */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env["SDIALOG_SCREENSHOTS"];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
