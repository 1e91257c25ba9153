import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { speakDialogs } from "@sdialog/voice/node";
import { toneSpeech } from "@sdialog/voice/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noBrowser } from "../../../tools/open-browser.ts";
import { axeViolations } from "../../../tools/axe-violations.ts";
import { type PlaygroundFixture, playgroundFixture } from "./testing/playground-fixture.ts";
import { tooWide } from "./testing/too-wide.ts";

const call = new Dialog({
  id: "call",
  turns: [
    { speaker: "Ann", text: "Flower shop, how can I help you today?" },
    { speaker: "Bob", text: "My roses never came." },
    { speaker: "Ann", text: "Oh dear, let me look that up for you." },
    { speaker: "Bob", text: "Thank you so much, that is really very kind of you." },
  ],
});
const silent = new Dialog({ id: "silent", turns: [{ speaker: "Cy", text: "Nobody has heard me yet." }] });

describe.skipIf(noBrowser !== undefined)("the player", () => {
  let fixture: PlaygroundFixture;
  let sound: (range?: string, path?: string) => Promise<Response>;
  beforeAll(async () => {
    fixture = await playgroundFixture();
    const { folder, page, playground } = fixture;
    page.setDefaultTimeout(120_000);
    await saveDialogs([call, silent], join(folder, "calls.jsonl"));
    await speakDialogs([call], {
      out: join(folder, "audio"),
      engine: toneSpeech(),
      timing: { overlap: 0, gap: 0.4, gapDeviation: 0 },
      seed: 1,
    });
    sound = (range, path = "audio/call.wav") =>
      fetch(`${playground.url}/api/library/sound?${new URLSearchParams({ path })}`, {
        headers: range === undefined ? {} : { range },
      });
  });
  afterAll(() => fixture?.close());

  it("is sent the part of a recording that it asks for", async () => {
    const whole = await sound();
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect([whole.status, whole.headers.get("content-type"), whole.headers.get("accept-ranges")]).toEqual([
      200,
      "audio/wav",
      "bytes",
    ]);
    const size = bytes.length;
    for (const [range, start, end] of [
      ["bytes=0-99", 0, 99],
      ["bytes=100-", 100, size - 1],
      ["bytes=-50", size - 50, size - 1],
      [`bytes=10-${size + 1000}`, 10, size - 1],
    ] as const) {
      const part = await sound(range);
      expect([part.status, part.headers.get("content-range")]).toEqual([
        206,
        `bytes ${start}-${end}/${size}`,
      ]);
      expect(Buffer.compare(Buffer.from(await part.arrayBuffer()), bytes.subarray(start, end + 1))).toBe(0);
    }
    for (const range of [`bytes=${size}-`, "bytes=-0"]) {
      const beyond = await sound(range);
      expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${size}`]);
    }
    for (const range of ["bytes=5-2", "bytes=0-1,5-6", "seconds=1-2", "bytes=-"])
      expect((await sound(range)).status).toBe(200);
  });

  it("is sent no other file, and none that is outside of the folder", async () => {
    const { folder } = fixture;
    await mkdir(join(folder, "links"));
    await writeFile(join(folder, "..", "outside.wav"), "RIFF");
    await symlink(join(folder, "..", "outside.wav"), join(folder, "links", "out.wav"));
    for (const path of [
      "calls.jsonl",
      "../outside.wav",
      "/etc/passwd",
      "links/out.wav",
      "audio/none.wav",
      "audio",
    ])
      expect([path, (await sound(undefined, path)).status]).toEqual([path, 400]);
  });

  it("plays a recording, and marks the turn that is heard, by mouse and by keyboard", async () => {
    const { page, show, screenshot } = fixture;
    await open(fixture, "Flower shop");
    const player = page.getByRole("region", { name: "Recording" });
    await player.getByText("Ann is").waitFor();
    expect(await player.locator("rect.span").count()).toBe(4);
    const now = page.locator('.reader li[aria-current="true"] .said');
    await page.getByRole("button", { name: "Hear turn 3" }).click();
    await now.getByText("Oh dear").waitFor();
    await page.locator("#main").focus();
    await page.keyboard.press(",");
    await now.getByText("My roses").waitFor();
    await page.keyboard.press(".");
    await now.getByText("Oh dear").waitFor();
    await page.keyboard.press("p");
    const at = (): Promise<number> =>
      player
        .locator("audio")
        .evaluate((element) => (element as unknown as { currentTime: number }).currentTime);
    const paused = await at();
    const slider = page.getByRole("slider", { name: "Who speaks when" });
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    expect(await at()).toBeLessThan(paused);
    expect(await slider.getAttribute("aria-valuetext")).toMatch(/^0:0\d of 0:\d\d/);
    // It goes on by itself: the last turn is heard in the end.
    await slider.click({ position: { x: ((await slider.boundingBox())?.width ?? 0) * 0.6, y: 10 } });
    await now.getByText("Thank you").waitFor();
    await page.locator('.reader li[aria-current="true"]').waitFor({ state: "detached" });
    expect(await axeViolations(page)).toEqual([]);
    await screenshot("player");
    await show("library");
  });

  it("fits a phone", async () => {
    const { page } = fixture;
    await page.setViewportSize({ width: 390, height: 844 });
    await open(fixture, "Flower shop");
    await page.getByRole("region", { name: "Recording" }).getByText("Ann is").waitFor();
    expect(await tooWide(page)).toEqual([]);
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  it("speaks a dialogue that nobody has heard yet, and tells what is in the way", async () => {
    const { page } = fixture;
    await open(fixture, "Nobody has heard me");
    const form = page.getByRole("form", { name: "Speak the dialogue" });
    await form.getByLabel("Room").selectOption("office");
    await form.getByRole("button", { name: "Speak it" }).click();
    const player = page.getByRole("region", { name: "Recording" });
    await player.getByText(/espeak: Cy is en-/).waitFor();
    await form.getByRole("button", { name: "Speak it again" }).waitFor();
    expect(fixture.complaints).toEqual([]);
  });
});

async function open({ page, show }: PlaygroundFixture, words: string): Promise<void> {
  await show("library");
  await page.getByLabel("Source").selectOption("calls.jsonl");
  await row(page, words).click();
  await page.getByRole("article", { name: "Dialogue" }).waitFor();
}

function row(page: Page, words: string) {
  return page.locator("table.dialogs tbody tr").filter({ hasText: words }).getByRole("button").first();
}
