import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog, JsonObject } from "@sdialog/core";
import type { PromptTexts } from "@sdialog/llm";
import { promptHashes } from "@sdialog/llm/internal";
import * as z from "zod";
import { type Assessment, type DialogScore, type ScoreOptions, scoreOptionNames } from "../dialog-score.ts";
import { askJudge } from "./ask-judge.ts";
import { judgeMessages } from "./judge-messages.ts";
import { judgeConfiguration, judgeOptionNames } from "./judge-options.ts";
import { answerComparisonPrompt, personaAnswersPrompt, personaQuestionsPrompt } from "./judge-prompts.ts";
import { heldPersonas } from "../text/held-personas.ts";
import type { TurnJudgeOptions } from "./persona-consistency-judges.ts";
import { isSilent, renderMaterial } from "./transcript.ts";

const questionsAsked = 5;

const promptsOf = (texts: PersonaQaPrompts = {}) => ({
  "persona-questions": personaQuestionsPrompt.with(texts["persona-questions"]),
  "persona-answers": personaAnswersPrompt.with(texts["persona-answers"]),
  "answer-comparison": answerComparisonPrompt.with(texts["answer-comparison"]),
});

type PersonaQaPrompts = PromptTexts<"persona-questions" | "persona-answers" | "answer-comparison">;

/** Whose persona is asked about, and by whom. */
export interface PersonaQaJudgeOptions extends Omit<TurnJudgeOptions, "criterion" | "feedback" | "prompts"> {
  /** Templates in place of the library's: `persona-questions`, `persona-answers`, `answer-comparison`. */
  readonly prompts?: PersonaQaPrompts | undefined;
}

const personaQaJudgeOptionNames: OptionNames<PersonaQaJudgeOptions> = {
  speaker: true,
  name: true,
  ...judgeOptionNames,
  prompts: { "persona-questions": true, "persona-answers": true, "answer-comparison": true },
};

const questionSchema = z.object({
  questions: z.array(z.object({ question: z.string(), answer: z.string() })).min(1),
});

/** What was asked about a speaker, and how it was answered. */
export interface PersonaAnswer {
  readonly speaker: string;
  readonly question: string;
  /** From the persona. */
  readonly expected: string;
  /** From what the speaker says; `null` where it does not come up. */
  readonly given: string | null;
  /** Whether both say the same; `null` where it does not come up. */
  readonly consistent: boolean | null;
}

/**
 * Question-answering consistency (after Abdulhai et al. 2025, arXiv 2511.00222): questions about a persona are answered once
 * from its description and once from what its speaker says in the dialogue; the share of the answers given there that say
 * the same, in [0, 1]. `null` when no question comes up in the dialogue, or it holds no persona of someone who speaks.
 *
 * Asks three times per speaker: for questions (the same for one persona, so that a cache keeps them), answers, and
 * whether they agree. There the questions are put to the agent itself; a dialogue that is over can only be read.
 */
export class LLMJudgePersonaQa implements DialogScore {
  readonly name: string;
  readonly direction = "higher";
  readonly #options: PersonaQaJudgeOptions;
  readonly #prompts: ReturnType<typeof promptsOf>;

  constructor(options: PersonaQaJudgeOptions = {}) {
    checkArguments("new LLMJudgePersonaQa", arguments, 1);
    checkOptions("new LLMJudgePersonaQa", options, personaQaJudgeOptionNames);
    this.name = options.name ?? "llm-judge-persona-qa";
    this.#options = options;
    this.#prompts = promptsOf(options.prompts);
  }

  get configuration(): JsonObject {
    const { tools = false } = this.#options;
    return { ...judgeConfiguration(this.#options), prompts: promptHashes(this.#prompts), tools };
  }

  /**
   * Every question with its two answers; none for a dialogue without a persona of someone who speaks.
   *
   * @throws StructuredOutputError when no reply of the model fitted within the retries
   * @throws ModelError when a call failed
   */
  async answers(dialog: Dialog, options?: ScoreOptions): Promise<PersonaAnswer[]> {
    checkOptions("LLMJudgePersonaQa.answers", options, scoreOptionNames);
    if (isSilent(dialog, false)) return [];
    const ofSpeakers = [];
    for (const [speaker, persona] of heldPersonas(dialog, this.#options.speaker).values())
      ofSpeakers.push(...(await this.#ofSpeaker(dialog, speaker, persona, options)));
    return ofSpeakers;
  }

  async score(dialog: Dialog, options?: ScoreOptions): Promise<number | null> {
    checkOptions("LLMJudgePersonaQa.score", options, scoreOptionNames);
    return (await this.assess(dialog, options)).value;
  }

  async assess(
    dialog: Dialog,
    options?: ScoreOptions,
  ): Promise<Assessment & { readonly value: number | null }> {
    checkOptions("LLMJudgePersonaQa.assess", options, scoreOptionNames);
    const answers = await this.answers(dialog, options);
    const given = answers.filter(({ consistent }) => consistent !== null);
    const right = given.filter(({ consistent }) => consistent === true).length;
    const details = {
      asked: answers.length,
      answered: given.length,
      answers: answers.map((answer) => ({ ...answer })),
    };
    return { value: given.length === 0 ? null : right / given.length, details };
  }

  async #ofSpeaker(
    dialog: Dialog,
    speaker: string,
    persona: unknown,
    options: ScoreOptions | undefined,
  ): Promise<PersonaAnswer[]> {
    const prompts = this.#prompts;
    const { value: asked } = await askJudge(
      this.#options,
      {
        name: "questions",
        messages: prompts["persona-questions"].messages({
          count: questionsAsked,
          persona: renderMaterial("persona", persona),
        }),
        schema: questionSchema,
      },
      options,
    );
    const questions = asked.questions.map(({ question }) => question);
    const material = { speaker, questions };
    const { value: found } = await askJudge(
      this.#options,
      {
        name: "answers",
        messages: judgeMessages(
          {
            name: this.name,
            template: prompts["persona-answers"],
            criterion: "",
            material,
            tools: this.#options.tools,
          },
          dialog,
        ),
        schema: z.object({ answers: z.array(z.string().nullable()).length(questions.length) }),
      },
      options,
    );
    const answered = asked.questions.flatMap(({ question, answer }, place) => {
      const given = found.answers[place] ?? null;
      return given === null ? [] : [{ question, answers: [answer, given] }];
    });
    const agreed =
      answered.length === 0
        ? []
        : (
            await askJudge(
              this.#options,
              {
                name: "verdicts",
                messages: prompts["answer-comparison"].messages({
                  answers: renderMaterial("answers", answered),
                }),
                schema: z.object({ positive: z.array(z.boolean()).length(answered.length) }),
              },
              options,
            )
          ).value.positive;
    let next = 0;
    return asked.questions.map(({ question, answer: expected }, place) => {
      const given = found.answers[place] ?? null;
      return {
        speaker,
        question,
        expected,
        given,
        consistent: given === null ? null : agreed[next++] === true,
      };
    });
  }
}
