import {
  checkArguments,
  checkOptions,
  factWordings,
  type OptionNames,
  requireArguments,
  requireOptions,
} from "@sdialog/core/internal";
import {
  type AttributeModel,
  type Facts,
  InvalidArgumentError,
  type Orchestrator,
  type Random,
} from "@sdialog/core";
import {
  type ChatModel,
  defaults,
  type Message,
  type ModelRef,
  type ModelSettings,
  type PromptTexts,
  resolveModel,
} from "@sdialog/llm";
import {
  defaultSettings,
  modelNameOf,
  modelSettingOptions,
  pickModelSettings,
  promptHashes,
} from "@sdialog/llm/internal";
import { joined, knowledge } from "../../policies/knowledge.ts";
import { typingNoise } from "../../policies/typing-noise.ts";
import { modelWarnings } from "../../model-warnings.ts";
import {
  type Draft,
  longerLimit,
  type Noise,
  type Participant,
  type ParticipantRun,
  type ReplyEvent,
  type ReplyRequest,
  type View,
} from "../../participant.ts";
import type { Envelope } from "../envelope/envelope.ts";
import { doneMessage } from "../envelope/done-message.ts";
import { literalQuotes, quotes } from "../envelope/quotes.ts";
import { UserRules } from "../user-rules.ts";
import { type Goal, goalNames, goalOf } from "./goal.ts";
import { descriptions, inWords } from "../../prompts/descriptions.ts";
import { goalAgainPrompt, goalFollowUpPrompt, goalPrompt } from "./goal-prompt.ts";
import { examineLiterally } from "./examine-literally.ts";
import {
  type GoalSignal,
  goalWord,
  literalGoalSignal,
  strictGoalSignal,
  withoutGoalWord,
} from "./goal-signal.ts";

/** Who {@link goalDirectedUser} plays and what it is after. */
export interface GoalDirectedUserOptions {
  readonly persona: AttributeModel | string;
  /** The goal; of several lines, the first is the objective and each further one is brought up a turn later. */
  readonly goal: string | Goal;
  /** What the person knows; besides what belongs to the goal. */
  readonly facts?: Facts | undefined;
  /** What else it must find out or keeps to itself. */
  readonly details?: string | undefined;
  /** Rules that steer the person before each message: policies of behaviour, scripted lines, events. */
  readonly orchestrators?: readonly Orchestrator[] | undefined;
  readonly name?: string | undefined;
  readonly model?: ModelRef | undefined;
  readonly settings?: ModelSettings | undefined;
  /**
   * How the model marks its message. Default: {@link doneMessage} for models that are best asked for fields
   * (`capabilities.messages`), else {@link quotes}.
   */
  readonly envelope?: Envelope | undefined;
  /** Whether a refused message is asked for again with other sampling settings. Default: true. */
  readonly varyDecoding?: boolean | undefined;
  /** Disturbs what the person says before the others hear it. */
  readonly noise?: Noise | undefined;
  /** The original implementation's rules for quotes and the goal signal, to the letter. Default: false. */
  readonly compat?: boolean | undefined;
  /** Templates in place of the library's: `inquirer`, `inquirer-follow-up`, `inquirer-again`. */
  readonly prompts?: PromptTexts<"inquirer" | "inquirer-follow-up" | "inquirer-again"> | undefined;
}

const goalDirectedUserOptionNames: OptionNames<GoalDirectedUserOptions> = {
  persona: true,
  goal: true,
  facts: true,
  details: true,
  orchestrators: true,
  name: true,
  model: true,
  settings: modelSettingOptions,
  envelope: true,
  varyDecoding: true,
  noise: true,
  compat: true,
  prompts: { inquirer: true, "inquirer-follow-up": true, "inquirer-again": true },
};

/**
 * A person with a goal who questions an assistant: the inquirer of LLM Roleplay (Tamoyan et al. 2024). Its memory
 * holds only the messages it sent, not the talk around them, so that it does not begin to answer itself.
 *
 * @throws InvalidArgumentError without a persona, and for an empty goal
 */
export function goalDirectedUser(options: GoalDirectedUserOptions): Participant {
  checkArguments("goalDirectedUser", arguments, 1);
  checkOptions("goalDirectedUser", options, goalDirectedUserOptionNames);
  requireArguments("goalDirectedUser", arguments, 1);
  requireOptions("goalDirectedUser", options, ["persona"]);
  const { persona, name = "User", compat = false, orchestrators = [] } = options;
  const goal =
    typeof options.goal === "string"
      ? goalOf(options.goal)
      : checkOptions("goalDirectedUser goal", options.goal, goalNames);
  if (goal?.steps === undefined || goal.steps.length === 0)
    throw new InvalidArgumentError("A goal-directed user needs a goal");
  const envelopeFor = ({ capabilities }: ChatModel): Envelope => {
    if (options.envelope !== undefined) return options.envelope;
    if (compat) return literalQuotes();
    return capabilities.messages === "fields" && capabilities.jsonSchema !== "none"
      ? doneMessage()
      : quotes();
  };
  const described = typeof persona === "string" ? { description: persona } : persona.toJSON();
  const model = options.model ?? defaults().model;
  const facts = { ...goal.facts, ...options.facts };
  const details = joined(knowledge(facts, orchestrators), options.details);
  const rules = orchestrators.map((rule) => rule.toJSON());
  const templates = {
    inquirer: goalPrompt.with(options.prompts?.inquirer),
    "inquirer-follow-up": goalFollowUpPrompt.with(options.prompts?.["inquirer-follow-up"]),
    "inquirer-again": goalAgainPrompt.with(options.prompts?.["inquirer-again"]),
  };
  return {
    name,
    description: "a person with a goal",
    persona: {
      ...described,
      goal: goal.steps.join("\n"),
      ...(rules.length === 0 ? {} : { orchestrators: rules }),
    },
    distinction: details === undefined ? undefined : { details },
    modelInfo: {
      name: modelNameOf(model),
      ...pickModelSettings(options.settings ?? {}),
    },
    noise: typingNoise(orchestrators, options.noise, Object.values(facts).flatMap(factWordings)),
    async begin(run) {
      const resolved = await resolveModel(model);
      const envelope = envelopeFor(resolved);
      const session = new GoalSession({
        goal,
        envelope,
        beginning: templates.inquirer.messages({
          persona: inWords(persona),
          goal: goal.steps[0] as string,
          details,
          envelope: envelope.instruction,
          stop_word: byWord(envelope),
        }),
        followUp: templates["inquirer-follow-up"],
        again: templates["inquirer-again"],
        orchestrators,
        facts,
        model: resolved,
        settings: { ...defaultSettings(), ...options.settings },
        varyDecoding: options.varyDecoding ?? true,
        reached: compat ? literalGoalSignal : strictGoalSignal,
        examine: compat ? examineLiterally : undefined,
        literal: compat,
        run,
      });
      return {
        prompts: promptHashes(templates),
        descriptions: descriptions(persona),
        reply: (view, request) => session.reply(view, request),
      };
    },
  };
}

interface GoalSessionParts {
  readonly goal: Goal;
  readonly envelope: Envelope;
  readonly beginning: readonly Message[];
  readonly followUp: typeof goalFollowUpPrompt.standard;
  readonly again: typeof goalAgainPrompt.standard;
  readonly model: ChatModel;
  readonly settings: ModelSettings;
  readonly varyDecoding: boolean;
  readonly reached: GoalSignal;
  /** Looks at the whole reply before anything is read from it. */
  readonly examine: typeof examineLiterally | undefined;
  /** Whether the signal ends the dialogue wherever it stands, steps or not, and nothing beside it is sent. */
  readonly literal: boolean;
  readonly orchestrators: readonly Orchestrator[];
  readonly facts: Facts;
  readonly run: ParticipantRun;
}

class GoalSession {
  readonly #parts: GoalSessionParts;
  readonly #rules: UserRules;

  constructor(parts: GoalSessionParts) {
    this.#parts = parts;
    const { run, orchestrators, facts } = parts;
    this.#rules = new UserRules(run, orchestrators, facts);
  }

  async *reply(view: View, request: ReplyRequest): AsyncGenerator<ReplyEvent, Draft, void> {
    const { model, settings, run, envelope, reached, examine, literal, varyDecoding } = this.#parts;
    const turn = view.turns.length;
    const lookahead = () => this.#lookahead(view, request);
    const { instructions, reply, end } = yield* this.#rules.guide(view, request, lookahead);
    const leaves = end === true ? ({ stop: "stop_signal" } as const) : {};
    if (reply !== undefined) return { text: reply, verbatim: true, ...leaves };
    const varied =
      varyDecoding && request.attempt > 0
        ? variedDecoding(run.random.fork("decoding", turn, request.attempt))
        : {};
    const limit = longerLimit(undefined, settings, request);
    const result = await model.generate({
      ...settings,
      ...varied,
      ...(request.longer === true && limit !== undefined ? { maxTokens: limit } : {}),
      messages: this.#messages(
        view,
        request.mustContinue === true || (request.attempt > 0 && (end === false || this.#stepsRemain(view))),
        instructions,
        request.refused,
      ),
      output: model.capabilities.jsonSchema === "none" ? undefined : envelope.output,
      seed: settings.seed ?? run.random.derive("call", turn, request.attempt),
      session: `${run.conversation}/${run.name}`,
      dialogueSeed: run.random.derive("dialogue"),
      signal: request.signal,
    });
    const { usage, finishReason } = result;
    const canBeLonger = finishReason === "length" && request.longer !== true && limit !== undefined;
    yield* modelWarnings(result.warnings);
    const { text, failure, selfReply = false } = examine?.(result.text) ?? { text: result.text };
    if (selfReply) yield { type: "event", event: { action: "self-reply", content: result.text } } as const;
    if (failure !== undefined) return { text: "", failure, usage, finishReason, canBeLonger } satisfies Draft;
    if (literal && reached(text)) return this.#content(end, usage);
    const opened = envelope.open(withoutGoalWord(text, reached));
    // A model that is held to the envelope's form can say that it is done only inside it.
    const inside = opened.ok && envelope.output !== undefined && reached(opened.message);
    const done = reached(text) || inside || (opened.ok && opened.done === true);
    const message = opened.ok ? (done ? withoutGoalWord(opened.message, reached) : opened.message) : "";
    if (done && this.#stepsRemain(view, message)) {
      const content = "said that the goal is reached while steps of it remain";
      yield { type: "event", event: { action: "goal-signal", actionLabel: "refused", content } } as const;
      if (message === "") return { text: "", failure: "no_prompt", usage } satisfies Draft;
    } else if (done && message === "") return this.#content(end, usage);
    else if (done && end !== false) {
      return { text: message, stop: "goal_reached", usage, finishReason } satisfies Draft;
    }
    const content = opened.ok
      ? { candidates: opened.candidates, raw: text }
      : { refused: opened.reason, raw: text };
    yield { type: "event", event: { action: "envelope", actionLabel: envelope.name, content } } as const;
    return (
      opened.ok
        ? { text: message, usage, finishReason, canBeLonger, ...leaves }
        : { text: "", failure: "no_prompt", usage, finishReason, canBeLonger }
    ) satisfies Draft;
  }

  /** Whether something of the goal was not brought up yet, and is not by the message either. */
  #stepsRemain(view: View, message = ""): boolean {
    const { goal, literal } = this.#parts;
    const sent = view.turns.filter(({ speaker }) => speaker === view.me).length + (message === "" ? 0 : 1);
    return !literal && goal.steps.length > 1 && sent < goal.steps.length;
  }

  /** What the person does when it has all it wanted: it leaves, unless a rule says that it may not yet. */
  #content(end: boolean | undefined, usage: Draft["usage"]): Draft {
    return end === false
      ? { text: "", failure: "no_prompt", usage }
      : { text: "", stop: "goal_reached", usage };
  }

  async #lookahead(view: View, request: ReplyRequest): Promise<string> {
    const { model, settings, run } = this.#parts;
    const messages = this.#messages(view, false, []);
    const seed = settings.seed ?? run.random.derive("lookahead", view.turns.length);
    return (await model.generate({ ...settings, messages, seed, signal: request.signal })).text;
  }

  #messages(view: View, mustContinue: boolean, rules: readonly string[], refused?: string): Message[] {
    const { goal, envelope, beginning, followUp, again } = this.#parts;
    const messages: Message[] = [...beginning];
    let answers = 0;
    for (const { speaker, text } of view.turns) {
      if (speaker === view.me) {
        messages.push({ role: "assistant", content: envelope.seal(text) });
        continue;
      }
      const step = goal.steps[++answers];
      const asked = { answer: text, step, envelope: envelope.instruction, stop_word: byWord(envelope) };
      messages.push(...followUp.messages(asked));
    }
    if (mustContinue) messages.push(...again.messages({ goes_on: true }));
    if (messages.at(-1)?.role !== "user") messages.push(...again.messages({ begins: true }));
    const sentBack =
      refused === undefined || mustContinue ? [] : again.messages({ refused }).map(({ content }) => content);
    // Right before the last message, so that what comes before it stays the same from turn to turn.
    const told = [...rules, ...sentBack];
    if (told.length > 0) messages.splice(-1, 0, { role: "system", content: told.join("\n") });
    return messages;
  }
}

/** The word that says that the goal is reached, unless a field does. */
function byWord({ name }: Envelope): string | undefined {
  return name === "done-message" ? undefined : goalWord;
}

/** Other decoding settings, so that a second try is not the first one again. */
function variedDecoding(random: Random): ModelSettings {
  return { temperature: 0.5 + random.next() / 2, topK: random.integer(5, 50) };
}
