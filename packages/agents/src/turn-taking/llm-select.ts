import { modelSettingOptions } from "@sdialog/llm/internal";
import {
  addUsage,
  type Message,
  type ModelRef,
  type ModelSettings,
  noUsage,
  type PromptTexts,
  resolveModel,
} from "@sdialog/llm";
import { checkArguments, turnLine, type OptionNames, checkOptions } from "@sdialog/core/internal";
import { speakerSelectionAgainPrompt, speakerSelectionPrompt } from "../prompts/speaker-selection-prompt.ts";
import { nextInOrder } from "./alternate.ts";
import { mentions } from "./mentions.ts";
import type { NextSpeaker, TurnTaking, TurnTakingState } from "./turn-taking.ts";

/** Which model chooses the next speaker, from what it sees, and among whom. */
export interface LlmSelectOptions {
  /** The model that chooses. Default: the configured one. */
  readonly model?: ModelRef | undefined;
  readonly settings?: ModelSettings | undefined;
  /** Whether somebody may speak twice in a row. Default: false. */
  readonly repeat?: boolean | undefined;
  /** How often the model is asked again before the next in order speaks. Default: 2. */
  readonly retries?: number | undefined;
  /** How many of the last messages the model sees. Default: 12. */
  readonly window?: number | undefined;
  /** Narrows the candidates further. What it leaves out is never chosen. */
  readonly candidates?: ((state: TurnTakingState) => readonly string[]) | undefined;
  /** Templates in place of the library's: `speaker-selection`, `speaker-selection-again`. */
  readonly prompts?: PromptTexts<"speaker-selection" | "speaker-selection-again"> | undefined;
}

const llmSelectOptionNames: OptionNames<LlmSelectOptions> = {
  model: true,
  settings: modelSettingOptions,
  repeat: true,
  retries: true,
  window: true,
  candidates: true,
  prompts: { "speaker-selection": true, "speaker-selection-again": true },
};

/**
 * A language model chooses from names, descriptions, the situation as the speakers know it, and what was said. A single candidate costs no call; a reply
 * that names nobody, several, or somebody who may not speak is sent back with the reason; when the retries are used
 * up, the next eligible participant in order speaks, and that is recorded.
 */
export function llmSelect(options: LlmSelectOptions = {}): TurnTaking {
  checkArguments("llmSelect", arguments, 1);
  checkOptions("llmSelect", options, llmSelectOptionNames);
  const { repeat = false, retries = 2, window = 12 } = options;
  const template = speakerSelectionPrompt.with(options.prompts?.["speaker-selection"]);
  const again = speakerSelectionAgainPrompt.with(options.prompts?.["speaker-selection-again"]);
  return {
    name: "llm-select",
    prompts: { "speaker-selection": template.hash, "speaker-selection-again": again.hash },
    async next(state) {
      const eligible = candidatesOf(state, options, repeat);
      if (eligible.length <= 1) return { speaker: eligible[0] };
      const model = await resolveModel(options.model);
      const messages: Message[] = template.messages({
        people: state.participants
          .map(({ name, description }) => `- ${name}${description === undefined ? "" : `: ${description}`}`)
          .join("\n"),
        context: state.context,
        conversation: state.turns.slice(-window).map(turnLine).join("\n"),
        names: eligible.join(", "),
      });
      const output = model.capabilities.jsonSchema === "none" ? undefined : choiceSchema(eligible);
      const refused: string[] = [];
      let usage = noUsage;
      for (let attempt = 0; attempt <= retries; attempt++) {
        const reply = await model.generate({
          ...options.settings,
          messages,
          output,
          seed: options.settings?.seed ?? state.random.derive("select", attempt),
          signal: state.signal,
        });
        usage = addUsage(usage, reply.usage);
        const choice = readChoice(reply.text, state, eligible);
        if ("speaker" in choice) return { speaker: choice.speaker, usage, ...noteOf(refused) };
        refused.push(reply.text);
        messages.push(
          { role: "assistant", content: reply.text },
          ...again.messages({ ...choice.wrong, names: eligible.join(", ") }),
        );
      }
      const speaker = nextInOrder({ ...state, eligible });
      return { speaker, usage, note: { fallback: speaker ?? null, refused } };
    },
  };
}

function candidatesOf(state: TurnTakingState, { candidates }: LlmSelectOptions, repeat: boolean): string[] {
  const wanted = candidates?.(state) ?? state.eligible;
  return state.eligible.filter(
    (name) => wanted.includes(name) && (repeat || name !== state.turns.at(-1)?.speaker),
  );
}

function noteOf(refused: readonly string[]): Pick<NextSpeaker, "note"> {
  return refused.length === 0 ? {} : { note: { refused } };
}

function choiceSchema(eligible: readonly string[]) {
  const schema = {
    type: "object",
    properties: { speaker: { type: "string", enum: [...eligible] } },
    required: ["speaker"],
    additionalProperties: false,
  };
  return { name: "next_speaker", description: "Who speaks next", schema };
}

function readChoice(
  text: string,
  state: TurnTakingState,
  eligible: readonly string[],
):
  | { readonly speaker: string }
  | { readonly wrong: { readonly nobody?: boolean; readonly several?: boolean; readonly not_now?: string } } {
  // Looked for among all names, so that a choice nobody may make is noticed as one.
  const named = mentions(
    text,
    state.participants.map(({ name }) => name),
  );
  const [only] = named;
  if (only === undefined) return { wrong: { nobody: true } };
  if (named.length > 1) return { wrong: { several: true } };
  if (!eligible.includes(only)) return { wrong: { not_now: only } };
  return { speaker: only };
}
