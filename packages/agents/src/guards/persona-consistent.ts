import {
  checkArguments,
  checkOptions,
  described,
  fieldWords,
  type OptionNames,
} from "@sdialog/core/internal";
import { generateObject, type ModelRef, type ModelSettings, type PromptTexts } from "@sdialog/llm";
import { defaultSettings, modelSettingOptions } from "@sdialog/llm/internal";
import * as z from "zod/mini";
import { personaConsistencyPrompt } from "../prompts/persona-consistency-prompt.ts";
import { type Guard, type GuardMoment, passed } from "./guard.ts";

/** Who judges whether a message fits its speaker's persona, and whose messages are judged. */
export interface PersonaConsistentOptions {
  /** The judge. Default: the configured model. */
  readonly model?: ModelRef | undefined;
  readonly settings?: ModelSettings | undefined;
  /** Whose messages are judged. Default: everybody's who has a persona. */
  readonly speakers?: readonly string[] | undefined;
  /** Templates in place of the library's: `persona-consistency`. */
  readonly prompts?: PromptTexts<"persona-consistency"> | undefined;
}

const personaConsistentOptionNames: OptionNames<PersonaConsistentOptions> = {
  model: true,
  settings: modelSettingOptions,
  speakers: true,
  prompts: { "persona-consistency": true },
};

const verdictSchema = z.object({
  evidence: described(z.string(), "The words of the message and the fact they contradict; empty if none do"),
  contradicts: described(z.boolean(), "Whether the message contradicts a fact about the person"),
});

/**
 * Refuses a draft that contradicts who the speaker is, as a language model judges: one more call for every message, so
 * it is not among the default guards.
 */
export function personaConsistent(options: PersonaConsistentOptions = {}): Guard {
  checkArguments("personaConsistent", arguments, 1);
  checkOptions("personaConsistent", options, personaConsistentOptionNames);
  const { model, settings, speakers } = options;
  const template = personaConsistencyPrompt.with(options.prompts?.["persona-consistency"]);
  return {
    name: "persona-consistent",
    prompts: { "persona-consistency": template.hash },
    async check(text, moment) {
      const facts = describe(moment.persona);
      const judged = speakers?.includes(moment.speaker) ?? true;
      if (!judged || facts === "" || text.trim() === "") return passed;
      const { value, usage } = await generateObject(model, {
        ...defaultSettings(),
        temperature: 0,
        ...settings,
        messages: template.messages({ persona: facts, conversation: before(moment), message: text }),
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

/** The last messages before the one in question. */
function before({ speaker, state }: GuardMoment): string {
  return state.turns
    .slice(-4)
    .map((turn) => `${turn.speaker === speaker ? "The person" : (turn.speaker ?? "Somebody")}: ${turn.text}`)
    .join("\n");
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
