import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { loadDialog, saveDialog } from "@sdialog/core/fs";
import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { definePersona } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Agent } from "./agent/agent.ts";

/** SDialog's tutorial on dialogues between two agents, step by step. */
class Persona extends definePersona("Persona", {
  name: z.string().default(""),
  role: z.string().default(""),
  background: z.string().default(""),
  personality: z.string().default(""),
  circumstances: z.string().default(""),
  rules: z.string().default(""),
}) {}

const bobPersona = new Persona({
  name: "Bob",
  role: "great dad",
  circumstances: "Your daughter will talk to you",
  background: "Computer Science PhD.",
  personality: "an extremely happy person that likes to help people",
});
const alicePersona = new Persona({
  name: "Alice",
  role: "lovely daughter",
  circumstances: "Your birthday is getting closer and you are talking with your dad to organize the party.",
});

/** Says something of its own for every seed and thread; its bearer ends when it may and has said enough. */
const talkative = () =>
  scriptedModel(({ messages, seed }: ChatRequest) => {
    const own = messages.filter(({ role }) => role === "assistant").length;
    const mayEnd = messages[0]?.content.includes("STOP") === true;
    return `Message ${own + 1} of ${seed}.${mayEnd && own >= 3 ? " STOP" : ""}`;
  });

describe("the tutorial", () => {
  const bob = new Agent({ persona: bobPersona, model: talkative(), canFinish: false });
  const alice = new Agent({ persona: alicePersona, model: talkative(), canFinish: false });
  const finishing = alice.clone({ canFinish: true });

  it("defines a persona that describes itself", () => {
    expect(String(bobPersona).split("\n")).toEqual([
      "Your name: Bob",
      "Your role: great dad",
      "Your background: Computer Science PhD.",
      "Your personality: an extremely happy person that likes to help people",
      "Your circumstances: Your daughter will talk to you",
    ]);
  });

  it("lets a persona describe itself in other words", () => {
    class CustomPersona extends definePersona("CustomPersona", {
      name: z.string().default(""),
      role: z.string().default(""),
    }) {
      override describe(): string {
        return `Your awesome name is ${this.name} and your awesome role is being a ${this.role}`;
      }
    }
    const awesome = new CustomPersona({ name: "Bob", role: "great dad" });
    expect(String(awesome)).toBe("Your awesome name is Bob and your awesome role is being a great dad");
    expect(new Agent({ persona: awesome }).prompt()).toContain(String(awesome));
  });

  it("talks to an agent, which remembers", async () => {
    const model = scriptedModel(["Hello, sweetheart!", "Of course!", "Absolutely!"]);
    const dad = bob.clone({ model });
    expect(await dad.respond("Hi dad!")).toBe("Hello, sweetheart!");
    expect(await dad.respond("I need your help with my birthday")).toBe("Of course!");
    expect(await dad.respond("I want it to be about Lord of The Rings")).toBe("Absolutely!");
    expect(model.requests[2]?.messages.map(({ role }) => role).join()).toBe(
      "system,user,assistant,user,assistant,user",
    );
  });

  it("has two agents talk for as long as they are let, and says that nobody ended it", async () => {
    const dialog = await alice.talkWith(bob, { maxTurns: 20 });
    expect(dialog).toMatchObject({ length: 20, complete: false, stopReason: "max_turns" });
    expect(dialog.speakers()).toEqual(["Alice", "Bob"]);
    expect(dialog.personas).toMatchObject({ Alice: { role: "lovely daughter" }, Bob: { role: "great dad" } });
    expect(dialog.format()).toContain(`[seed] ${dialog.seed}`);
  });

  it("lets Alice end it, and Bob say goodbye", async () => {
    const dialog = await finishing.talkWith(bob, { maxTurns: 20 });
    expect(dialog).toMatchObject({ length: 8, complete: true, stopReason: "stop_signal" });
    expect(dialog.toString()).not.toContain("STOP");
  });

  it("opens with one of the given utterances, each in its turn", async () => {
    const openings = ["Hi dad!", "Hello Dad, how are you?"];
    const opening = finishing.clone({ firstUtterance: openings });
    const first = async (seed: number) => (await opening.talkWith(bob, { seed, maxTurns: 2 })).turns[0]?.text;
    const said = await Promise.all(Array.from({ length: 20 }, (_, seed) => first(seed)));
    expect(new Set(said)).toEqual(new Set(openings));
    expect(opening.name).toBe("Alice");
    expect(finishing.options.firstUtterance).toBeUndefined();
  });

  it("gives the same dialogue again under the seed that was printed", async () => {
    const dialog = await finishing.talkWith(bob);
    const again = await finishing.talkWith(bob, { seed: dialog.seed as number });
    expect(again.toString()).toBe(dialog.toString());
    expect(again.id).toBe(dialog.id);
    expect((await finishing.talkWith(bob, { seed: 1 })).toString()).not.toBe(dialog.toString());
  });

  it("changes Bob's personality without changing Bob", async () => {
    const shy = bobPersona.clone({ personality: "really shy, does not like to talk or to help anyone" });
    const badBob = bob.clone({ persona: shy, name: "Bad Bob" });
    const dialog = await finishing.talkWith(badBob, { seed: 1 });
    expect(dialog.speakers()).toEqual(["Alice", "Bad Bob"]);
    expect(dialog.personas?.["Bad Bob"]).toMatchObject({ name: "Bob", personality: shy.personality });
    expect(bob.prompt()).toContain("extremely happy");
    expect(badBob.prompt()).toContain("really shy");
  });

  it("shows the prompt that is used", async () => {
    const model = talkative();
    const asked = bob.clone({ model });
    await finishing.talkWith(asked, { seed: 1, maxTurns: 2 });
    expect(model.requests[0]?.messages[0]?.content).toBe(asked.prompt());
    expect(asked.prompt()).toMatch(
      /The character you play:\n[\s\S]*Your role: great dad[\s\S]*\n\nHow your messages should sound:\n/,
    );
  });

  it("makes one dialogue per scenario, seeded by its id, and only those that are missing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tutorial-"));
    const generate = async () => {
      for (const id of [1, 2, 5100]) {
        if ((await readdir(folder)).includes(`${id}.json`)) continue;
        const dialog = await finishing.dialogWith(bob, { id, seed: id });
        await saveDialog(dialog, join(folder, `${id}.txt`));
        await saveDialog(dialog, join(folder, `${id}.json`));
      }
    };
    await generate();
    const before = await loadDialog(join(folder, "2.json"));
    expect(before).toBeInstanceOf(Dialog);
    expect(before).toMatchObject({ id: 2, seed: 2 });
    await generate();
    expect((await loadDialog(join(folder, "2.json"))).toJSON()).toEqual(before.toJSON());
    expect((await readdir(folder)).sort()).toEqual([
      "1.json",
      "1.txt",
      "2.json",
      "2.txt",
      "5100.json",
      "5100.txt",
    ]);
    await rm(folder, { recursive: true });
  });
});

describe("what else agents of the library are known to do", () => {
  const reply = (text: string) => scriptedModel(() => text);

  it("post-process what one of them says and nothing of the other", async () => {
    const loud = new Agent({
      name: "A",
      model: reply("hi"),
      postprocess: (text) => `${text.toUpperCase()}!`,
    });
    const dialog = await loud.dialogWith(new Agent({ name: "B", model: reply("hi") }), { maxTurns: 4 });
    expect(dialog.turns.map(({ text }) => text)).toEqual(["HI!", "hi", "HI!", "hi"]);
  });

  it("read example dialogues, their own or the conversation's, and forget the conversation's", async () => {
    const example = new Dialog({ turns: [{ speaker: "X", text: "A very special example" }] });
    const model = reply("hi");
    const agent = new Agent({ name: "A", persona: "p", model });
    const other = new Agent({ name: "B", model: reply("hi") });
    await agent.dialogWith(other, { exampleDialogs: [example], maxTurns: 1 });
    await agent.dialogWith(other, { maxTurns: 1 });
    const prompts = model.requests.map(({ messages }) => messages[0]?.content ?? "");
    expect(prompts.map((prompt) => prompt.includes("A very special example"))).toEqual([true, false]);
    expect(agent.clone({ exampleDialogs: [example] }).prompt()).toContain("A very special example");
  });

  it("are plain chat models without a persona", async () => {
    const model = reply("hi");
    expect(new Agent({ model }).prompt()).toBe("");
    await new Agent({ model }).respond("Hello");
    expect(model.requests[0]?.messages).toEqual([{ role: "user", content: "Hello" }]);
  });
});
