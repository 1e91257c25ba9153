import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { loadDialog } from "@sdialog/core/fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations } from "./testing/axe-violations.ts";
import { noBrowser } from "./testing/open-browser.ts";
import { type PlaygroundFixture, playgroundFixture } from "./testing/playground-fixture.ts";

if (noBrowser !== undefined) console.warn(`The playground is not tried in a browser: ${noBrowser}.`);

describe.skipIf(noBrowser !== undefined)("playground", () => {
  let fixture: PlaygroundFixture;
  beforeAll(async () => {
    fixture = await playgroundFixture();
  }, 120_000);
  afterAll(() => fixture?.close());

  it("streams a conversation of two, and saves it", async () => {
    const { page, show, folder, screenshot } = fixture;
    await screenshot("cast");
    await show("stage");
    await page.getByRole("button", { name: "New conversation" }).click();
    await page.getByText(/over: \d+ turns/).waitFor();
    const turns = await page.locator(".turns .said").allTextContents();
    expect(turns.length).toBeGreaterThan(3);
    await screenshot("stage");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/^Saved as/).waitFor();
    const [file] = await readdir(folder);
    const dialog = await loadDialog(join(folder, file as string));
    expect(dialog.turns.map(({ text }) => text)).toEqual(turns);
    expect(dialog.seed).toBe(7);
  });

  it.each(["cast", "stage", "library", "evaluate", "inspect", "runs"])(
    "has an accessible %s view",
    async (view) => {
      await fixture.show(view);
      expect(await axeViolations(fixture.page)).toEqual([]);
      await fixture.page.emulateMedia({ colorScheme: "dark" });
      expect(await axeViolations(fixture.page)).toEqual([]);
      await fixture.page.emulateMedia({ colorScheme: "light" });
    },
  );

  it("asks nobody else for anything, and makes no error", () => {
    expect(fixture.complaints).toEqual([]);
  });
});
