import { alternate } from "@sdialog/agents";
import { endClass } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import type { Experience, ExperiencePersona } from "./experience.ts";
import { groupChat, type GroupChatOptions } from "./group-chat.ts";
import { seedExperience } from "./seed-experience.ts";

/** Everything the selector and the people are told in a chat of two messages. */
async function toldIn(
  personas: readonly ExperiencePersona[],
  options: GroupChatOptions = {},
): Promise<{ readonly selector: string; readonly people: readonly string[] }> {
  const selector: string[] = [];
  const people: string[] = [];
  const model = scriptedModel(({ messages, output }) => {
    const told = messages.map(({ content }) => content).join("\n");
    (output === undefined ? people : selector).push(told);
    return output === undefined ? "I see." : (personas[people.length % personas.length]?.name ?? "");
  });
  const experience: Experience = { ...seedExperience, personas: [...personas] };
  await groupChat(experience, { model, maxTurns: 3, ...options }).run({ seed: 1 });
  return { selector: selector.join("\n"), people };
}

const [marta, idris] = seedExperience.personas as [ExperiencePersona, ExperiencePersona];

describe("groupChat", () => {
  it("tells everybody who they are, field by field, and nobody what is not known", async () => {
    const { people } = await toldIn([marta, { name: "Zed", age: 20, speech_style: "" }]);
    const [first = "", second = ""] = people;
    for (const line of [
      "Your name: Marta Olsen",
      "Your age: 41",
      "Your qualities: practical; warm; a little bossy",
      "Your work: runs a bicycle repair shop",
      "Your hobbies: sea swimming; baking rye bread",
      "Your recent memories: repaired a cargo bike for a neighbour who could not pay; read that the street will be closed to cars",
      "Your long term memories: grew up in a village where everyone shared tools",
    ])
      expect(first).toContain(line);
    expect(first).not.toContain("Zed, 20");
    expect(second).toContain("Your name: Zed\nYour age: 20");
    expect(second).not.toMatch(/undefined|Your (work|hobbies|speech style|lifestyle|memory)/);
  });

  it("tells who chooses the speaker what each person is like, in a line", async () => {
    const plain = { name: "Zed", description: "a stranger from the sea" };
    const { selector } = await toldIn([marta, { ...idris, age: undefined, qualities: undefined }, plain]);
    expect(selector).toContain("41 years old; runs a bicycle repair shop; practical, warm, a little bossy");
    expect(selector).toContain("Idris Bah: delivers parcels by van");
    expect(selector).toContain("a stranger from the sea");
    expect(selector).not.toContain("undefined");
  });

  it("tells who chooses the speaker the scene that the people are told", async () => {
    const { selector, people } = await toldIn([marta, idris]);
    for (const told of [seedExperience.situation, seedExperience.relations, seedExperience.topic]) {
      expect(selector).toContain(told);
      expect(people[0]).toContain(told);
    }
  });

  it.each([
    "Your name: Marta Olsen\nYour age: 41",
    "Your qualities: warm. So, what do you think?",
    "Hobbies: sea swimming\nHi there.",
    `Topics: ${seedExperience.topic}`,
    `Circumstances: ${seedExperience.situation}`,
    `Participants shared knowledge: ${seedExperience.relations} And you?`,
    "assistant: I have seen it",
  ])("refuses who recites what it was told: %j", async (text) => {
    const chat = groupChat(seedExperience, {
      model: scriptedModel(() => text),
      turnTaking: alternate(),
      opener: "silent",
      retries: 0,
    });
    const dialog = await chat.run({ seed: 1 });
    expect([dialog.turns, dialog.stopReason]).toEqual([[], "role_leak"]);
  });

  it.each(["Moderator", "Narrator", "Marta Olsen", "Assistant"])(
    "lets nobody speak for %s",
    async (other) => {
      const chat = groupChat(seedExperience, {
        model: scriptedModel(() => `I think so.\n${other}: And I do not.`),
        turnTaking: alternate(),
        opener: "silent",
        maxTurns: 2,
      });
      for (const { text, speaker } of (await chat.run({ seed: 1 })).turns)
        if (speaker !== other) expect(text).toBe("I think so.");
    },
  );

  it("is complete when it has its turns, unless a message breaks off", async () => {
    const held = (finishReason: "stop" | "length") =>
      groupChat(seedExperience, {
        model: scriptedModel(({ seed }) => ({ text: `Point ${seed}: there is more to say.`, finishReason })),
        turnTaking: alternate(),
        maxTurns: 3,
      }).run({ seed: 1 });
    const dialog = await held("stop");
    expect([dialog.stopReason, dialog.complete, endClass(dialog)]).toEqual(["max_turns", true, "ok"]);
    const broken = await held("length");
    expect([broken.stopReason, broken.complete, endClass(broken)]).toEqual(["max_turns", false, "truncated"]);
  });

  it("asks for as many words as the style has", async () => {
    const asked = async (options: GroupChatOptions): Promise<string> =>
      (await toldIn([marta, idris], options)).people.join("\n");
    expect(await asked({})).toContain("bring in your own life");
    expect(await asked({ style: "short" })).toContain("at most 30 words");
    expect(await asked({ style: "short", words: 7 })).toContain("at most 7 words");
  });

  it("lets the people know what the silent opener asked", async () => {
    const starter = seedExperience.conversation_starter;
    const { people } = await toldIn([marta, idris], { opener: "silent" });
    expect(people[0]).toContain(`Somebody asks: ${starter}`);
    expect((await toldIn([marta, idris])).people[0]).not.toContain("Somebody asks");
  });
});
