import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations } from "../../../tools/axe-violations.ts";
import { noBrowser } from "../../../tools/open-browser.ts";
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
    const rows = page.locator(".heat tbody tr");
    await rows.first().waitFor();
    const reply = (await page.locator(".reply").textContent()) ?? "";
    const tokens = await page.locator(".heat tbody th").allTextContents();
    const text = tokens.join("").replaceAll("·", " ").trim();
    expect(text.startsWith(reply.slice(0, 12))).toBe(true);
    const shades = await rows
      .first()
      .locator("td")
      .evaluateAll((cells) =>
        cells.map((cell) =>
          (cell as unknown as { style: { getPropertyValue(name: string): string } }).style.getPropertyValue(
            "--heat",
          ),
        ),
      );
    expect(shades.length).toBeGreaterThan(3);
    await page.locator(".heat tbody th button").nth(1).click();
    expect(await page.locator(".top li").count()).toBe(8);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot("inspect");
    const before = await rows.count();
    // The prompt is looked into once it is to be shown.
    const answered = page.waitForResponse("**/api/inspect/look");
    await page.getByLabel("Show the prompt as well").check();
    await answered;
    await rows.nth(before + 10).waitFor();
  });

  it("steers with a slider, and sets before and after side by side", async () => {
    const { page, show, screenshot } = fixture;
    await show("inspect");
    await page.getByRole("button", { name: "Compare before and after" }).click();
    const [before, after] = ["Before", "After"].map((name) =>
      page.getByRole("region", { name, exact: true }),
    );
    await after?.locator(".reply").waitFor();
    const same = await before?.locator(".reply").textContent();
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
