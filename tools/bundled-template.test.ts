import { readFileSync } from "node:fs";
import { Template } from "@huggingface/jinja";
import { Agent, headings, section } from "@sdialog/agents";
import { Context } from "@sdialog/core";
import { chatTemplate } from "@sdialog/llm/engine-kit";
import { describe, expect, it } from "vitest";

const folder = new URL("../packages/local/models/pocket/", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), "utf8");
const template = read("chat_template.jinja");
const render = (content: string): string =>
  chatTemplate(Template, "local:pocket", template, {})([{ role: "system", content }]).text;
const system = (text: string): string => `<|im_start|>system\n${text}<|im_end|>\n<|im_start|>assistant\n`;

const starts = ["persona", "person", "task"] as const;

describe("the bundled model's template", () => {
  it("is the same in both of its files", () => {
    expect((JSON.parse(read("tokenizer_config.json")) as { chat_template: string }).chat_template).toBe(
      template,
    );
  });

  it("keeps persona and situation of an agent's prompt, and nothing else", () => {
    const agent = new Agent({
      persona: "Your name: Ann\n\nYour role: barista",
      context: new Context({ location: "a ferry" }),
      dialogueDetails: "They quarrel.",
      responseDetails: "Be brief.",
      exampleDialogs: [],
    });
    expect(render(agent.prompt())).toBe(system("Your name: Ann\n\nYour role: barista\nLocation: a ferry"));
  });

  it.each(starts)("keeps %s up to any heading that may follow", (name) => {
    for (const next of Object.values(headings)) {
      const follows = template.includes(`'${next}`) && !starts.some((start) => headings[start] === next);
      if (follows) expect(render(`Hello.\n\n${section(name, "A.")}\n\n${next}\nB.`)).toContain("system\nA.");
    }
  });

  it("knows no heading that we do not write", () => {
    const known = [...template.matchAll(/'([A-Z][^']*:)\\n'/g)].map(([, heading]) => heading);
    expect(known.length).toBeGreaterThan(8);
    for (const heading of known) expect(Object.values(headings)).toContain(heading);
  });

  it("leaves other system messages alone", () => {
    expect(render("Generate a persona as JSON.")).toBe(system("Generate a persona as JSON."));
  });
});
