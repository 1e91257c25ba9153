import { checkArguments, fieldWords, type OptionNames, checkOptions } from "@sdialog/core/internal";
import { generateObject, type ModelRef, type ModelSettings } from "@sdialog/llm";
import { defaultSettings, modelSettingOptions } from "@sdialog/llm/internal";
import * as z from "zod";
import { section } from "../prompts/section.ts";
import { type Guard, type GuardMoment, passed } from "./guard.ts";

/** Who judges whether a message fits its speaker's persona, and whose messages are judged. */
export interface PersonaConsistentOptions {
  /** The judge. Default: the configured model. */
  readonly model?: ModelRef | undefined;
  readonly settings?: ModelSettings | undefined;
  /** Whose messages are judged. Default: everybody's who has a persona. */
  readonly speakers?: readonly string[] | undefined;
}

const personaConsistentOptionNames: OptionNames<PersonaConsistentOptions> = {
  model: true,
  settings: modelSettingOptions,
  speakers: true,
};

const verdictSchema = z.object({
  evidence: z.string().describe("The words of the message and the fact they contradict; empty if none do"),
  contradicts: z.boolean().describe("Whether the message contradicts a fact about the person"),
});

/**
 * Refuses a draft that contradicts who the speaker is, as a language model judges: one more call for every message, so
 * it is not among the default guards.
 */
export function personaConsistent(options: PersonaConsistentOptions = {}): Guard {
  checkArguments("personaConsistent", arguments, 1);
  checkOptions("personaConsistent", options, personaConsistentOptionNames);
  const { model, settings, speakers } = options;
  return {
    name: "persona-consistent",
    async check(text, moment) {
      const facts = describe(moment.persona);
      const judged = speakers?.includes(moment.speaker) ?? true;
      if (!judged || facts === "" || text.trim() === "") return passed;
      const { value, usage } = await generateObject(model, {
        ...defaultSettings(),
        temperature: 0,
        ...settings,
        messages: judgePrompt(facts, text, moment),
        schema: verdictSchema,
        name: "verdict",
        seed: settings?.seed ?? moment.state.random.derive("persona-consistent"),
        signal: moment.state.signal,
      });
      if (!value.contradicts) return { ...passed, usage };
      return {
        pass: false,
        reason: "incoherent",
        fault: "persona_contradiction",
        detail: `contradicts who the speaker is: ${value.evidence}`,
        usage,
      };
    },
  };
}

function judgePrompt(facts: string, text: string, { speaker, state }: GuardMoment) {
  const before = state.turns
    .slice(-4)
    .map((turn) => `${turn.speaker === speaker ? "The person" : (turn.speaker ?? "Somebody")}: ${turn.text}`)
    .join("\n");
  return [
    {
      role: "system" as const,
      content:
        "You check whether a message can come from a certain person. Only a message that cannot be true together with a fact about the person contradicts it; what the facts leave open does not, and neither does a style you would not expect.",
    },
    {
      role: "user" as const,
      content: [section("person", facts), section("conversation", before), section("message", text)].join(
        "\n\n",
      ),
    },
  ];
}

function describe(persona: unknown): string {
  if (typeof persona !== "object" || persona === null) return typeof persona === "string" ? persona : "";
  return Object.entries(persona)
    .filter(([name, value]) => name !== "_metadata" && name !== "orchestrators" && value !== "")
    .map(
      ([name, value]) => `${fieldWords(name)}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
    )
    .join("\n");
}
