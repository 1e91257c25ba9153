import { alternate } from "@sdialog/agents";
import type { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import type { Experience } from "./experience.ts";
import { ExperienceGenerator } from "./experience-generator.ts";
import { GroupChatGenerator, type GroupChatGeneratorOptions } from "./group-chat-generator.ts";
import { seedExperience } from "./seed-experience.ts";

const made = {
  relations: "They are neighbours.",
  situation: "Somebody has painted the lift green over night.",
  topic: "Who paints lifts",
  conversation_starter: "Green of all colours?",
};
const another: Experience = { ...seedExperience, conversation_starter: "Who has seen the cat?" };
/** Chats in which everybody says something of their own. */
const held = (count: number, options: GroupChatGeneratorOptions = {}): Promise<Dialog[]> =>
  Array.fromAsync(
    new GroupChatGenerator({
      model: scriptedModel(({ seed }) => `Point ${seed}: there is more to it.`),
      turnTaking: alternate(),
      maxTurns: 3,
      ...options,
    }).generate({ count, seed: 1 }),
  );

describe("GroupChatGenerator", () => {
  it("holds a chat of each experience in turn", async () => {
    const dialogs = await held(3, { experiences: [seedExperience, another] });
    expect(dialogs.map(({ turns: [first] }) => first?.text)).toEqual(
      [seedExperience, another, seedExperience].map((experience) => experience.conversation_starter),
    );
    expect(new Set(dialogs.map(({ id }) => id)).size).toBe(3);
    expect(await held(3, { experiences: [seedExperience, another] })).toMatchObject(
      dialogs.map(({ id, turns }) => ({ id, turns })),
    );
  });

  it("has experiences made where there are none, and says by which prompts", async () => {
    const experiences = new ExperienceGenerator({
      personas: () => seedExperience.personas,
      model: scriptedModel(() => JSON.stringify(made)),
    });
    const [dialog] = await held(1, { experiences });
    expect(dialog?.turns[0]?.text).toBe(made.conversation_starter);
    expect(dialog?.scenario).toMatchObject(made);
    expect(dialog?.extra["prompts"]).toMatchObject({
      experience: [experiences.prompts["experience"]],
      agent: [expect.any(String)],
    });
  });

  it("keeps the faults of an experience among those of its chat", async () => {
    const faulty = { ...seedExperience, faults: { near_duplicate: 2 } };
    const [dialog] = await held(1, { experiences: [faulty] });
    expect(dialog?.extra["faults"]).toMatchObject({ near_duplicate: 2 });
    expect(dialog?.scenario).not.toHaveProperty("faults");
    expect(dialog?.parentId).toBeNull();
  });

  it("lets a model choose who speaks unless it is told otherwise, for each chat anew", async () => {
    const names = seedExperience.personas.map(({ name }) => name);
    let chosen = 0;
    const model = scriptedModel(({ output, messages, seed }) =>
      output !== undefined || messages[0]?.content.includes("moderate")
        ? (names[chosen++ % names.length] as string)
        : `Point ${seed}: there is more to it.`,
    );
    await held(1, { experiences: [seedExperience], model, turnTaking: undefined });
    expect(chosen).toBeGreaterThan(0);
    let begun = 0;
    const turnTaking = () => (begun++, alternate());
    await held(3, { experiences: [seedExperience], turnTaking });
    expect(begun).toBe(3);
  });

  it("refuses an empty list", () => {
    expect(() => new GroupChatGenerator({ experiences: [] })).toThrow("the list is empty");
  });
});
