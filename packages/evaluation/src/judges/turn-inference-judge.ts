import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { Dialog, JsonObject } from "@sdialog/core";
import { promptHashes } from "@sdialog/llm/internal";
import * as z from "zod";
import { type Assessment, type DialogScore, type ScoreOptions, scoreOptionNames } from "../dialog-score.ts";
import { askJudge } from "./ask-judge.ts";
import { judgeMessages } from "./judge-messages.ts";
import { judgePrompt } from "./judge-prompts.ts";
import { judgeConfiguration } from "./judge-options.ts";
import { presetJudgeOptionNames, type PresetJudgeOptions } from "./llm-judge.ts";

const inference = `For each turn whose number is listed under "turns to judge", decide how it stands to the turn right before it.
entailment: it follows from that turn, restates or confirms what was said there. contradiction: it cannot be true together with that turn, denies or rejects it. neutral: everything else; most turns of most conversations add something that neither follows from the last turn nor contradicts it.
Give one label for each of these turns, in their order.`;

const codes = { contradiction: -1, neutral: 0, entailment: 1 } as const;

/** How a turn stands to the one before it. */
export type TurnInference = keyof typeof codes;

/**
 * Natural language inference from turn to turn: per turn from the second on, 1 where it follows from the one before, −1 where it
 * contradicts it, else 0. How often each is, against dialogues between people, shows whether talk flows as theirs does
 * (naturalness of Eval4Sim, arXiv 2603.02876, there with a trained classifier): the evaluator `naturalness`.
 *
 * `null`, without a call, for fewer than two turns with words.
 */
export class LLMJudgeTurnInference implements DialogScore {
  readonly name: string;
  readonly #options: PresetJudgeOptions;
  readonly #template: typeof judgePrompt.standard;

  constructor(options: PresetJudgeOptions = {}) {
    checkArguments("new LLMJudgeTurnInference", arguments, 1);
    checkOptions("new LLMJudgeTurnInference", options, presetJudgeOptionNames);
    this.name = options.name ?? "llm-judge-turn-inference";
    this.#options = options;
    this.#template = judgePrompt.with(options.prompts?.judge);
  }

  get configuration(): JsonObject {
    const { criterion = inference, tools = false } = this.#options;
    const prompts = promptHashes({ judge: this.#template });
    return { ...judgeConfiguration(this.#options), prompts, criterion, tools };
  }

  async score(dialog: Dialog, options?: ScoreOptions): Promise<readonly number[] | null> {
    checkOptions("LLMJudgeTurnInference.score", options, scoreOptionNames);
    return (await this.assess(dialog, options)).value;
  }

  async assess(
    dialog: Dialog,
    options?: ScoreOptions,
  ): Promise<Assessment & { readonly value: readonly number[] | null }> {
    checkOptions("LLMJudgeTurnInference.assess", options, scoreOptionNames);
    const said = (place: number): boolean => (dialog.turns[place]?.text ?? "").trim() !== "";
    const turns = dialog.turns.flatMap((_, place) =>
      place > 0 && said(place) && said(place - 1) ? [place + 1] : [],
    );
    if (turns.length === 0) return { value: null };
    const { criterion = inference, tools } = this.#options;
    const { value, record } = await askJudge(
      this.#options,
      {
        name: "labels",
        messages: judgeMessages(
          {
            name: this.name,
            template: this.#template,
            criterion,
            material: { "turns to judge": turns },
            tools,
          },
          dialog,
        ),
        schema: z.object({
          labels: z.array(z.enum(["entailment", "neutral", "contradiction"])).length(turns.length),
        }),
      },
      options,
    );
    const labels = Object.fromEntries(
      turns.map((turn, place) => [String(turn), value.labels[place] ?? null]),
    );
    return {
      value: value.labels.map((label) => codes[label]),
      details: { labels, model: record.model, key: record.key },
    };
  }
}
