import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { loadDialog } from "@sdialog/core/fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations } from "../../../tools/axe-violations.ts";
import { noBrowser } from "../../../tools/open-browser.ts";
import { type PlaygroundFixture, playgroundFixture } from "./testing/playground-fixture.ts";

if (noBrowser !== undefined) console.warn(`The playground is not tried in a browser: ${noBrowser}.`);

describe.skipIf(noBrowser !== undefined)("playground", () => {
  let fixture: PlaygroundFixture;
  beforeAll(async () => {
    fixture = await playgroundFixture();
  });
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
    await page.emulateMedia({ colorScheme: "dark" });
    await screenshot("stage-dark");
    await page.emulateMedia({ colorScheme: "light" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/^Saved as/).waitFor();
    const [file] = await readdir(folder);
    const dialog = await loadDialog(join(folder, file as string));
    expect(dialog.turns.map(({ text }) => text)).toEqual(turns);
    expect(dialog.seed).toBe(7);
  });

  it("has a model make up a persona, and shows the prompt that comes of it", async () => {
    const { page, show } = fixture;
    await show("cast");
    const card = page.getByRole("region", { name: "Participant Bob" });
    const filled = (): Promise<string[]> =>
      card
        .locator(".field input")
        .evaluateAll((inputs) =>
          inputs
            .map((input) => (input as unknown as { value: string }).value)
            .filter((value) => value !== ""),
        );
    const before = await filled();
    await card.getByText("Make up the 7 empty attributes").click();
    await card.getByRole("button", { name: "Make up" }).click();
    await page.getByText(/^Made up/).waitFor();
    const added = (await filled()).filter((value) => !before.includes(value));
    expect(added.length).toBeGreaterThan(0);
    await card.getByText("System prompt").click();
    const prompt = card.getByRole("group", { name: "System prompt" });
    await prompt.getByText("Downtown cafe").waitFor();
    const told = (await prompt.textContent()) ?? "";
    expect(added.some((value) => told.includes(value))).toBe(true);
  });

  it("is used with the keyboard alone", async () => {
    const { page, show } = fixture;
    await show("cast");
    await page.keyboard.press("3");
    await page.getByRole("heading", { name: "Library" }).waitFor();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keys" });
    await help.waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "hidden" });
    await page.reload();
    await page.keyboard.press("Tab");
    await page.getByRole("link", { name: "Skip to the content" }).press("Enter");
    expect(await page.locator("#main").evaluate((main) => main.matches(":focus"))).toBe(true);
    // A digit typed into a field is text, not a command.
    await show("cast");
    await page.getByLabel("First utterance").first().fill("");
    await page.getByLabel("First utterance").first().press("2");
    expect(await page.getByLabel("First utterance").first().inputValue()).toBe("2");
  });

  const opened = new Set<string>();
  describe.each([
    { device: "laptop", width: 1280, height: 800 },
    { device: "phone", width: 390, height: 844 },
  ])("on a $device", (size) => {
    it.each(["cast", "stage", "library", "evaluate", "inspect", "runs"])(
      "has an accessible %s view, whatever is unfolded and whichever window opens",
      async (view) => {
        const { page, show } = fixture;
        await page.setViewportSize(size);
        await show(view);
        expect(await axeViolations(page)).toEqual([]);
        for (const button of await page.locator("button[aria-haspopup=dialog]:enabled").all()) {
          // The keys are the same wherever one is.
          if (view !== "cast" && (await button.textContent()) === "Keys") continue;
          await button.click();
          const window = page.locator("dialog[open]");
          await window.waitFor();
          expect(await axeViolations(page, "dialog[open]")).toEqual([]);
          opened.add(`${size.device}: ${await window.getAttribute("id")}`);
          await page.keyboard.press("Escape");
          await window.waitFor({ state: "detached" });
        }
      },
    );

    it("opened every window", async () => {
      const ids = new Set<string | null>();
      for (const view of ["cast", "library"]) {
        await fixture.show(view);
        for (const window of await fixture.page.locator("dialog").all())
          ids.add(await window.getAttribute("id"));
      }
      expect([...ids].filter((id) => !opened.has(`${size.device}: ${id}`))).toEqual([]);
    });
  });

  it("asks nobody else for anything, and makes no error", () => {
    expect(fixture.complaints).toEqual([]);
  });
});
