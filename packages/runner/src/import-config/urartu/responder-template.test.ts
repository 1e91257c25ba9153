import { describe, expect, it } from "vitest";
import { importRoleplayConfig } from "./import-roleplay-config.ts";

const reasonFor = (template: string) => {
  const imported = importRoleplayConfig({
    action_config: {
      task: {
        model_inquirer: { name: "ollama:a" },
        model_responder: { name: "ollama:b", conv_template: { first_turn_input: template } },
        dataset: { input_key: "g", data: { g: ["Bake bread."] } },
      },
    },
  });
  return JSON.stringify(imported);
};

describe("what wraps the first message to a responder", () => {
  it.each([
    "<s>[INST] <<SYS>> You answer like a pirate. <</SYS>> <PROMPT> [/INST]",
    "<|system|>\nYou answer like a pirate.\n<|user|>\n<PROMPT>",
  ])("is named as not mapped where it tells the responder something: %j", (template) => {
    expect(reasonFor(template)).toContain('it tells the responder \\"You answer like a pirate.');
  });

  it.each(["<s>[INST] <PROMPT> [/INST]", "<|user|>\n<PROMPT>\n<|assistant|>", "User: <PROMPT> Assistant:"])(
    "is the model's chat template otherwise: %j",
    (template) => {
      expect(reasonFor(template)).toContain("is the model's chat template");
    },
  );
});
