import { join } from "node:path";
import { Inspector, loadDirection } from "@sdialog/interpretability";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations } from "../../../tools/axe-violations.ts";
import { noBrowser } from "../../../tools/open-browser.ts";
import { shownToken } from "../page/inspect/shown-token.ts";
import { type LookView, lookSchema } from "./protocol/inspection.ts";
import { sceneAgent } from "./scene/scene-conversation.ts";
import { type PlaygroundFixture, playgroundFixture } from "./testing/playground-fixture.ts";

const lensRoute = "**/api/inspect/lens";

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
    // What the prompt's tokens held is known: nothing is asked again.
    await page.getByLabel("Show the prompt as well").check();
    await columns.nth(before + 10).waitFor();
    expect(await page.getByText("Looking…").count()).toBe(0);
  });

  it("reads what would be said of the columns in view, and of others when they are scrolled to", async () => {
    const { page, show } = fixture;
    await show("inspect");
    // What was read of another reply that begins the same is known.
    await page.reload();
    await page.setViewportSize({ width: 400, height: 300 });
    const asked = new Set<string>();
    await page.route(lensRoute, async (route) => {
      const { states } = route.request().postDataJSON() as { states: string[] };
      for (const each of states) asked.add(each);
      await route.continue();
    });
    const answered = page.waitForResponse("**/api/inspect/look");
    await page.getByLabel("Seed").fill("8");
    await page.getByRole("button", { name: "Look inside" }).click();
    const response = await answered;
    await page.getByLabel("Show the prompt as well").check();
    const view = (await response.json()) as LookView;
    const shown = [...view.prompt.slice(0, -1), ...view.tokens];
    const names = new Set(shown.map(({ states }) => states));
    const column = (at: number) => page.locator(".heat .token").nth(at);
    const isRead = (at: number) =>
      column(at).and(page.locator('[aria-busy="false"]')).waitFor({ state: "attached" });
    await column(0).scrollIntoViewIfNeeded();
    await isRead(0);
    await page.getByRole("progressbar").waitFor({ state: "detached" });
    expect(asked.size).toBeLessThan(names.size / 2);
    for (const at of [shown.length - 1, ...shown.keys()]) {
      await column(at).scrollIntoViewIfNeeded();
      await isRead(at);
    }
    expect(asked).toEqual(names);

    const { participant, message, seed } = lookSchema.parse(response.request().postDataJSON());
    const inspector = new Inspector({ target: "model.layers.*", lens: 3 });
    await sceneAgent(participant).with(inspector).chat({ seed }).respond(message);
    const { prompt, tokens, captures } = inspector.response(-1);
    const likeliest = [...prompt.slice(0, -1), ...tokens].map((token) =>
      captures.map(({ site }) => shownToken(token.lens(site)[0]?.token ?? "")),
    );
    const cells = await page.locator(".heat .cell").allTextContents();
    expect(cells).toEqual(likeliest.flat());
    await page.unroute(lensRoute);
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  it("stops reading when the page shows something else, and goes on when it is back", async () => {
    const { page, show } = fixture;
    await show("inspect");
    await page.reload();
    await page.route(lensRoute, () => undefined);
    const waiting = page.waitForRequest(lensRoute);
    await page.getByLabel("Seed").fill("9");
    await page.getByRole("button", { name: "Look inside" }).click();
    await page.locator(".heat .token").first().scrollIntoViewIfNeeded();
    await waiting;
    await page.getByRole("progressbar", { name: "Columns in view that were read" }).waitFor();
    expect(await page.locator(".heat .cell").first().textContent()).toBe("…");
    expect(await axeViolations(page)).toEqual([]);
    const stopped = page.waitForEvent("requestfailed", (failed) =>
      failed.url().endsWith("/api/inspect/lens"),
    );
    await show("cast");
    await stopped;
    await page.unroute(lensRoute);
    await show("inspect");
    await page.locator(".heat .token").first().scrollIntoViewIfNeeded();
    await page.locator('.heat .token[aria-busy="false"]').first().waitFor();
  });

  it("says so when what was computed is no longer kept", async () => {
    const { page, show } = fixture;
    await show("inspect");
    await page.route("**/api/inspect/look", async (route) => {
      const response = await route.fetch();
      const view = (await response.json()) as LookView;
      const tokens = view.tokens.map((token, at) => ({ ...token, states: `gone${at}` }));
      await route.fulfill({ response, json: { ...view, tokens } });
    });
    await page.getByRole("button", { name: "Look inside" }).click();
    await page
      .getByRole("status")
      .getByText(/is no longer kept.*look inside again/)
      .waitFor();
    await page.unroute("**/api/inspect/look");
  });

  it("colours what a layer looked at when the chosen token was written, and tells the shares", async () => {
    const { page, show, screenshot } = fixture;
    await show("inspect");
    await page.getByLabel("Seed").fill("7");
    await page.getByRole("button", { name: "Look inside" }).click();
    const replied = page.waitForResponse("**/api/inspect/look");
    await page.getByLabel("Attention", { exact: true }).selectOption("of layer 2");
    const first = (await (await replied).json()) as LookView;
    expect(first.prompt.flatMap((token) => token.looks)).toEqual([]);
    // Where each token of the prompt looked is asked for when they are shown.
    const answered = page.waitForResponse("**/api/inspect/look");
    await page.getByLabel("Show the prompt as well").check();
    const { prompt, tokens } = (await (await answered).json()) as LookView;
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
