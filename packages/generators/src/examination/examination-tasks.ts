import {
  Agent,
  coherent,
  Conversation,
  ConversationFailedError,
  feedbackUser,
  goalDirectedUser,
  type Guard,
  llmSelect,
  noLeak,
  noRepeatedMessage,
  notEmpty,
  type Participant,
  scripted,
  singleSpeaker,
} from "@sdialog/agents";
import { type Dialog, Random, stopClass } from "@sdialog/core";
import { type ChatModel, ModelError, noUsage, type PromptTexts, StructuredOutputError } from "@sdialog/llm";
import { Persona } from "@sdialog/personas";
import { PersonaGenerator } from "../attributes/persona-generator.ts";
import { IncompleteObjectError } from "../attributes/incomplete-object-error.ts";
import { ExperienceGenerator } from "../experiences/experience-generator.ts";

/** What came of one try. */
export interface TryOutcome {
  readonly succeeded: boolean;
  readonly leaks: number;
  readonly repetitions: number;
  readonly reason?: string | undefined;
}

interface Examined {
  /** Whether replies have a form that could be enforced. */
  readonly structured: boolean;
  /** @throws ModelError when the model failed for reasons other than what it wrote; the signal's reason */
  attempt(
    model: ChatModel,
    seed: number,
    signal: AbortSignal,
    prompts: ExaminationPrompts,
  ): Promise<TryOutcome>;
}

/** The prompts by which models are asked in the tasks. */
export const examinationPromptNames = [
  "attributes",
  "feedback-user",
  "inquirer",
  "inquirer-follow-up",
  "inquirer-again",
  "speaker-selection",
  "speaker-selection-again",
  "agent",
  "agent-compact",
  "experience",
  "experience-people",
] as const;

type ExaminationPrompts = PromptTexts<(typeof examinationPromptNames)[number]>;

/** Of all texts, those under some names: each part of the library refuses what it has no prompt for. */
function only<const Name extends keyof ExaminationPrompts>(
  prompts: ExaminationPrompts,
  ...names: readonly Name[]
): PromptTexts<Name> {
  return Object.fromEntries(names.map((name) => [name, prompts[name]])) as PromptTexts<Name>;
}

const guards = (): readonly Guard[] => [
  singleSpeaker(),
  noLeak(),
  coherent(),
  noRepeatedMessage(),
  notEmpty(),
];

/** What the library gives to models, each as it is given there. */
export const examinationTasks = {
  persona: {
    structured: true,
    attempt: (model, seed, signal, prompts) =>
      writing(async () =>
        new PersonaGenerator(Persona, { model, prompts: only(prompts, "attributes") }).generate({
          seed,
          signal,
        }),
      ),
  },
  feedback: {
    structured: true,
    attempt: (model, seed, signal, prompts) => {
      const user = feedbackUser({
        name: "User",
        persona: "A retired sailor with little patience, who types short messages.",
        query: "How do I keep a sourdough starter alive while I am away for two weeks?",
        targetAnswers: 2,
        model,
        prompts: only(prompts, "feedback-user"),
      });
      const answers = [
        "Feed it well and put it in the fridge.",
        "Then it lasts for two weeks. Feed it twice when you are back.",
      ];
      return talking([user, scripted("Assistant", answers)], { maxTurns: 4, seed, signal });
    },
  },
  inquirer: {
    structured: true,
    attempt: (model, seed, signal, prompts) => {
      const user = goalDirectedUser({
        name: "User",
        persona: "A nurse who works nights.",
        goal: "Find out which three vegetables grow well on a shady balcony.",
        model,
        prompts: only(prompts, "inquirer", "inquirer-follow-up", "inquirer-again"),
      });
      const answers = ["Lettuce and spinach grow well in the shade.", "Radishes, too, if there is some sun."];
      return talking([user, scripted("Assistant", answers)], { maxTurns: 4, seed, signal });
    },
  },
  selector: {
    structured: true,
    attempt: async (model, seed, signal, prompts) => {
      const names = ["Marta Olsen", "Idris Bah", "Jun Takeda"];
      const turns = [
        { speaker: "Marta Olsen", text: "The street will be closed to cars in spring." },
        { speaker: "Idris Bah", text: "Then I cannot deliver here. Jun, what do you think?" },
      ];
      const chosen = await llmSelect({
        model,
        prompts: only(prompts, "speaker-selection", "speaker-selection-again"),
      }).next({
        participants: names.map((name) => ({ name })),
        eligible: names,
        turns,
        usage: noUsage,
        random: new Random(seed),
        signal,
      });
      const refused = (chosen.note as { readonly fallback?: unknown } | undefined)?.fallback !== undefined;
      return {
        succeeded: !refused,
        leaks: 0,
        repetitions: 0,
        ...(refused ? { reason: "named nobody who may speak" } : {}),
      };
    },
  },
  dialogues: {
    structured: false,
    attempt: (model, seed, signal, prompts) => {
      const told = only(prompts, "agent", "agent-compact");
      const customer = new Agent({
        model,
        prompts: told,
        persona: new Persona({
          name: "Alice",
          role: "customer who wants a coffee to go",
          personality: "in a hurry",
        }),
      });
      const barista = new Agent({
        model,
        prompts: told,
        persona: new Persona({ name: "Bob", role: "barista", personality: "cheerful and talkative" }),
      });
      return talking([barista, customer], { maxTurns: 6, seed, signal });
    },
  },
  experience: {
    structured: true,
    attempt: (model, seed, signal, prompts) =>
      writing(async () => {
        const plan = new ExperienceGenerator({
          model,
          participants: 2,
          prompts: only(prompts, "experience", "experience-people"),
        }).plan({ count: 1, seed });
        return (await plan.run(0, { seed, taskSeed: seed, signal, model: async () => model })).made;
      }),
  },
} as const satisfies Readonly<Record<string, Examined>>;

/** A task that models are given. */
export type ExaminationTask = keyof typeof examinationTasks;

/** Has something written in a form, and looks at its texts. */
async function writing(write: () => Promise<unknown>): Promise<TryOutcome> {
  try {
    const texts = textsIn(JSON.parse(JSON.stringify(await write())));
    const found = await Promise.all(
      texts.map(async (text) => ({ leak: await fails(noLeak(), text), loop: await fails(coherent(), text) })),
    );
    const leaks = found.filter(({ leak }) => leak).length;
    return { succeeded: leaks === 0, leaks, repetitions: found.filter(({ loop }) => loop).length };
  } catch (error) {
    return failure(error);
  }
}

async function talking(
  participants: readonly Participant[],
  options: { readonly maxTurns: number; readonly seed: number; readonly signal: AbortSignal },
): Promise<TryOutcome> {
  const { maxTurns, seed, signal } = options;
  try {
    const conversation = new Conversation({ participants, guards: guards(), maxTurns });
    const dialog = await conversation.run({ seed, signal });
    signal.throwIfAborted();
    const { stopReason } = dialog;
    const succeeded = stopReason !== null && stopReason !== undefined && stopClass(stopReason) !== "failed";
    return { succeeded, ...faultsIn(dialog), ...(succeeded ? {} : { reason: String(stopReason) }) };
  } catch (error) {
    if (error instanceof ConversationFailedError) signal.throwIfAborted();
    return failure(error);
  }
}

const leaking: ReadonlySet<string> = new Set([
  "leaked_template",
  "leaked_prompt",
  "leaked_reasoning",
  "double_turn",
  "role_leak",
  "role_inversion",
]);
const repeating: ReadonlySet<string> = new Set([
  "repetition",
  "repeated_opening",
  "loop_detected",
  "incoherent",
]);

function faultsIn({ extra }: Dialog): Pick<TryOutcome, "leaks" | "repetitions"> {
  const faults = Object.entries((extra["faults"] ?? {}) as Readonly<Record<string, number>>);
  const count = (kinds: ReadonlySet<string>): number =>
    faults.reduce((sum, [fault, times]) => sum + (kinds.has(fault) ? times : 0), 0);
  return { leaks: count(leaking), repetitions: count(repeating) };
}

/** What the model wrote was of no use; anything else is for the caller. */
function failure(error: unknown): TryOutcome {
  const useless =
    error instanceof StructuredOutputError ||
    error instanceof IncompleteObjectError ||
    (error instanceof ModelError &&
      ["malformed_response", "empty_response", "content_filter", "invalid_request"].includes(error.kind));
  if (!useless) throw error;
  return { succeeded: false, leaks: 0, repetitions: 0, reason: error.message };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

async function fails(guard: Guard, text: string): Promise<boolean> {
  const moment = {
    speaker: "",
    state: { participants: [], turns: [], usage: noUsage, random: new Random(0) },
  };
  return !(await guard.check(text, moment)).pass;
}
