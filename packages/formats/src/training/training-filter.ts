import { contentHash, type Dialog, type DialogSource, InvalidArgumentError } from "@sdialog/core";
import { checkOptions, nearestName, type OptionNames, pickOptions } from "@sdialog/core/internal";
import type { ChatMessage } from "../messages/chat-message.ts";
import { findPersonalData } from "../personal-data/find-personal-data.ts";
import {
  assistantOf,
  type ChatMessageOptions,
  chatMessageOptionNames,
  trainableMessages,
  writtenMessages,
} from "../messages/chat-messages.ts";
import { chatTools } from "../messages/chat-tools.ts";
import { exportedForm, openingOf, type RowForm } from "../messages/exported-rows.ts";
import { formOf, type WrittenForm } from "../messages/written-form.ts";
import { wordingOf } from "../messages/wording.ts";
import { HeldOut } from "../similarity/held-out.ts";
import { NearDuplicates } from "../similarity/near-duplicates.ts";
import { ChatTemplate, type Rendered } from "./chat-template.ts";
import { calledTools, checkTrainerRules } from "./check-trainer-rules.ts";
import { findProblems, type ProblemOptions, problemOptionNames } from "./find-problems.ts";
import type { Problem } from "./problem.ts";
import { estimatedTokens, modelTokens, type TokenCounter } from "./token-counter.ts";
import { formFor, readsKeys, type Trainer, trainerNamed, trainers } from "./trainers.ts";

/** What must hold of dialogues for a certain training. */
export interface TrainingFilterOptions extends ProblemOptions {
  /** Who trains, by the name of {@link trainers}, or the chat template of the model: a `.jinja` file or its `tokenizer_config.json`. */
  readonly for?: string | undefined;
  /** Most tokens of a dialogue, as the template writes it where there is one. Default: the trainer's own limit. */
  readonly maxTokens?: number | undefined;
  /** The `tokenizer.json` that counts them. Default: four characters are taken for a token. */
  readonly tokenizer?: string | undefined;
  /** Whether dialogues that say nearly the same as an earlier one are refused, or from which similarity on (0.5 to 1). Default: only exact copies are. */
  readonly dedupe?: boolean | number | undefined;
  /** Dialogues that the model will be tested on: what shares 13 words in a row with them is refused. */
  readonly holdout?: DialogSource | undefined;
  /** Whether dialogues that hold personal data (addresses, numbers) may stay: in system messages, turns, calls or results. Default: true. */
  readonly personalData?: boolean | undefined;
}

/** The names of {@link TrainingFilterOptions}. */
export const trainingFilterOptionNames: OptionNames<TrainingFilterOptions> = {
  ...problemOptionNames,
  for: true,
  maxTokens: true,
  tokenizer: true,
  dedupe: true,
  holdout: true,
  personalData: true,
};

/** How the messages reach the trainer. */
export interface Handover {
  /** Whether they are handed on as they stand in a file, and not as an export would write them. Default: false. */
  readonly asWritten?: boolean | undefined;
  /** What the messages of the rows will look like, and where an opening goes in them unless it is said. Default: what the trainer reads. */
  readonly form?: RowForm | undefined;
  /** Whether answers with `weight: 0` are kept from being learned. Default: as the trainer says. */
  readonly weights?: boolean | undefined;
}

const handoverNames: OptionNames<Handover> = { asWritten: true, form: true, weights: true };

interface Parts extends Handover {
  readonly form: RowForm;
  readonly trainer: Trainer | undefined;
  readonly template: ChatTemplate | undefined;
  readonly tokens: TokenCounter;
  readonly heldOut: HeldOut | undefined;
}

/** Says of one dialogue after the other what speaks against training on it: in itself, for the trainer, and beside the earlier ones. */
export class TrainingFilter {
  readonly #options: TrainingFilterOptions;
  readonly #shown: ChatMessageOptions;
  readonly #parts: Parts;
  readonly #messagesOf: typeof trainableMessages;
  readonly #exact = new Map<string, string | number>();
  readonly #near: NearDuplicates | undefined;
  #undescribed = 0;
  #refusedByTemplate = false;
  #written = 0;
  #learned = 0;
  #tooLong = false;

  private constructor(options: TrainingFilterOptions, parts: Parts) {
    this.#options = options;
    this.#shown = pickOptions(options, chatMessageOptionNames);
    this.#parts = parts;
    this.#messagesOf = parts.asWritten === true ? writtenMessages : trainableMessages;
    const { dedupe = false } = options;
    if (dedupe !== false)
      this.#near = new NearDuplicates({ threshold: typeof dedupe === "number" ? dedupe : undefined });
  }

  /** @throws InvalidArgumentError for a trainer that is not known; FileError and DataFormatError for files that cannot be read */
  static async create(options: TrainingFilterOptions, handover: Handover = {}): Promise<TrainingFilter> {
    checkOptions("TrainingFilter.create", options, trainingFilterOptionNames);
    checkOptions("TrainingFilter.create", handover, handoverNames);
    const { for: target, tokenizer, holdout } = options;
    const trainer = trainerNamed(target);
    const { form = formFor(trainer), asWritten = false } = handover;
    const opening = options.opening ?? (asWritten ? "message" : openingOf[form]);
    const shown = { ...options, opening };
    return new TrainingFilter(shown, {
      ...handover,
      form,
      trainer,
      template: target === undefined || trainer !== undefined ? undefined : await templateOf(target),
      tokens: tokenizer === undefined ? estimatedTokens : await modelTokens(tokenizer),
      heldOut: holdout === undefined ? undefined : await HeldOut.read(holdout),
    });
  }

  /** What holds of the whole dataset, such as that it is too small. */
  remarks(dialogs: number): string[] {
    const { trainer, template, tokens } = this.#parts;
    const least = trainer?.minConversations;
    const { opening, system } = this.#options;
    const helps = [
      ...(opening === "system" ? [] : ['opening "system"']),
      ...(system === "none" ? [] : ['system "none"']),
    ];
    return [
      ...(least === undefined || dialogs >= least.value ? [] : [`${least.says} There are ${dialogs}.`]),
      ...(this.#undescribed === 0
        ? []
        : [
            `${this.#undescribed} dialogues call tools and do not record their schemas: a model that learns from them invents what it calls.`,
          ]),
      ...(template === undefined || template.marksAnswers
        ? []
        : [
            "The template does not mark what the assistant says: a loss on that alone needs one that does, which TRL brings for the families of models it knows.",
          ]),
      ...(this.#written === 0 || tokens.estimated
        ? []
        : [
            `${this.#learned} of ${this.#written} tokens are what the assistant says: a loss on that alone is on those.`,
          ]),
      ...(this.#refusedByTemplate && helps.length > 0
        ? [
            `Many templates want a user to speak first, or no system message: ${helps.join(" and ")} may help.`,
          ]
        : []),
      ...(this.#tooLong && tokens.estimated
        ? ["Tokens are estimated at four characters each: name the model's tokenizer to count them."]
        : []),
    ];
  }

  /** Everything that speaks against training on a dialogue; it is remembered when nothing does. */
  check(dialog: Dialog): Problem[] {
    const found = findProblems(dialog, pickOptions(this.#options, problemOptionNames), this.#messagesOf);
    // A trainer that says what follows what in its own files takes a call that the user does not wait for.
    const problems = this.#placed(dialog)
      ? found.filter(({ reason }) => reason !== "unanswered_tool_call")
      : found;
    const readable = !problems.some(({ reason }) => unreadable.has(reason));
    if (readable) problems.push(...this.#trainerProblems(dialog));
    problems.push(...this.#contentProblems(dialog));
    // Only what stays can be copied.
    return problems.length > 0 ? problems : this.#copies(dialog);
  }

  /** How a dialogue stands in its file, where it is handed on so and the trainer reads it. */
  #formOf(dialog: Dialog): WrittenForm | undefined {
    const { asWritten, trainer } = this.#parts;
    const form = asWritten === true ? formOf(dialog) : undefined;
    return form === undefined || !readsKeys(trainer, form.keys) ? undefined : form;
  }

  #placed(dialog: Dialog): boolean {
    const { trainer } = this.#parts;
    return (
      trainer?.roles !== undefined &&
      this.#formOf(dialog) !== undefined &&
      trainer.rules.some(({ rule }) => rule === "wrong_place")
    );
  }

  #trainerProblems(dialog: Dialog): Problem[] {
    const { trainer, template } = this.#parts;
    const messages = this.#messagesOf(dialog, this.#shown);
    const tools = chatTools(dialog, assistantOf(dialog, this.#shown.assistant));
    const { asWritten, form } = this.#parts;
    // What it does not read as it stands is exported first.
    const written = this.#formOf(dialog) ?? exportedForm(messages, form);
    if (tools.length === 0 && calledTools(messages).length > 0) this.#undescribed++;
    const stands = asWritten === true ? formOf(dialog) : undefined;
    const problems = checkTrainerRules({ messages, tools, written }, trainer);
    if (stands !== undefined && !readsKeys(trainer, stands.keys))
      problems.push({
        reason: "other_keys",
        message: `it stands under keys that the trainer does not read: sdialog export --for ${this.#options.for ?? ""} writes those that it does`,
      });
    const { weights = trainer?.weights ?? trainer === undefined } = this.#parts;
    if (!weights && messages.some((message) => message.role === "assistant" && message.weight === 0))
      problems.push({
        reason: "not_to_be_learned",
        message: "an answer has weight 0, which this training ignores: it would be learned",
      });
    const answers = messages.filter(({ role }) => role === "assistant");
    if (
      weights &&
      answers.length > 0 &&
      answers.every((message) => message.role === "assistant" && message.weight === 0)
    )
      problems.push({ reason: "nothing_learned", message: "all of its answers have weight 0" });
    const rendered = template?.render(dialog, this.#shown, this.#messagesOf);
    if (rendered !== undefined && "refused" in rendered) {
      this.#refusedByTemplate = true;
      return [...problems, { reason: "template_refuses", message: rendered.refused }];
    }
    return [...problems, ...this.#lengthProblems(dialog, rendered, messages)];
  }

  #lengthProblems(
    dialog: Dialog,
    rendered: Rendered | undefined,
    messages: readonly ChatMessage[],
  ): Problem[] {
    const { template, tokens } = this.#parts;
    const limit = this.#limit();
    const masked =
      tokens.estimated && limit === undefined
        ? undefined
        : template?.parts(dialog, this.#shown, this.#messagesOf);
    const parts =
      masked !== undefined && "parts" in masked
        ? masked.parts.map(({ text, learned }) => ({ count: tokens.count(text), learned }))
        : messages.map((message) => ({
            count: tokens.count(contentOf(message)),
            learned: message.role === "assistant",
          }));
    if (masked !== undefined && "parts" in masked) {
      this.#written += sum(parts);
      this.#learned += sum(parts.filter(({ learned }) => learned));
    }
    if (limit === undefined) return [];
    const count = rendered !== undefined && "text" in rendered ? tokens.count(rendered.text) : sum(parts);
    if (count <= limit) return [];
    this.#tooLong = true;
    const about = tokens.estimated ? "about " : "";
    const first = parts.findIndex(({ learned }) => learned);
    return [
      { reason: "too_long", message: `${about}${count} tokens, more than ${limit}` },
      ...(sum(parts.slice(0, first)) >= limit
        ? [
            {
              reason: "nothing_learned" as const,
              message: `no answer begins within the first ${limit} tokens: cut there, it has no loss`,
            },
          ]
        : []),
    ];
  }

  #limit(): number | undefined {
    return this.#options.maxTokens ?? this.#parts.trainer?.maxTokens?.value;
  }

  #contentProblems(dialog: Dialog): Problem[] {
    const problems: Problem[] = [];
    const shared = this.#parts.heldOut?.find(dialog);
    if (shared !== undefined)
      problems.push({ reason: "held_out", message: `the held-out set also says: "${shared}"` });
    if (this.#options.personalData === false) {
      const kinds = new Set(
        wordingOf(dialog, this.#shown).flatMap(({ text }) => findPersonalData(text).map(({ kind }) => kind)),
      );
      if (kinds.size > 0)
        problems.push({ reason: "personal_data", message: `it holds ${[...kinds].join(", ")}` });
    }
    return problems;
  }

  #copies(dialog: Dialog): Problem[] {
    const key = contentHash(
      wordingOf(dialog, this.#shown).map(({ kind, by, text }) => [kind, by, text]),
    ).slice(0, 24);
    const same = this.#exact.get(key);
    if (same !== undefined) return [{ reason: "duplicate", message: `it says the same as ${same}` }];
    this.#exact.set(key, dialog.id);
    const alike = this.#near?.find(dialog);
    return alike === undefined
      ? []
      : [{ reason: "near_duplicate", message: `it says nearly the same as ${alike}` }];
  }
}

/** Without these there are no messages to look at. */
const unreadable: ReadonlySet<string> = new Set(["no_turns", "no_assistant", "no_user"]);

function sum(some: readonly { readonly count: number }[]): number {
  return some.reduce((total, { count }) => total + count, 0);
}

function contentOf(message: ChatMessage): string {
  return "tool_calls" in message ? message.content + JSON.stringify(message.tool_calls) : message.content;
}

async function templateOf(target: string): Promise<ChatTemplate> {
  if (/\.(jinja2?|j2|json)$/.test(target)) return ChatTemplate.load(target);
  const names = Object.keys(trainers);
  const nearest = nearestName(target, names);
  throw new InvalidArgumentError(`There is no trainer called "${target}"`, {
    hint: `${nearest === undefined ? "" : `Did you mean "${nearest}"? `}Known are ${names.join(", ")}, and any chat template as a .jinja file or tokenizer_config.json.`,
  });
}
