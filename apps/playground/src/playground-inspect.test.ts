import { join } from "node:path";
import { loadDirection } from "@sdialog/interpretability";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations } from "../../../tools/axe-violations.ts";
import { noBrowser } from "../../../tools/open-browser.ts";
import type { LookView } from "./protocol/inspection.ts";
import { type PlaygroundFixture, playgroundFixture } from "./testing/playground-fixture.ts";

describe.skipIf(noBrowser !== undefined)("inspection", () => {
  let fixture: PlaygroundFixture;
  beforeAll(async () => {
    fixture = await playgroundFixture();
  });
  afterAll(() => fixture?.close());

  it("shows activations per token and layer, and what else a token might have been", async () => {
    const { page, show, screenshot } = fixture;
    await show("inspect");
    await page.getByLabel("What is said to them").fill("A coffee, please.");
    await page.getByRole("button", { name: "Look inside" }).click();
    const columns = page.locator(".heat .token");
    await columns.first().waitFor();
    const reply = (await page.locator(".reply").textContent()) ?? "";
    const tokens = await page.locator(".heat .said-token").allTextContents();
    const text = tokens.join("").replaceAll("·", " ").trim();
    expect(text.startsWith(reply.slice(0, 12))).toBe(true);
    const shades = await columns
      .first()
      .locator(".cell")
      .evaluateAll((cells) =>
        cells.map((cell) =>
          (cell as unknown as { style: { getPropertyValue(name: string): string } }).style.getPropertyValue(
            "--heat",
          ),
        ),
      );
    expect(shades.length).toBeGreaterThan(3);
    await columns.nth(1).click();
    expect(await page.locator(".top li").count()).toBe(8);
    // Every layer tells its value and what it would say; the token under the pointer is told as well.
    expect(await page.locator(".token-card tbody tr").count()).toBe(shades.length);
    const second = await page.locator(".token-card h3").textContent();
    await columns.nth(2).hover();
    expect(await page.locator(".token-card h3").textContent()).toBe(tokens[2]);
    await page.locator("h1").hover();
    await page.locator(".token-card h3", { hasText: second ?? "" }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await screenshot("inspect");
    const before = await columns.count();
    // The prompt is looked into once it is to be shown.
    const answered = page.waitForResponse("**/api/inspect/look");
    await page.getByLabel("Show the prompt as well").check();
    await answered;
    await columns.nth(before + 10).waitFor();
  });

  it("colours what a layer looked at when the chosen token was written, and tells the shares", async () => {
    const { page, show, screenshot } = fixture;
    await show("inspect");
    const answered = page.waitForResponse("**/api/inspect/look");
    await page.getByLabel("Attention", { exact: true }).selectOption("of layer 2");
    const { read, prompt, tokens } = (await (await answered).json()) as LookView;
    expect(prompt.map(({ text }) => text)).toEqual(read);
    for (const { looks } of [...prompt, ...tokens])
      expect(looks.reduce((sum, share) => sum + share)).toBeCloseTo(1, 1);

    const chosen = tokens[4]!;
    // The last token of the prompt is where the first of the reply is written.
    const columns = page.locator(".heat .token");
    await columns.nth(prompt.length - 1 + 4).click();
    const looks = page.getByRole("region", { name: "Looked at" });
    await looks.getByRole("heading", { name: "Looked at when it was written" }).waitFor();
    const most = Math.max(...chosen.looks);
    const texts = await looks.locator("li").allTextContents();
    expect(texts).toHaveLength(8);
    expect(texts[0]).toMatch(new RegExp(` ${chosen.looks.indexOf(most)}\\s*${(most * 100).toFixed(1)} %$`));
    const shade = (at: number) =>
      columns
        .nth(at)
        .locator(".said-token")
        .evaluate((said) =>
          (said as unknown as { style: { getPropertyValue(name: string): string } }).style.getPropertyValue(
            "--look",
          ),
        );
    expect(await shade(chosen.looks.indexOf(most))).toBe("45%");
    // What comes later cannot have been looked at.
    expect(await shade(prompt.length - 1 + 5)).toBe("0%");
    expect(await axeViolations(page)).toEqual([]);
    await screenshot("attention");
    await page.getByRole("button", { name: "Show as code" }).click();
    await page.getByText('"model.layers.2.attention_weights"').waitFor();
    await page.keyboard.press("Escape");
    await page.getByLabel("Attention", { exact: true }).selectOption("not shown");
    await looks.waitFor({ state: "detached" });

    // A layer that the model has no attention of is not offered, and what was chosen of another model is let go.
    await page.route("**/api/inspect/look", async (route) => {
      const response = await route.fetch();
      const view = (await response.json()) as LookView;
      await route.fulfill({ response, json: { ...view, attentive: ["model.layers.1"] } });
    });
    await page.getByLabel("Attention", { exact: true }).selectOption("of layer 2");
    await page.getByText("this model has none to look at in model.layers.2").waitFor();
    await page.unroute("**/api/inspect/look");
    const choices = page.getByLabel("Attention", { exact: true }).locator("option");
    expect(await choices.allTextContents()).toEqual(["not shown", "of layer 1"]);
  });

  it("steers with a slider, and sets before and after side by side", async () => {
    const { page, show, screenshot } = fixture;
    await show("inspect");
    // As somebody finds it who comes for the first time.
    await page.evaluate("localStorage.clear()");
    await page.reload();
    await page.getByRole("button", { name: "Compare before and after" }).click();
    const [before, after] = ["Before", "After"].map((name) =>
      page.getByRole("region", { name, exact: true }),
    );
    await after?.locator(".reply").waitFor();
    const same = await before?.locator(".reply").textContent();
    // What is there to begin with shows something already.
    expect(await after?.locator(".reply").textContent()).not.toBe(same);
    const replies = new Set([await after?.locator(".reply").textContent()]);
    for (const strength of [3, -2]) {
      const answered = page.waitForResponse("**/api/inspect/steer");
      await page.getByLabel(/^Strength/).fill(String(strength));
      await answered;
      replies.add(await after?.locator(".reply").textContent());
    }
    await screenshot("steer");
    expect(await before?.locator(".reply").textContent()).toBe(same);
    expect([...replies].filter((reply) => reply !== same).length).toBeGreaterThan(0);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Show as code" }).click();
    await page.getByRole("dialog", { name: "The same in TypeScript" }).waitFor();
    expect(await page.locator("pre.code").textContent()).toContain("strength: -2");
    await page.keyboard.press("Escape");
  });

  it("keeps a direction and steers with it later, whatever stands in the form", async () => {
    const { page, show, folder } = fixture;
    await show("inspect");
    const after = page.getByRole("region", { name: "After", exact: true }).locator(".reply");
    const steered = await after.textContent();
    await page.getByLabel("Name of the direction").fill("good news");
    await page.getByRole("button", { name: "Keep this direction" }).click();
    await page.getByText("Kept in steering-directions/good news.json").waitFor();
    const { origin } = await loadDirection(join(folder, "steering-directions/good news.json"));
    expect(origin.site).toBe("model.layers.4");
    await page.reload();
    await page.getByLabel("Direction", { exact: true }).selectOption("good news");
    expect(await page.getByLabel("Messages of the opposite kind").count()).toBe(0);
    await page.getByRole("button", { name: "Compare before and after" }).click();
    await after.waitFor();
    expect(await after.textContent()).toBe(steered);
    await page.getByRole("button", { name: "Show as code" }).click();
    await page.getByText('loadDirection("steering-directions/good news.json")').waitFor();
    await page.keyboard.press("Escape");
    // It is no dialogue.
    await show("library");
    await page.getByText("0 of 0 dialogues").waitFor();
  });

  it("says why a model that is not local cannot be looked into", async () => {
    const { page, show } = fixture;
    await show("cast");
    await page
      .getByRole("region", { name: "Participant Alice" })
      .getByLabel("Model", { exact: true })
      .fill("ollama:qwen3:14b");
    await show("inspect");
    await page.getByRole("button", { name: "Look inside" }).click();
    await page
      .getByRole("status")
      .getByText(/cannot be inspected/)
      .waitFor();
  });
});
