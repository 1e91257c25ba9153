import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { runRecipe } from "@sdialog/runner";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noBrowser } from "../../../tools/open-browser.ts";
import { type PlaygroundFixture, playgroundFixture } from "./testing/playground-fixture.ts";
import { tooWide } from "./testing/too-wide.ts";

const widths = [390, 1280];

/** What people name files and type into chats has no place to break a line at. */
const unbroken = "Donaudampfschifffahrtsgesellschaftskapitaenskajuetentuerschluessel".repeat(2);
const dialog = (id: number) =>
  new Dialog({
    id: `${unbroken}${id}`,
    stopReason: "stop_signal",
    turns: [
      { speaker: unbroken, text: `See https://example.com/${unbroken}?order=${unbroken}` },
      { speaker: "Guest", text: unbroken },
      { speaker: unbroken, text: "Good bye." },
    ],
    annotations: { rating: 4, labels: ["polite", unbroken.slice(0, 80)] },
  });

const recipe = {
  kind: "dialogues",
  count: 1,
  model: "local:pocket",
  maxTurns: 2,
  personas: [{ name: "Alice" }, { name: unbroken }],
};

/** Opens whatever is folded in. */
const unfold = (page: Page): Promise<void> =>
  page
    .locator("main details")
    .evaluateAll((all) => all.forEach((each) => ((each as unknown as { open: boolean }).open = true)));

describe.skipIf(noBrowser !== undefined)("the width of a phone and of a laptop", () => {
  let fixture: PlaygroundFixture;
  beforeAll(async () => {
    fixture = await playgroundFixture();
    const { folder, page } = fixture;
    page.setDefaultTimeout(120_000);
    await saveDialogs([dialog(1), dialog(2)], join(folder, `${unbroken}.jsonl`));
    await saveDialogs([dialog(3)], join(folder, "other.jsonl"));
    await runRecipe({ ...recipe, name: unbroken }, { out: join(folder, `run-${unbroken}`) });
  });
  afterAll(() => fixture?.close());

  /** Every view with much in it: [what it is, how a person gets there]. */
  const steps: readonly (readonly [string, (of: PlaygroundFixture) => Promise<void>])[] = [
    [
      "cast",
      async ({ page, show }) => {
        await show("cast");
        await page.getByRole("button", { name: "Add a participant" }).click();
        const card = page.getByRole("region", { name: "Participant Alice" });
        await card.getByLabel("Add an orchestrator").selectOption("InstructionListOrchestrator");
        await card.getByLabel("Noise").selectOption("typing");
        await unfold(page);
      },
    ],
    ["cast, a field with a hint", ({ page }) => page.getByLabel("Model", { exact: true }).last().focus()],
    [
      "cast, make many",
      async ({ page }) => {
        await page.getByRole("button", { name: "Make many" }).click();
        await page.getByRole("dialog").waitFor();
      },
    ],
    [
      "stage",
      async ({ page, show }) => {
        await page.keyboard.press("Escape");
        await show("stage");
        await page.getByRole("button", { name: "New conversation" }).click();
        await page.getByText(/over: \d+ turns/).waitFor();
        await page.getByRole("button", { name: "Branch from turn 2" }).click();
      },
    ],
    [
      "stage, two takes",
      async ({ page }) => {
        await page.getByRole("button", { name: "Go on from turn 2" }).click();
        await page
          .getByRole("region", { name: /^Take 2/ })
          .getByText(/over: \d+ turns/)
          .waitFor();
      },
    ],
    [
      "the program",
      async ({ page }) => {
        await page.getByRole("button", { name: "Show as code" }).click();
        // It opens when the program is there, and would do so after the key that closes it.
        await page.getByRole("dialog").waitFor();
      },
    ],
    [
      "library",
      async ({ page, show }) => {
        await page.keyboard.press("Escape");
        await show("library");
        // The run is what it opens with.
        await page.getByText("1 of 1 dialogues").waitFor();
        await page.getByLabel("Source").selectOption("");
        await page.locator("table.dialogs .tag").first().waitFor();
      },
    ],
    [
      "library, a dialogue",
      async ({ page }) => {
        await page.locator("table.dialogs td.number").first().click();
        await page.getByText("Everything about it").click();
      },
    ],
    [
      "evaluate",
      async ({ page, show }) => {
        await show("evaluate");
        await page.getByLabel(`${unbroken}.jsonl`).check();
        await page.getByLabel("other.jsonl").check();
        await page.getByRole("button", { name: "Evaluate", exact: true }).click();
        await page.getByRole("row", { name: /Turns, mean/ }).waitFor();
      },
    ],
    [
      "evaluate, people and simulated users",
      async ({ page }) => {
        await page.getByLabel("What is compared").selectOption("realism");
        await page.getByLabel("People", { exact: true }).selectOption(`source:${unbroken}.jsonl`);
        await page.getByLabel("Simulated users", { exact: true }).selectOption("source:other.jsonl");
        await page.getByLabel("Who the user is").fill("Guest");
        await page.getByRole("button", { name: "Compare", exact: true }).click();
        await page.getByRole("row", { name: /words per turn/ }).waitFor();
      },
    ],
    [
      "inspect",
      async ({ page, show }) => {
        await show("inspect");
        await page.getByRole("button", { name: "Look inside" }).click();
        await page.locator(".heat .token").first().waitFor();
      },
    ],
    [
      "inspect, before and after",
      async ({ page }) => {
        await page.getByRole("button", { name: "Compare before and after" }).click();
        await page.getByRole("region", { name: "After", exact: true }).locator(".heat").waitFor();
      },
    ],
    [
      "runs",
      async ({ page, show }) => {
        await show("runs");
        await page.getByRole("cell", { name: "dialogues", exact: true }).click();
        await page.getByRole("region", { name: `Run run-${unbroken}` }).waitFor();
        await unfold(page);
      },
    ],
    ["the keys", ({ page }) => page.keyboard.press("?")],
  ];

  it.each(steps)("holds %s without scrolling sideways", async (name, go) => {
    const { page, screenshot } = fixture;
    await go(fixture);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 844 });
      await screenshot(`${name.replaceAll(/\W+/g, "-")}-${width}`);
      expect.soft(await tooWide(page), `${name} at ${width}`).toEqual([]);
    }
  });

  it("tells what is too wide", async () => {
    const { page } = fixture;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(() => {
      type Added = { id: string; style: { cssText: string } };
      const { document } = globalThis as unknown as {
        document: { body: { append(child: Added): void }; createElement(name: string): Added };
      };
      const wide = document.createElement("div");
      wide.id = "wide";
      wide.style.cssText = "width: 500px; height: 1px";
      document.body.append(wide);
    });
    expect(await tooWide(page)).toEqual(["the page, by 110 px", "div#wide, by 110 px"]);
  });
});
