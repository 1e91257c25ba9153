import { Dialog, InvalidArgumentError } from "@sdialog/core";
import { StructuredOutputError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Paraphraser, type PlanParaphrasesOptions } from "./paraphraser.ts";
import { protectedParts } from "./protected-parts.ts";

const clock = () => new Date("2026-11-20T10:00:00Z");
const dialog = new Dialog({
  id: "d",
  turns: [
    { speaker: "Ann", text: "Hi, two lattes for {name}.", act: "order" },
    { speaker: "Bo", text: "That is 7.50, see https://x.org/menu." },
    { speaker: null, text: "Thanks!" },
  ],
  events: [
    { agent: "Ann", action: "think", content: "hm", timestamp: 1 },
    { agent: "Ann", action: "utter", content: "Hi, two lattes for {name}.", timestamp: 1 },
    { agent: "Bo", action: "utter", content: "That is 7.50, see https://x.org/menu.", timestamp: 2 },
    { agent: null, action: "utter", content: "Thanks!", timestamp: 3 },
  ],
});
const texts = [
  "Hello, {name} would like two lattes.",
  "7.50 please; details at https://x.org/menu.",
  "Cheers!",
];
const answer = (...numbers: readonly number[]) =>
  JSON.stringify({ turns: numbers.map((number) => ({ number, text: texts[number - 1] })) });

describe("Paraphraser", () => {
  it("rewords a whole dialogue and keeps everything else", async () => {
    const model = scriptedModel([answer(3, 1, 2)]);
    const reworded = await new Paraphraser({ model, temperature: 1 }).paraphrase(dialog, { seed: 4, clock });
    expect(reworded.turns).toEqual(dialog.turns.map((turn, index) => ({ ...turn, text: texts[index] })));
    expect(reworded).toMatchObject({
      parentId: "d",
      seed: 4,
      timestamp: "2026-11-20T10:00:00Z",
      model: { name: "scripted:test", temperature: 1 },
    });
    expect(reworded.id).not.toBe("d");
    const named = new Paraphraser({ model: scriptedModel([answer(1, 2, 3)]) }).paraphrase(dialog, {
      id: "mine",
    });
    expect((await named).id).toBe("mine");
    expect(reworded.events?.map(({ content }) => content)).toEqual(["hm", ...texts]);
    expect(model.requests[0]).toMatchObject({ temperature: 1 });
  });

  it("rewords one speaker, with the whole dialogue in view", async () => {
    const model = scriptedModel([answer(2)]);
    const paraphraser = new Paraphraser({ model, targetSpeaker: "bo" });
    const reworded = await paraphraser.paraphrase(dialog);
    expect(reworded.turns.map(({ text }) => text)).toEqual([dialog.turns[0]?.text, texts[1], "Thanks!"]);
    const prompt = model.requests[0]?.messages.at(-1)?.content;
    expect(prompt).toContain("two lattes");
    expect(prompt).toContain("Reword turn 2 only.");
    expect(paraphraser.prompt(dialog).at(-1)).toEqual(model.requests[0]?.messages.at(-1));
    await expect(paraphraser.paraphrase(dialog, { targetSpeaker: "Zoe" })).rejects.toThrow(
      InvalidArgumentError,
    );
  });

  it("goes turn by turn, each seeing the new wording before it and nothing after", async () => {
    const model = scriptedModel([answer(1), answer(2), answer(3)]);
    const paraphraser = new Paraphraser({ model, turnByTurn: true, instructions: ["Be brief."] });
    const reworded = await paraphraser.paraphrase(dialog, { seed: 1 });
    expect(reworded.turns.map(({ text }) => text)).toEqual(texts);
    const prompts = model.requests.map(({ messages }) => messages.at(-1)?.content ?? "");
    expect(prompts[1]).toContain("Hello, {name} would like");
    expect(prompts[1]).not.toContain("Thanks!");
    expect(model.requests[0]?.messages[0]?.content).toContain("Be brief.");
    expect(new Set(model.requests.map(({ seed }) => seed)).size).toBe(3);
  });

  it.each([
    ["a missing turn", answer(1, 2), "turn 3 must be there once, not 0 times"],
    ["a turn too many", answer(1, 2, 3, 3), "turn 3 must be there once, not 2 times"],
    [
      "a turn nobody asked for",
      JSON.stringify({ turns: [1, 2, 3, 9].map((number) => ({ number, text: texts[number - 1] ?? "x" })) }),
      "turn 9 was not asked for",
    ],
    ["a lost number", answer(1, 2, 3).replace("7.50", "Seven fifty"), "turn 2 must keep 7.50 as written"],
    ["a lost placeholder", answer(1, 2, 3).replace("{name}", "Jo"), "turn 1 must keep {name} as written"],
    ["an empty text", answer(1, 2, 3).replace("Cheers!", " "), "without text"],
  ])("sends %s back", async (_what, wrong, problem) => {
    const model = scriptedModel([wrong, answer(1, 2, 3)]);
    await new Paraphraser({ model }).paraphrase(dialog);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain(problem);
    await expect(
      new Paraphraser({ model: scriptedModel([wrong]), retries: 0 }).paraphrase(dialog),
    ).rejects.toThrow(StructuredOutputError);
  });

  it("shows what a turn alone is asked for when it goes turn by turn", async () => {
    const model = scriptedModel([answer(2)]);
    const paraphraser = new Paraphraser({ model, turnByTurn: true, targetSpeaker: "Bo" });
    const [, shown] = paraphraser.prompt(dialog);
    expect(shown?.content).not.toContain("Thanks!");
    await paraphraser.paraphrase(dialog);
    expect(model.requests[0]?.messages.at(-1)).toEqual(shown);
  });

  it("rewords as many dialogues as it is told, each under a seed of its own, and closes where they are kept", async () => {
    const dialogs = ["a", "b", "c"].map((id) => dialog.clone({ id }));
    let closed = 0;
    const stored = {
      count: dialogs.length,
      get: async (index: number) => dialogs[index] as Dialog,
      close: async () => {
        closed++;
      },
    };
    const made = (options: PlanParaphrasesOptions) =>
      Array.fromAsync(new Paraphraser({ model: scriptedModel(() => answer(1, 2, 3)) }).generate(options));
    const all = await made({ dialogs, seed: 1 });
    expect(all.map(({ parentId }) => parentId)).toEqual(["a", "b", "c"]);
    expect(new Set(all.map(({ seed }) => seed)).size).toBe(3);
    for (const [count, expected] of [
      [2, ["a", "b"]],
      [9, ["a", "b", "c"]],
    ] as const) {
      const some = await made({ dialogs: stored, count, seed: 1 });
      expect(some.map(({ parentId }) => parentId)).toEqual(expected);
      expect(some.map(({ seed }) => seed)).toEqual(all.slice(0, expected.length).map(({ seed }) => seed));
    }
    expect(closed).toBe(2);
  });

  it.each([
    ["Ann", "Reword turn 1 only."],
    ["Bo", "Reword turn 2 only."],
    ["Cy", "Reword turns 3, 4 only."],
    [undefined, "Reword every turn."],
  ])("says which turns of %s are reworded", (targetSpeaker, words) => {
    const said = ["Ann", "Bo", "Cy", "CY"].map((speaker) => ({ speaker, text: "Hi." }));
    const [, user] = new Paraphraser({ targetSpeaker }).prompt(new Dialog({ turns: said }));
    expect(user?.content).toContain(words);
  });

  it("drops events that do not match the turns, and asks nothing about silence", async () => {
    const silent = new Dialog({
      turns: [{ speaker: "Ann", text: " " }],
      events: [{ agent: "Ann", action: "utter", content: "x", timestamp: 1 }],
    });
    const reworded = await new Paraphraser({ model: scriptedModel([]) }).paraphrase(silent);
    expect(reworded.turns).toEqual(silent.turns);
    expect(reworded.events).toBeNull();
  });
});

describe("protectedParts", () => {
  it("finds what must stay as it is", () => {
    expect(
      protectedParts("Mail a.b@c.org or see (https://x.org/a?b=1). <b> [X] {y} `z` at 10:30, 1,000.50!"),
    ).toEqual(["https://x.org/a?b=1", "a.b@c.org", "<b>", "[X]", "{y}", "`z`", "1", "10:30", "1,000.50"]);
    expect(protectedParts("Nothing special here.")).toEqual([]);
  });
});
