import { registered } from "@sdialog/core";
import { definePrompt } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import "../index.ts";
import { noLeak } from "./no-leak.ts";

const passes = async (text: string): Promise<boolean> =>
  (await noLeak().check(text, { speaker: "Ann", persona: {}, state: {} as never })).pass;

describe("what is recited of prompts", () => {
  it("is found of every template: each heading, decorated or not, and each long sentence", async () => {
    const missed: string[] = [];
    for (const { prompt } of registered("prompt"))
      for (const raw of prompt.standard.text.split("\n")) {
        const line = raw.trim();
        const words = line.split(/\s+/).length;
        const isHeading = line.endsWith(":") && words > 1;
        const isSentence = /^[-\w][^{}.:;!?]*\.$/.test(line) && words > 9;
        if (line.includes("{{") || !(isHeading || isSentence)) continue;
        for (const said of [`${line} I like tea.`, `I like tea.\n\n**${line}**\nhe said`, line.toUpperCase()])
          if (await passes(said)) missed.push(said);
      }
    expect(missed).toEqual([]);
  });

  it("is found of a template that comes later", async () => {
    const said = "Weigh what the neighbours told you before you say a word. So, hello.";
    expect(await passes(said)).toBe(true);
    definePrompt({
      name: "neighbourly",
      description: "for this test",
      from: "test",
      slots: { name: "who" },
      required: [],
      text: "system:\nWhat the neighbours know:\n{{name}}, weigh what the neighbours told you before you say a word.\n",
    });
    expect(await passes(said)).toBe(false);
    expect(await passes("What the neighbours know: nothing.")).toBe(false);
  });

  it("is nothing that people say", async () => {
    for (const said of [
      "What was said? Nothing: we drank tea.",
      "Ingredients:\n- flour\nThe steps:\n1. Knead.",
      "The rules: nobody leaves before the cake.",
      "When everything is said, call me.",
    ])
      expect([said, await passes(said)]).toEqual([said, true]);
  });
});
