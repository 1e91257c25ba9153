import {
  checkArguments,
  checkOptions,
  described,
  factWordings,
  type OptionNames,
  requireArguments,
  requireOptions,
} from "@sdialog/core/internal";
import { type AttributeModel, type Facts, InvalidArgumentError, type Orchestrator } from "@sdialog/core";
import {
  defaults,
  generateObject,
  type ModelRef,
  type ModelSettings,
  type PromptTemplate,
  type PromptTexts,
  resolveModel,
  StructuredOutputError,
} from "@sdialog/llm";
import { defaultSettings, modelNameOf, modelSettingOptions, pickModelSettings } from "@sdialog/llm/internal";
import * as z from "zod/mini";
import { knowledge } from "../../policies/knowledge.ts";
import { typingNoise } from "../../policies/typing-noise.ts";
import { UserRules } from "../user-rules.ts";
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
import { descriptions, inWords } from "../../prompts/descriptions.ts";
import { feedbackPrompt, pace } from "./feedback-prompt.ts";

/** Who {@link feedbackUser} plays, what it asks for and when it has had enough. */
export interface FeedbackUserOptions {
  readonly persona: AttributeModel | string;
  /** The first message, word for word. */
  readonly query: string;
  readonly name?: string | undefined;
  readonly model?: ModelRef | undefined;
  readonly settings?: ModelSettings | undefined;
  /** After how many answers the person should be satisfied. Default: whenever it is. */
  readonly targetAnswers?: number | undefined;
  /** After this many answers the person leaves, satisfied or not, and the dialogue ends as `max_turns`. Default: never. */
  readonly maxAnswers?: number | undefined;
  /**
   * How probable it is that the person has anything to say to an answer; otherwise it leaves without a word, and the
   * dialogue ends as `stop_signal`. Default: 1, so that the model alone decides.
   */
  readonly feedbackProbability?: number | undefined;
  /** What the person knows. */
  readonly facts?: Facts | undefined;
  /** Rules that steer the person before each message but the query: policies of behaviour. */
  readonly orchestrators?: readonly Orchestrator[] | undefined;
  /** Disturbs what the person says before the others hear it. */
  readonly noise?: Noise | undefined;
  /** Templates in place of the library's: `feedback-user`. */
  readonly prompts?: PromptTexts<"feedback-user"> | undefined;
}

const feedbackUserOptionNames: OptionNames<FeedbackUserOptions> = {
  persona: true,
  query: true,
  name: true,
  model: true,
  settings: modelSettingOptions,
  targetAnswers: true,
  maxAnswers: true,
  feedbackProbability: true,
  facts: true,
  orchestrators: true,
  noise: true,
  prompts: { "feedback-user": true },
};

const feedbackSchema = z.object({
  satisfied: described(z.boolean(), "Whether the last answer left nothing to ask"),
  message: described(z.string(), "The next message; empty when satisfied"),
});

/**
 * A simulated user that opens with a query and then, after every answer, either is satisfied or asks on: the user of
 * PersonaGym. Its verdict is structured, so an error or a refusal can never be taken for satisfaction.
 *
 * @throws InvalidArgumentError without a persona, for an empty query, and a probability that is not one
 */
export function feedbackUser(options: FeedbackUserOptions): Participant {
  checkArguments("feedbackUser", arguments, 1);
  checkOptions("feedbackUser", options, feedbackUserOptionNames);
  requireArguments("feedbackUser", arguments, 1);
  requireOptions("feedbackUser", options, ["persona", "query"]);
  const { persona, name = "User", noise, facts, orchestrators = [] } = options;
  if (options.query.trim() === "")
    throw new InvalidArgumentError("A feedback user needs a query to open with");
  const { feedbackProbability: probability = 1 } = options;
  if (!(probability >= 0 && probability <= 1))
    throw new InvalidArgumentError(`feedbackProbability must be from 0 to 1, not ${probability}`);
  const model = options.model ?? defaults().model;
  const template = feedbackPrompt.with(options.prompts?.["feedback-user"]);
  return {
    name,
    description: "a user of the assistant",
    persona: {
      ...(typeof persona === "string" ? { description: persona } : persona.toJSON()),
      ...(orchestrators.length === 0 ? {} : { orchestrators: orchestrators.map((rule) => rule.toJSON()) }),
    },
    distinction: facts === undefined ? undefined : { facts },
    modelInfo: {
      name: modelNameOf(model),
      ...pickModelSettings(options.settings ?? {}),
    },
    noise: typingNoise(orchestrators, noise, Object.values(facts ?? {}).flatMap(factWordings)),
    begin(run) {
      const rules = new UserRules(run, orchestrators, facts);
      return {
        prompts: { "feedback-user": template.hash },
        descriptions: descriptions(persona),
        reply: (view, request) => reply(options, template, rules, run, view, request),
      };
    },
  };
}

type FeedbackTemplate = PromptTemplate<keyof typeof feedbackPrompt.slots>;

async function* reply(
  options: FeedbackUserOptions,
  template: FeedbackTemplate,
  rules: UserRules,
  run: ParticipantRun,
  view: View,
  request: ReplyRequest,
): AsyncGenerator<ReplyEvent, Draft, void> {
  const { persona, settings, targetAnswers, maxAnswers = Infinity, facts, orchestrators } = options;
  const own = view.turns.filter(({ speaker }) => speaker === view.me).length;
  if (own === 0) return { text: options.query, verbatim: true };
  const answers = view.turns.length - own;
  const leaving = answers >= maxAnswers;
  const prompt = (instructions: readonly string[]) =>
    template.messages({
      persona: inWords(persona),
      knowledge: knowledge(facts, orchestrators),
      conversation: view.turns
        .map(({ speaker, text }) => `${speaker === view.me ? "You" : "Assistant"}: ${text}`)
        .join("\n"),
      answers,
      target: targetAnswers,
      ...pace(answers, targetAnswers, { leaving, mustContinue: request.mustContinue === true }),
      instructions: leaving ? "" : instructions.join("\n"),
    });
  const lookahead = async (): Promise<string> => {
    const seed = settings?.seed ?? run.random.derive("lookahead", view.turns.length);
    const model = await resolveModel(options.model);
    const call = { ...defaultSettings(), ...settings, messages: prompt([]), seed, signal: request.signal };
    return (await generateObject(model, { ...call, schema: feedbackSchema, name: "feedback" })).value.message;
  };
  const guidance = yield* rules.guide(view, request, lookahead);
  const leaves = guidance.end === true ? ({ stop: "stop_signal" } as const) : {};
  if (guidance.reply !== undefined) return { text: guidance.reply, verbatim: true, ...leaves };
  const mayEnd = request.mustContinue !== true && guidance.end !== false;
  const speaks = run.random.fork("feedback", view.turns.length).chance(options.feedbackProbability ?? 1);
  if (mayEnd && !leaving && !speaks) return { text: "", stop: "stop_signal" };
  const messages = prompt(guidance.instructions);
  const set = { ...defaultSettings(), ...settings };
  const limit = longerLimit(undefined, set, request);
  try {
    const { value, usage, warnings } = await generateObject(await resolveModel(options.model), {
      ...set,
      ...(request.longer === true && limit !== undefined ? { maxTokens: limit } : {}),
      messages,
      schema: feedbackSchema,
      name: "feedback",
      seed: settings?.seed ?? run.random.derive("call", view.turns.length, request.attempt),
      dialogueSeed: run.random.derive("dialogue"),
      signal: request.signal,
    });
    yield* modelWarnings(warnings);
    if (value.satisfied && mayEnd) return { text: "", stop: "satisfied", usage };
    if (leaving) return { text: "", stop: "max_turns", usage };
    return { text: value.message, usage, ...leaves };
  } catch (error) {
    if (error instanceof StructuredOutputError)
      // A reply cut off in the middle is no JSON either, and what it would have become is not known.
      return {
        text: "",
        failure: "parse_error",
        usage: error.usage,
        canBeLonger: request.longer !== true && limit !== undefined,
      };
    throw error;
  }
}
