import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations } from "./testing/axe-violations.ts";
import { noBrowser } from "./testing/open-browser.ts";
import { type PlaygroundFixture, playgroundFixture } from "./testing/playground-fixture.ts";

const drinks = ["espresso", "green tea", "oat milk latte", "water", "hot chocolate"];
const dialogs = Array.from(
  { length: 40 },
  (_none, index) =>
    new Dialog({
      id: `d${index}`,
      stopReason: index % 4 === 0 ? "max_turns" : "stop_signal",
      turns: Array.from({ length: 2 + (index % 7) }, (_nothing, turn) => ({
        speaker: turn % 2 === 0 ? "Barista" : "Guest",
        text:
          turn === 0
            ? "Good morning! What would you like?"
            : `I would like ${drinks[(index + turn) % 5]}, please.`,
      })),
    }),
);

describe.skipIf(noBrowser !== undefined)("library and evaluation", () => {
  let fixture: PlaygroundFixture;
  beforeAll(async () => {
    fixture = await playgroundFixture();
    await saveDialogs(dialogs.slice(0, 20), join(fixture.folder, "morning.jsonl"));
    await saveDialogs(dialogs.slice(20), join(fixture.folder, "evening.jsonl"));
  }, 120_000);
  afterAll(() => fixture?.close());

  it("finds, reads, rates and annotates dialogues, in their file", async () => {
    const { page, show, folder, screenshot } = fixture;
    await show("library");
    await page.getByText("40 of 40 dialogues").waitFor();
    await page.getByLabel("Source").selectOption("morning.jsonl");
    await page.getByText("20 of 20 dialogues").waitFor();
    await page.getByLabel("Text", { exact: true }).fill("OAT MILK");
    await page.getByLabel("Ended by").selectOption("stop_signal");
    await page
      .getByText(/^\d+ of 20 dialogues/)
      .filter({ hasNotText: "20 of 20" })
      .waitFor();
    const row = page.locator("table.dialogs tbody tr").first();
    expect(await row.textContent()).toContain("stop signal");
    await page.locator("#main").focus();
    await page.keyboard.press("j");
    const reader = page.getByRole("article", { name: "Dialogue" });
    await reader.getByText("oat milk latte").first().waitFor();
    await reader.getByLabel("Labels, separated by commas").fill("polite, short");
    await reader.getByLabel("4", { exact: true }).check();
    await page.getByText("Saved in morning.jsonl.").waitFor();
    await row.getByLabel("4 of 5").waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await screenshot("library");
    const lines = (await readFile(join(folder, "morning.jsonl"), "utf8")).trim().split("\n");
    const annotated = lines.map((line) => (JSON.parse(line) as { annotations: unknown }).annotations);
    expect(annotated.filter((each) => each !== null)).toEqual([{ rating: 4, labels: ["polite", "short"] }]);
  });

  it("goes on from a turn of a dialogue in the library", async () => {
    const { page, show } = fixture;
    await show("library");
    await page.locator("table.dialogs button.link").nth(3).click();
    await page.getByRole("button", { name: "To the stage, to go on from a turn" }).click();
    await page.getByRole("button", { name: "Branch from turn 2" }).click();
    await page.getByRole("button", { name: "Go on from turn 2" }).click();
    const take = page.getByRole("region", { name: /^Take 2/ });
    await take.getByText(/over: \d+ turns/).waitFor();
    expect(await take.locator(".turns .said").count()).toBeGreaterThan(2);
  });
});
