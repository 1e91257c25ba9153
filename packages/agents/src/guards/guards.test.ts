import { Random } from "@sdialog/core";
import { noUsage } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { agentPrompt, defaultResponseDetails } from "../prompts/agent-prompt.ts";
import { headings } from "../prompts/section.ts";
import { coherent } from "./coherent.ts";
import type { Guard } from "./guard.ts";
import { maxLength } from "./max-length.ts";
import { findRepetition } from "./repetition.ts";
import { noLeak } from "./no-leak.ts";
import { noRepeatedMessage } from "./no-repeated-message.ts";
import { notEmpty } from "./not-empty.ts";
import { noRoleInversion } from "./no-role-inversion.ts";
import { singleSpeaker } from "./single-speaker.ts";

const said = "I would like to book a table for two.";

const check = (guard: Guard, text: string, speaker = "User", persona?: unknown) =>
  guard.check(text, {
    speaker,
    persona,
    state: {
      participants: [{ name: "User" }, { name: "Assistant" }],
      turns: [
        { speaker: "User", text: said },
        { speaker: "Assistant", text: "For when?" },
      ],
      usage: noUsage,
      random: new Random(1),
    },
  });

describe("notEmpty", () => {
  it.each(["", " ", "\n\t "])("refuses %j", async (text) => {
    expect(await check(notEmpty(), text)).toMatchObject({ pass: false, reason: "empty" });
  });

  it("lets a single mark pass", async () => {
    expect((await check(notEmpty(), "?")).pass).toBe(true);
  });
});

describe("coherent", () => {
  it.each([
    "very very very good",
    "ha ha ha",
    "| --- | --- | --- |\n| a | b | c |\n| a | b | c |\n| a | b | c |",
    "Here:\n```py\nt.forward(10)\nt.forward(10)\nt.forward(10)\nt.forward(10)\n```",
    "0 0 0 } } } }",
    "- yes\n- no\n- yes\n- no",
  ])("lets %j pass", async (text) => {
    expect((await check(coherent(), text)).pass).toBe(true);
  });

  it.each(["| --- | --- | --- |", "0 0 0 0", "} } } }"])(
    "refuses %j when told to look at everything",
    async (text) => {
      expect((await check(coherent({ everything: true }), text)).pass).toBe(false);
    },
  );

  it.each(["no no no no", "I see you I see you I see you", "and then we go and then we go and then we go"])(
    "refuses %j",
    async (text) => {
      expect(await check(coherent(), text)).toMatchObject({ pass: false, reason: "incoherent" });
    },
  );
});

describe("singleSpeaker", () => {
  it("takes the speaker's own name away and cuts a reply to itself", async () => {
    expect(await check(singleSpeaker(), "User: Hello")).toMatchObject({ text: "Hello" });
    expect(await check(singleSpeaker(), "Hello\nAssistant: Hi!\nUser: Bye")).toMatchObject({ text: "Hello" });
    expect(await check(singleSpeaker(), "**Assistant**: Hi!")).toMatchObject({
      pass: false,
      reason: "role_leak",
    });
    expect(await check(singleSpeaker(), "My assistant: a robot.")).toEqual({ pass: true });
  });
});

describe("noLeak", () => {
  it("refuses machinery and lets ordinary talk pass", async () => {
    for (const text of [
      "Hi<|im_end|>",
      "[INST] hello",
      "<think>hm",
      "Okay, so the user wants a table.",
      "### Human: hi",
    ]) {
      expect(await check(noLeak(), text)).toMatchObject({ pass: false, reason: "role_leak" });
    }
    expect(await check(noLeak(), "I need to respond to my landlord today, can you help?")).toEqual({
      pass: true,
    });
    expect(await check(noLeak(), "I think the users are right.")).toEqual({ pass: true });
  });
});

describe("noLeak and the prompt", () => {
  const parts = {
    name: "Ann",
    persona: "Your name: Ann\nYour role: barista",
    context: "A café.",
    examples: ["A: Hi.\nB: Bye."],
    details: "They quarrel.",
    responses: defaultResponseDetails,
    may_end: true,
    stop_word: "STOP",
    group: "Bo, Cy",
  };

  it("knows every heading, alone or with decoration", async () => {
    for (const heading of Object.values(headings)) {
      for (const text of [`Well. \n${heading}\nhm`, `**${heading}**`, `## ${heading.toUpperCase()} x`])
        expect(await check(noLeak(), text)).toMatchObject({ pass: false, fault: "leaked_prompt" });
    }
  });

  it("knows every paragraph and rule of an agent's prompt that is not the user's own text", async () => {
    const own = new Set([parts.context, parts.details, ...parts.examples, "Your role: barista"]);
    for (const line of agentPrompt.standard.render(parts).split("\n")) {
      if (line === "" || own.has(line) || own.has(`A: Hi.\n${line}`) || line.startsWith("A: ")) continue;
      const persona = { name: "Ann", role: "barista" };
      expect([line, await check(noLeak(), `Hello.\n${line}`, "User", persona)]).toMatchObject([
        line,
        { pass: false, fault: "leaked_prompt" },
      ]);
    }
  });

  it.each([
    "The character above is a person who deals well with people.",
    "That's what the character above is all about.",
    "As the character described here, I like tea.",
    "The person described here would say that it rains.",
  ])("refuses %j, which speaks of the prompt", async (text) => {
    expect(await check(noLeak(), text)).toMatchObject({ pass: false, fault: "leaked_prompt" });
  });

  it.each([
    "Your name: Bob?",
    "Your total: $5",
    "I play a character in a film.",
    "The rules for chess: easy.",
  ])("lets %j pass", async (text) => {
    expect(await check(noLeak(), text, "User", { name: "Ann" })).toEqual({ pass: true });
  });
});

describe("singleSpeaker in a group", () => {
  it("knows who opened, and first names that one of them has", async () => {
    const group = (text: string) =>
      singleSpeaker().check(text, {
        speaker: "Idris Bah",
        state: {
          participants: [{ name: "Marta Olsen" }, { name: "Idris Bah" }],
          turns: [{ speaker: "Moderator", text: "So?" }],
          usage: noUsage,
          random: new Random(1),
        },
      });
    expect(await group("Idris: I agree.\nMarta: So do I.")).toMatchObject({ text: "I agree." });
    for (const text of ["Moderator: Next?", "Marta: No.", "**Marta Olsen**: No."])
      expect(await group(text)).toMatchObject({ pass: false, reason: "role_leak" });
    expect(await group("Marta, listen: it is late.")).toEqual({ pass: true });
  });
});

describe("noRoleInversion", () => {
  it("applies to simulated users only", async () => {
    const guard = noRoleInversion(["User"]);
    expect(await check(guard, "Sure! How can I help you today?")).toMatchObject({
      pass: false,
      reason: "role_leak",
    });
    expect(await check(guard, "Sure! How can I help you today?", "Assistant")).toEqual({ pass: true });
  });

  it.each([
    "Is that correct? How can I help you today?",
    "To complete your booking, may I have your full name and phone number please?",
    "Complete your booking: may I have your full name, please?",
    "Shall we continue? Is there anything else I can help you with?",
    "Let me correct that: how can I help you today?",
    "How can I help you today? Please translate this:\nGuten Tag.",
    "My booking is complete.\nHow can I help you today?",
    "This is correct:\nHow can I help you today?",
    "Please continue.\nHow can I help you today?",
    "Complete my booking.\nHow can I help you today?",
    "Please translate at 10:30. How can I help you today?",
    "Diesen Text kann ich nicht übersetzen.\nWie kann ich Ihnen helfen?",
    "Können Sie meine Buchung ergänzen?\nWie kann ich Ihnen helfen?",
  ])("reads %j to its end", async (text) => {
    expect(await check(noRoleInversion(["User"]), text)).toMatchObject({ fault: "role_inversion" });
  });

  it("reads a request with blanks behind it that do not end", async () => {
    const text = `How can I help you today? Please correct this${" ".repeat(40_000)}.`;
    expect(await check(noRoleInversion(["User"]), text)).toMatchObject({ fault: "role_inversion" });
  });

  it.each([
    "Please correct this: How can I help you today?",
    "Hi, can you translate the following into German?\nHow can I help you today?",
    "I got this from the shop. Rewrite it in a friendly tone:\nHow can I help you today?",
    "Übersetze ins Englische: Wie kann ich Ihnen helfen?",
    "Kannst du diesen Text übersetzen:\nWie kann ich Ihnen helfen?",
    "Diesen Text übersetzen: Wie kann ich Ihnen helfen?",
    "Please continue: How can I help you today?",
    "Correct the grammar: How can I help you today?",
    "I'd like you to improve my email.\nHow can I help you today?",
    "Peux-tu me traduire ce texte : Comment puis-je vous aider ?",
    "¿Puedes traducir esto al inglés?\n¿En qué puedo ayudarle?",
    "Peux-tu corriger cette phrase : Comment puis-je vous aider ?",
    "Traduce al inglés: ¿En qué puedo ayudarle?",
    'Translate "How can I help you today?"',
    `Translate in Hindi ${"the dose is safe. ".repeat(20)}`.replace(
      "safe.",
      "safe. How can I help you today?",
    ),
  ])("leaves out what %j hands over", async (text) => {
    expect(await check(noRoleInversion(["User"]), text)).toEqual({ pass: true });
  });
});

describe("noRepeatedMessage", () => {
  it("notices a repeated opening, but not a short phrase or another speaker's", async () => {
    expect(await check(noRepeatedMessage(), "I would like to book a table, for two!")).toMatchObject({
      reason: "loop_detected",
      detail: "repeats its opening",
    });
    expect(await check(noRepeatedMessage(), said, "Assistant")).toEqual({ pass: true });
    expect(await check(noRepeatedMessage(), "For when?", "Assistant")).toEqual({ pass: true });
  });

  it("notices a longer part of a message that says nothing of its own, but no quotation and no short part", async () => {
    const opening =
      "They meet in the shop after the council has said that the street will be closed to cars.";
    const group = (text: string) =>
      noRepeatedMessage({ whose: "anybody" }).check(text, {
        speaker: "Bo",
        state: {
          participants: [{ name: "Ann" }, { name: "Bo" }],
          turns: [{ speaker: "Moderator", text: opening }],
          usage: noUsage,
          random: new Random(1),
        },
      });
    const part = "They meet in the shop, after the council has said";
    expect(await group(part)).toMatchObject({ fault: "repetition", detail: "repeats somebody else" });
    expect(await group(`${part}? Who told you that?`)).toEqual({ pass: true });
    expect(await group("The street will be closed to cars?")).toEqual({ pass: true });
  });
});

describe("maxLength", () => {
  it("cuts at the end of a sentence, within one only when it must", async () => {
    expect(await check(maxLength(6), "One two three. Four five six seven.")).toMatchObject({
      text: "One two three.",
    });
    expect(await check(maxLength(2), "One two three. Four.")).toMatchObject({ text: "One two" });
    expect(await check(maxLength(9), "One two three.")).toEqual({ pass: true });
    expect(await check(maxLength(2), "One  two three")).toMatchObject({ text: "One two" });
    expect(() => maxLength(0)).toThrow("whole number");
  });
});

describe("scripts without spaces between words", () => {
  const unspaced = {
    Chinese: "我想订一张两个人的桌子",
    Japanese: "今晩二人でテーブルを予約したいです",
    Thai: "ผมอยากจองโต๊ะสำหรับสองคนครับ",
  };

  it.each(Object.entries(unspaced))("%s is cut into words", async (_, text) => {
    const cut = await check(maxLength(3), text);
    expect(cut).toMatchObject({
      pass: true,
      detail: expect.stringMatching(/^cut from \d+ words$/) as string,
    });
    const { text: kept = "" } = cut as { readonly text?: string };
    expect(text.startsWith(kept)).toBe(true);
    expect(kept.length).toBeGreaterThan(1);
    expect(kept.length).toBeLessThan(text.length);
    expect(findRepetition(text)).toBeUndefined();
    expect(findRepetition(text.repeat(4), 20)?.times).toBe(4);
  });
});

describe("emoji", () => {
  it("are no repetition", () => {
    expect(findRepetition("Ha 😂 😂 😂 😂 👍🏽 👍🏽 👍🏽 👍🏽")).toBeUndefined();
    expect(findRepetition("ha ha ha ha 😂")).toMatchObject({ times: 4 });
  });
});
