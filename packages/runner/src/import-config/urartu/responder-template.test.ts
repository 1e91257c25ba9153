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

  it("is quoted up to a length, and that it goes on is shown", () => {
    const told =
      "You answer the user like a pirate who has seen the seven seas, and you never say more than that.";
    expect(reasonFor(`<|im_start|>system\n${told}<|im_end|>\n<|im_start|>user\n<PROMPT>`)).toContain(
      `\\"${told.slice(0, 80)}…\\"`,
    );
  });

  it.each([
    "<s>[INST] <PROMPT> [/INST]",
    "<|user|>\n<PROMPT>\n<|assistant|>",
    "User: <PROMPT> Assistant:",
    "<bos><start_of_turn>user\n<PROMPT><end_of_turn>\n<start_of_turn>model\n",
    "### Instruction:\n<PROMPT>\n\n### Response:\n",
    "### Instruction: <PROMPT> ### Response:",
    "GPT4 Correct User: <PROMPT><|end_of_turn|>GPT4 Correct Assistant:",
    "<|start_header_id|>user<|end_header_id|>\n\n<PROMPT><|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
  ])("is the model's chat template otherwise: %j", (template) => {
    expect(reasonFor(template)).toContain("is the model's chat template");
  });
});
