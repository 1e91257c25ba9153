import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { loadDialog } from "@sdialog/core/fs";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { axeViolations } from "../../../tools/axe-violations.ts";
import { noBrowser } from "../../../tools/open-browser.ts";
import { type PlaygroundFixture, playgroundFixture } from "./testing/playground-fixture.ts";

const run = promisify(execFile);

describe.skipIf(noBrowser !== undefined)("stage", () => {
  let fixture: PlaygroundFixture;
  beforeAll(async () => {
    fixture = await playgroundFixture();
  });
  afterAll(() => fixture?.close());
  // A new visit: no takes, the first scene.
  beforeEach(async () => {
    const { page, playground } = fixture;
    await fetch(`${playground.url}/api/stage`, { method: "DELETE" });
    await page.goto(`${playground.url}/#stage`);
    await page.evaluate("localStorage.clear()");
    await page.reload();
    await page.getByRole("heading", { name: "Stage" }).waitFor();
  });

  const button = (name: string | RegExp): Locator => fixture.page.getByRole("button", { name, exact: true });
  const take = (title: RegExp): Locator => fixture.page.getByRole("region", { name: title });
  const said = (of: Locator): Promise<string[]> => of.locator(".turns .said").allTextContents();
  const over = (of: Locator): Promise<void> => of.getByText(/over: \d+ turns/).waitFor();

  it("waits before every turn when asked to, goes on turn by turn, and runs on", async () => {
    const { page } = fixture;
    await page.keyboard.press("n");
    await page.getByText("paused after 0 turns").waitFor();
    await page.keyboard.press("n");
    await page.getByText("paused after 1 turns").waitFor();
    await button("Next turn").click();
    await page.getByText("paused after 2 turns").waitFor();
    expect(await said(take(/^Take 1/))).toHaveLength(2);
    // On a button the space bar presses it.
    await page.locator("#main").focus();
    await page.keyboard.press("Space");
    await over(take(/^Take 1/));
    expect((await said(take(/^Take 1/))).length).toBeGreaterThan(4);
  });

  it("still has the conversations after the page was loaded anew", async () => {
    const { page } = fixture;
    await button("New conversation").click();
    await over(take(/^Take 1/));
    const before = await said(take(/^Take 1/));
    expect(before.length).toBeGreaterThan(3);
    await page.reload();
    await over(take(/^Take 1/));
    expect(await said(take(/^Take 1/))).toEqual(before);
    await button("Clear").click();
    await page.getByText("Nobody speaks yet.").waitFor();
  });

  it("stops where it is", async () => {
    const { page } = fixture;
    await page.keyboard.press("n");
    await page.getByText("paused after 0 turns").waitFor();
    await page.keyboard.press("n");
    await page.getByText("paused after 1 turns").waitFor();
    await page.keyboard.press("x");
    await page.getByText("over: 1 turns, cancelled").waitFor();
  });

  it("goes on from a turn with one thing changed, beside the original", async () => {
    const { page, screenshot } = fixture;
    await button("New conversation").click();
    await over(take(/^Take 1/));
    const original = await said(take(/^Take 1/));
    await button("Branch from turn 4").click();
    expect(await axeViolations(page)).toEqual([]);
    // Another seed is what is proposed.
    expect(await page.getByLabel("What is different").inputValue()).toBe("seed");
    expect(await page.getByLabel("Now").inputValue()).toBe("8");
    await page.getByLabel("Now").fill("11");
    await button("Go on from turn 4").click();
    await over(take(/^Take 2/));
    const branched = await said(take(/^Take 2/));
    expect(branched.slice(0, 4)).toEqual(original.slice(0, 4));
    expect(branched.slice(4)).not.toEqual(original.slice(4));
    expect(
      await take(/^Take 2/)
        .locator(".differs")
        .count(),
    ).toBeGreaterThan(0);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot("compare");
  });

  it("says the same again when nothing is changed", async () => {
    await button("New conversation").click();
    await over(take(/^Take 1/));
    await button("Branch from turn 3").click();
    const { page } = fixture;
    await page.getByLabel("Now").fill("7");
    await button("Go on from turn 3").click();
    await over(take(/^Take 2/));
    expect(await said(take(/^Take 2/))).toEqual(await said(take(/^Take 1/)));
  });

  it("takes other words for a turn and goes on from there", async () => {
    const { page } = fixture;
    await button("New conversation").click();
    await over(take(/^Take 1/));
    await button("Edit turn 2").click();
    await page.getByLabel("Turn 2", { exact: true }).fill("Two green teas for the terrace, please.");
    await button("Go on from here").click();
    await over(take(/^Take 2/));
    const [first, second, ...more] = await said(take(/^Take 2/));
    expect(first).toBe((await said(take(/^Take 1/)))[0]);
    expect(second).toBe("Two green teas for the terrace, please.");
    expect(more.length).toBeGreaterThan(0);
  });

  it("takes other words for a turn of a conversation that waits, and runs on from there", async () => {
    const { page } = fixture;
    await page.keyboard.press("n");
    await page.getByText("paused after 0 turns").waitFor();
    await page.keyboard.press("n");
    await page.getByText("paused after 1 turns").waitFor();
    await button("Edit turn 1").click();
    await page.getByLabel("Turn 1", { exact: true }).fill("We are closing in five minutes!");
    await button("Go on from here").click();
    await over(take(/^Take 2/));
    expect((await said(take(/^Take 2/)))[0]).toBe("We are closing in five minutes!");
    expect(
      await take(/^Take 1/)
        .getByText("over: 1 turns, cancelled")
        .count(),
    ).toBe(1);
  });

  it("lets a person talk as one of the participants", async () => {
    const { page, show } = fixture;
    await show("cast");
    await page.getByRole("region", { name: "Participant Bob" }).getByLabel("Played by").selectOption("me");
    await show("stage");
    await button("New conversation").click();
    await page.getByLabel("Say as Bob").fill("A slice of apple cake, please.");
    await page.keyboard.press("Enter");
    await take(/^Take 1/)
      .getByText("A slice of apple cake, please.")
      .waitFor();
    await page.getByLabel("Say as Bob").waitFor();
    await button("End the conversation").click();
    await page.getByText(/over: \d+ turns, stop signal/).waitFor();
    expect((await said(take(/^Take 1/)))[1]).toBe("A slice of apple cake, please.");
  });

  it("folds in the instructions of orchestrators, and writes the program that does it all again", async () => {
    const { page, show, folder } = fixture;
    await show("cast");
    await page
      .getByRole("region", { name: "Participant Alice" })
      .getByLabel("Add an orchestrator")
      .selectOption("InstructionListOrchestrator");
    const bob = page.getByRole("region", { name: "Participant Bob" });
    await bob.getByLabel("Noise").selectOption("typing");
    await bob.getByLabel("lookUpOrder").check();
    await bob.getByLabel("First utterance").fill('Good "morning"!');
    await button("Add a participant").click();
    await show("stage");
    await button("New conversation").click();
    await over(take(/^Take 1/));
    const instruction = take(/^Take 1/)
      .locator(".notes")
      .first();
    await instruction.getByText("instruction").first().click();
    await instruction.getByText("Greet the other side.").waitFor();
    await button("Branch from turn 4").click();
    await button("Go on from turn 4").click();
    await over(take(/^Take 2/));
    await page.keyboard.press("s");
    const path = await page.getByText(/^Saved as/).textContent();
    const saved = await loadDialog(join(folder, /Saved as (.*)\.\s*$/.exec(path ?? "")?.[1] ?? ""));
    await button("Show as code").click();
    await page.getByRole("dialog", { name: "The same in TypeScript" }).waitFor();
    const code = await page.locator("pre.code").textContent();
    await page.keyboard.press("Escape");

    // Inside the repository, so that the packages resolve; ignored by git. That such programs compile, programs.test.ts
    // shows for all of them at once.
    const project = resolve(".scratch", `playground-${process.pid}`);
    await mkdir(project, { recursive: true });
    await writeFile(join(project, "program.ts"), code ?? "");
    try {
      await run(process.execPath, ["--conditions=@sdialog/source", "program.ts"], { cwd: project });
      const again = JSON.parse(await readFile(join(project, "dialog.json"), "utf8")) as { turns: unknown };
      expect(again.turns).toEqual(JSON.parse(JSON.stringify(saved.turns)));
    } finally {
      await rm(project, { recursive: true, force: true });
    }
  });

  it("starts from a scene with one click, in which a simulated user talks to a chatbot at an address", async () => {
    const { page, show } = fixture;
    const bot = createServer((request, response) => {
      request.resume().on("end", () => {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ answer: "Your order A100 arrives on Thursday." }));
      });
    });
    await new Promise<void>((listening) => bot.listen(0, "127.0.0.1", listening));
    try {
      const { port } = bot.address() as AddressInfo;
      await show("cast");
      await button("Test a chatbot").click();
      const chatbot = page.getByRole("region", { name: "Participant Chatbot" });
      await chatbot.getByLabel("How it is reached").selectOption("webhook");
      await chatbot.getByLabel("Url").fill(`http://127.0.0.1:${port}/chat`);
      const user = page.getByRole("region", { name: "Participant Uma" });
      await user.getByLabel("Add an orchestrator").selectOption("impatience");
      expect(await axeViolations(page)).toEqual([]);
      await show("stage");
      await button("New conversation").click();
      await over(take(/^Take 1/));
      expect((await said(take(/^Take 1/)))[1]).toBe("Your order A100 arrives on Thursday.");
      const figures = await take(/^Take 1/)
        .locator(".turn .figures")
        .allTextContents();
      expect(figures[0]).toMatch(/^\d+ words?, \d+ tokens in, \d+ out, \d+(?:\.\d)? m?s, free$/);
      expect(figures[1]).toMatch(/^6 words, \d+(?:\.\d)? m?s$/);
      await button("Show as code").click();
      await page.getByRole("dialog", { name: "The same in TypeScript" }).waitFor();
      const code = await page.locator("pre.code").textContent();
      // As the demonstration model plays it.
      expect(code).toContain('dialogueDetails: "What you want: Find out when');
      await page.getByText("The demonstration model plays the simulated user").waitFor();
      expect(code).toContain(`chatbotOf({ type: "webhook", url: "http://127.0.0.1:${port}/chat" }`);
      await page.keyboard.press("Escape");
    } finally {
      bot.close();
    }
  });

  it("says what is wrong with a model, in words and with a way out", async () => {
    const { page, show } = fixture;
    await show("cast");
    await page
      .getByRole("region", { name: "Participant Alice" })
      .getByLabel("Model", { exact: true })
      .fill("openia:gpt-4.1");
    await show("stage");
    await button("New conversation").click();
    await page
      .getByRole("alert")
      .getByText(/openia/)
      .waitFor();
  });
});
