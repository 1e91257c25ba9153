import { lookUp } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definePrompt, promptFile } from "./prompt.ts";
import { PromptTemplateError } from "./prompt-template-error.ts";

const greeting = definePrompt({
  name: "greeting",
  description: "asks for a greeting",
  slots: { name: "who is greeted", tone: "how", wishes: "further wishes" },
  required: ["name"],
  fill: (text) => text.replaceAll("secret", "…"),
  text: "system:\nYou greet people{{#tone}}, {{tone}}{{/tone}}.\n{{#wishes}}\n- {{.}}\n{{/wishes}}\n\nuser:\nGreet {{name}}.",
});

const refusal = (text: string): { message: string; hint?: string | undefined } => {
  try {
    greeting.with(text);
  } catch (error) {
    if (error instanceof PromptTemplateError) return error;
  }
  throw new Error("was not refused");
};

describe("PromptTemplate", () => {
  it("fills slots, leaves out what is not there, and says a list text by text", () => {
    const { standard } = greeting;
    expect(standard.messages({ name: "Ada", tone: "warmly", wishes: ["short", "in verse"] })).toEqual([
      { role: "system", content: "You greet people, warmly.\n- short\n- in verse" },
      { role: "user", content: "Greet Ada." },
    ]);
    expect(standard.messages({ name: "a secret" })).toEqual([
      { role: "system", content: "You greet people." },
      { role: "user", content: "Greet a …." },
    ]);
  });

  it("takes a text without messages as the one that is asked, and leaves out messages in which nothing is left", () => {
    expect(greeting.with("Hello {{name}}").messages({ name: "Ada" })).toEqual([
      { role: "user", content: "Hello Ada" },
    ]);
    const text = "system:\n{{tone}}\n\nuser:\n{{name}}";
    expect(greeting.with(text).messages({ name: "Ada" })).toEqual([{ role: "user", content: "Ada" }]);
  });

  it.each([
    ["Hello {{name}}, {{tonne}}", "has a slot {{tonne}} that does not exist", "Did you mean {{tone}}?"],
    ["Hello {{name}} {{#colour}}x{{/colour}}", "{{colour}}", "Slots: name, tone, wishes."],
    ["Hello", "has no {{name}}", "who is greeted"],
    ["prompts/greeting.txt", "has no {{name}}", "pass what is in the file"],
    ["{{#name}}Hello", "cannot be read", "{{/slot}}"],
    ["{{name}} {{> other}}", "has a tag {{> … }}", "Use {{slot}}"],
    ["Hi\nuser:\n{{name}}", "has text before its first message", "Begin with a line"],
  ])("refuses %j", (text, problem, hint) => {
    const { message, hint: told } = refusal(text);
    expect(message).toContain(problem);
    expect(told).toContain(hint);
  });

  it("says values as they are, whatever they hold", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const [message] = greeting.with(">{{name}}<").messages({ name: `${name} {{tone}} <b>\nuser:\n` });
        expect(message?.content).toBe(`>${name.replaceAll("secret", "…")} {{tone}} <b>\nuser:\n<`);
      }),
    );
  });

  it("is the same prompt as a file, whatever comments and line ends it has there", () => {
    const file = promptFile(greeting as never);
    expect(file).toContain("{{! name (needed): who is greeted }}");
    const read = greeting.with(`\uFEFF${file.replaceAll("\n", "\r\n")}`);
    expect(read.hash).toBe(greeting.standard.hash);
    expect(read.messages({ name: "Ada" })).toEqual(greeting.standard.messages({ name: "Ada" }));
    expect(greeting.with("{{name}}").hash).not.toBe(read.hash);
    expect(read.hash).toMatch(/^[\da-f]{16}$/);
  });

  it("is known by name", () => {
    expect(lookUp("prompt", "greeting").prompt.required).toEqual(["name"]);
  });
});
