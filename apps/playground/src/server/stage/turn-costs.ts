import type { Participant } from "@sdialog/agents";
import { addUsage, noUsage, type Usage } from "@sdialog/llm";
import type { TurnFigures } from "../../protocol/stage.ts";

/** What is spent on a turn that is being made: time and tokens, over all its drafts and its noise. */
export class TurnCosts {
  #milliseconds = 0;
  #usage: Usage = noUsage;

  add(milliseconds: number, usage: Usage | undefined): void {
    this.#milliseconds += milliseconds;
    if (usage !== undefined) this.#usage = addUsage(this.#usage, usage);
  }

  /** What was spent since the last time. */
  take(): TurnFigures {
    const { inputTokens: input, outputTokens: output, calls, cost } = this.#usage;
    const figures = {
      milliseconds: Math.round(this.#milliseconds),
      tokens: calls === 0 ? null : { input, output },
      cost: calls === 0 ? null : (cost ?? null),
    };
    this.#milliseconds = 0;
    this.#usage = noUsage;
    return figures;
  }
}

/** The same participant; what each of its messages takes is added to `costs`. */
export function timed(participant: Participant, costs: TurnCosts): Participant {
  const { name, description, persona, modelInfo, tools, distinction, noise } = participant;
  const { verbatim, takesInstructions } = participant;
  return {
    name,
    description,
    persona,
    modelInfo,
    tools,
    distinction,
    verbatim,
    takesInstructions,
    noise: noise && {
      prompts: noise.prompts,
      apply: async (text, moment) => {
        const began = performance.now();
        const noisy = await noise.apply(text, moment);
        costs.add(performance.now() - began, noisy.usage);
        return noisy;
      },
    },
    async begin(run) {
      const session = await participant.begin(run);
      return {
        prompts: session.prompts,
        close: () => session.close?.(),
        async *reply(view, request) {
          const began = performance.now();
          const draft = yield* session.reply(view, request);
          costs.add(performance.now() - began, draft.usage);
          return draft;
        },
      };
    },
  };
}
