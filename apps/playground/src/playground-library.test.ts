import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog, Random } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { runRecipe, runStatus } from "@sdialog/runner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations } from "../../../tools/axe-violations.ts";
import { noBrowser } from "../../../tools/open-browser.ts";
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

/** A dialogue in which everything happened that can be folded in. */
const happened = (action: string, actionLabel: string | null, content: unknown) => ({
  agent: "Support",
  action,
  actionLabel,
  content,
  timestamp: 1,
});
const eventful = new Dialog({
  personas: { Support: { name: "Support", circumstances: "night shift", gender: "" } },
  context: { location: "a call centre" },
  turns: [
    { speaker: "Guest", text: "Where is order A100?" },
    { speaker: "Support", text: "On its way." },
  ],
  events: [
    { ...happened("utter", null, "Where is order A100?"), agent: "Guest" },
    happened("instruct", "brief", "Be brief."),
    happened("think", null, "I should look it up."),
    happened("tool", "call", { name: "look_up_order", input: { order_id: "A100" } }),
    happened("tool", "output", { status: "shipped" }),
    happened("guard", "not-empty", { reason: "empty", detail: "the reply was empty" }),
    happened("utter", null, "On its way."),
  ],
});

const recipe = {
  kind: "dialogues",
  name: "cafe",
  count: 3,
  seed: 3,
  model: "local:pocket",
  maxTurns: 4,
  concurrency: 1,
  personas: [
    { name: "Alice", role: "barista" },
    { name: "Bob", role: "customer" },
  ],
};

describe.skipIf(noBrowser !== undefined)("library and evaluation", () => {
  let fixture: PlaygroundFixture;
  beforeAll(async () => {
    fixture = await playgroundFixture();
    await saveDialogs(dialogs.slice(0, 20), join(fixture.folder, "morning.jsonl"));
    await saveDialogs([eventful], join(fixture.folder, "eventful.jsonl"));
    await saveDialogs(dialogs.slice(20), join(fixture.folder, "evening.jsonl"));
  });
  afterAll(() => fixture?.close());

  it("finds, reads, rates and annotates dialogues, in their file", async () => {
    const { page, show, folder, screenshot } = fixture;
    await show("library");
    await page.getByText("41 of 41 dialogues").waitFor();
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
    expect(annotated.filter((each) => each !== null)).toEqual([
      { rating: 4, scores: { me: { overall: 4 } }, labels: ["polite", "short"] },
    ]);
  });

  it("is rated with the keys, by a rubric, by several people, whose agreement is told", async () => {
    const { page, show, folder } = fixture;
    await show("library");
    await page.getByLabel("Source").selectOption("evening.jsonl");
    await page.getByText("20 of 20 dialogues").waitFor();
    const saved = () => page.waitForResponse("**/api/library/dialogs?*");
    const rate = async (...keys: string[]): Promise<void> => {
      for (const key of keys) {
        const listed = saved();
        await page.keyboard.press(key);
        await listed;
      }
    };
    const shown = (at: number) => page.locator(`table.dialogs tbody tr:nth-child(${at}).opened`).waitFor();
    await page.locator("#main").focus();
    await page.keyboard.press("j");
    await shown(1);
    await page.getByText("Who rates, and by what", { exact: true }).click();
    await page.getByLabel("Your name").fill("Ann");
    await page.getByLabel("Rubric").fill("natural: as people talk");
    await page.locator("#main").focus();
    // Overall, then natural; the next dialogue begins with overall again.
    await rate("4", "2");
    await page.keyboard.press("j");
    await shown(2);
    await rate("1", "3", "0");
    await page.getByText("Who rates, and by what", { exact: true }).click();
    await page.getByLabel("Your name").fill("Bo");
    await page.locator("#main").focus();
    await page.keyboard.press("k");
    await shown(1);
    await rate("4");
    await page.keyboard.press("j");
    await shown(2);
    await rate("5");
    const lines = (await readFile(join(folder, "evening.jsonl"), "utf8")).trim().split("\n");
    expect(
      lines.slice(0, 2).map((line) => (JSON.parse(line) as { annotations: unknown }).annotations),
    ).toEqual([
      { rating: 4, scores: { Ann: { overall: 4, natural: 2 }, Bo: { overall: 4 } } },
      { rating: 5, scores: { Ann: { natural: 3 }, Bo: { overall: 5 } } },
    ]);
    await page.getByRole("button", { name: "Agreement" }).click();
    const agreement = page.getByRole("dialog", { name: "Agreement between raters" });
    await agreement.getByText("Dialogues rated by two or more").waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByLabel("Sorted").selectOption("best first");
    await page.getByLabel("Rated", { exact: true }).selectOption("not yet by me");
    await page.getByText("18 of 20 dialogues").waitFor();
    await page.getByRole("button", { name: "Close" }).click();
  });

  it("shows where a text stands, and who talks in which situation", async () => {
    const { page, show } = fixture;
    await show("library");
    await page.getByLabel("Source").selectOption("eventful.jsonl");
    await page.getByLabel("Text", { exact: true }).fill("HIS way");
    await page.getByText("0 of 1 dialogues").waitFor();
    await page.getByLabel("Text", { exact: true }).fill("ITS way");
    expect(await page.locator(".snippet").textContent()).toBe("Support: On its way.");
    expect(await page.locator(".snippet mark").textContent()).toBe("its way");
    await page.locator(".snippet").click();
    const characters = page.getByRole("complementary", { name: "Who talks, and where" });
    await characters.getByText("night shift").waitFor();
    expect(await characters.textContent()).toContain("Situationlocationa call centre");
    await page.getByLabel("Source").selectOption("");
  });

  it("folds in instructions, thoughts, tool calls and refused drafts", async () => {
    const { page, show } = fixture;
    await show("library");
    await page.getByLabel("Source").selectOption("eventful.jsonl");
    await page.getByRole("button", { name: "Where is order A100?" }).click();
    const notes = page.locator(".reader .notes");
    expect(await notes.locator("summary").textContent()).toBe(
      "instruction, thought, tool call, tool result, guard",
    );
    expect(await notes.getByText("I should look it up.").isVisible()).toBe(false);
    await notes.locator("summary").click();
    for (const text of [
      "Be brief.",
      "I should look it up.",
      "look_up_order",
      "shipped",
      "the reply was empty",
    ])
      expect(await notes.getByText(text).first().isVisible()).toBe(true);
    await page.getByLabel("Source").selectOption("");
  });

  it("goes on from a turn of a dialogue in the library", async () => {
    const { page, show } = fixture;
    await show("library");
    await page.locator("table.dialogs button.link").nth(3).click();
    await page.getByRole("button", { name: "Continue on the stage" }).click();
    await page.getByRole("button", { name: "Branch from turn 2" }).click();
    await page.getByRole("button", { name: "Go on from turn 2" }).click();
    const take = page.getByRole("region", { name: /^Take 2/ });
    await take.getByText(/over: \d+ turns/).waitFor();
    expect(await take.locator(".turns .said").count()).toBeGreaterThan(2);
  });

  it("compares sets by metrics, with table, plots, report and program", async () => {
    const { page, show, screenshot } = fixture;
    await show("evaluate");
    await page.getByLabel("morning.jsonl").check();
    await page.getByLabel("evening.jsonl").check();
    await page.getByLabel("Compare the others with").selectOption("morning");
    await page.getByLabel("Find a metric").fill("word-count");
    await page.getByLabel(/^Words words/).check();
    await page.getByLabel("Find a metric").fill("");
    await page.getByText("How long and by whom (3 of").waitFor();
    await page.getByRole("button", { name: "Evaluate", exact: true }).click();
    const row = page.getByRole("row", { name: /Turns, mean \(turns per dialogue\)/ });
    await row.waitFor();
    const words = (some: readonly Dialog[]): number =>
      some.reduce((sum, each) => sum + each.wordCount(), 0) / 20;
    const cells = await page
      .getByRole("row", { name: /Words, mean/ })
      .locator("td")
      .allTextContents();
    expect(cells.map((cell) => Number.parseFloat(cell))).toEqual([
      Number(words(dialogs.slice(0, 20)).toPrecision(4)),
      Number(words(dialogs.slice(20)).toPrecision(4)),
    ]);
    expect(cells[1]).toContain("p ");
    const plot = page.getByRole("img", { name: /Plot of .*word-count/ });
    await plot.waitFor();
    await expect
      .poll(() => plot.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(100);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot("evaluate");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download the report" }).click(),
    ]);
    expect(await readFile(await download.path(), "utf8")).toContain("Comparison of morning and evening");
    await page.getByRole("button", { name: "Show as code" }).click();
    await page.getByRole("dialog", { name: "The same in TypeScript" }).waitFor();
    expect(await page.locator("pre.code").textContent()).toContain(
      '{ morning: ["morning.jsonl"], evening: ["evening.jsonl"] }',
    );
    await page.keyboard.press("Escape");
  });

  it("tells simulated users from people, in what and by which words", async () => {
    const { page, show, folder, screenshot } = fixture;
    const talk = (name: string, said: readonly string[]) =>
      saveDialogs(
        Array.from({ length: 16 }, (_none, id) => {
          const random = new Random(name).fork(id);
          const texts = random.sample(said, random.integer(2, 4));
          const turns = texts.flatMap((text) => [
            { speaker: "Customer", text },
            { speaker: "Shop", text: "I see." },
          ]);
          return new Dialog({ id: `${name} ${id}`, turns });
        }),
        join(folder, `${name}.jsonl`),
      );
    const people = ["wheres my chair", "ok", "since when", "no", "hm not sure", "why?"];
    await talk("people", people);
    await talk("simulated", [
      "Thank you so much for your kind help, I would like to know where my order is, please.",
      "That sounds wonderful, thank you very much for the detailed information about my chair.",
      "Thank you, I appreciate your patience, and please let me know whether there is anything else.",
      "Hello! I ordered a chair last week, and I would be grateful if you could look into it for me.",
    ]);
    await show("evaluate");
    await page.getByLabel("What is compared").selectOption("realism");
    await page.getByRole("button", { name: "Compare", exact: true, disabled: true }).waitFor();
    await page.getByLabel("People", { exact: true }).selectOption("source:people.jsonl");
    await page.getByLabel("Simulated users", { exact: true }).selectOption("source:simulated.jsonl");
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByText("Speakers: Customer, Shop").waitFor();
    await page.getByLabel("Who the user is").fill("Customer");
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    const found = page.getByRole("region", { name: "How much they behave like people" });
    await found.getByText("A classifier tells them from people.").waitFor();
    expect(await found.getByText(/^people .*, yours /).count()).toBe(3);
    const words = await found
      .getByRole("row", { name: /words per turn/ })
      .locator("td")
      .allTextContents();
    expect(Number.parseFloat(words[0] ?? "")).toBeLessThan(3);
    expect(Number.parseFloat(words[1] ?? "")).toBeGreaterThan(12);
    expect(await found.getByRole("row").count()).toBe(1 + 4 + 19);
    const shown = await found.locator(".quoted.people blockquote").allTextContents();
    expect(shown.length).toBeGreaterThan(0);
    expect(people).toEqual(expect.arrayContaining(shown));
    expect(await found.locator(".quoted.simulated blockquote").first().textContent()).toMatch(/[Tt]hank you/);
    for (const theme of ["light", "dark"]) {
      await page.evaluate((name) => {
        const { document } = globalThis as unknown as {
          document: { documentElement: { dataset: Record<string, string> } };
        };
        document.documentElement.dataset["theme"] = name;
      }, theme);
      expect(await axeViolations(page), theme).toEqual([]);
      await screenshot(`realism-${theme}`);
    }
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download the report" }).click(),
    ]);
    expect(await readFile(await download.path(), "utf8")).toContain("Do they behave like people?");
    // People without words of their own are numbers that come along.
    await page.getByLabel("People", { exact: true }).selectOption("reference:star");
    await page.getByRole("button", { name: "Show as code" }).click();
    await page.getByRole("dialog", { name: "The same in TypeScript" }).waitFor();
    expect(await page.locator("pre.code").textContent()).toContain('await loadReference("star")');
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("button", { name: "Compare", exact: true }).waitFor();
    await page.getByLabel("What is compared").selectOption("sets");
  });

  it("shows runs, goes on with one, and opens its dialogues", async () => {
    const { page, show, folder, screenshot } = fixture;
    const out = join(folder, "cafe-run");
    const stop = new AbortController();
    await runRecipe(recipe, {
      out,
      signal: stop.signal,
      onEvent: (event) => (event.type === "task" ? stop.abort() : undefined),
    });
    const before = await runStatus(out);
    expect(before.pending).toBeGreaterThan(0);
    await show("runs");
    await page.getByRole("button", { name: "cafe-run" }).click();
    await page.getByRole("button", { name: "Go on" }).click();
    await page
      .getByRole("row", { name: /cafe-run/ })
      .getByText("complete")
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await screenshot("runs");
    const details = page.getByRole("region", { name: "Run cafe-run" });
    await details.getByRole("heading", { name: "Why dialogues ended" }).waitFor();
    expect(await details.locator(".counts meter").first().getAttribute("aria-label")).toMatch(/^\w+: [1-3]$/);
    expect((await runStatus(out)).done).toBe(3);
    await page.getByRole("button", { name: "Show as code" }).click();
    await page.getByRole("dialog", { name: "The same in TypeScript" }).waitFor();
    expect(await page.locator("pre.code").textContent()).toContain('runRecipe(recipe, { out: "cafe-run" })');
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Read its dialogues" }).click();
    await page.getByText("3 of 3 dialogues").waitFor();
    await page.keyboard.press("j");
    await page.getByLabel("5", { exact: true }).first().check();
    await page.getByText(/Saved in cafe-run/).waitFor();
    // The run is still a run: its results were not lost by being annotated.
    expect((await runStatus(out)).done).toBe(3);
  });

  it("makes many dialogues of the cast, and says what a run cannot have", async () => {
    const { page, show, folder } = fixture;
    await show("cast");
    const fill = async (name: string): Promise<void> => {
      await page.getByRole("button", { name: "Make many" }).click();
      await page.getByLabel("Name of the run").fill(name);
      await page.getByLabel("Dialogues").fill("2");
    };
    const make = async (name: string): Promise<void> => {
      await fill(name);
      await page.getByRole("button", { name: "Make them" }).click();
    };
    await fill("many");
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Make them" }).click();
    await page.getByRole("row", { name: /^many/ }).getByText("complete").waitFor();
    const lines = (await readFile(join(folder, "many", "dialogues.jsonl"), "utf8")).trim().split("\n");
    expect(lines.map((line) => Object.keys((JSON.parse(line) as { personas: object }).personas))).toEqual(
      Array.from({ length: 2 }, () => ["Alice", "Bob"]),
    );
    await show("cast");
    await make("many");
    await page.getByText('There is a run called "many" already').waitFor();
    await page.getByRole("region", { name: "Participant Bob" }).getByLabel("calculate").check();
    await make("other");
    await page.getByText("A run has no tools").waitFor();
  });

  it("asked nobody else for anything, and made no error", () => {
    expect(fixture.complaints).toEqual([]);
  });
});
