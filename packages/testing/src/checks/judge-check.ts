import { LLMJudge } from "@sdialog/evaluation/judges";
import type { ChatModel, PromptTexts } from "@sdialog/llm";
import * as z from "zod";
import type { Evidence } from "../results/evidence.ts";
import type { ToolCallRecord } from "../results/test-result.ts";
import type { CheckedConversation, OwnVerdict } from "../scenario/checked-conversation.ts";
import { callEvidence } from "./tool-checks.ts";

const answerSchema = z.object({
  quotes: z
    .array(
      z.object({
        turn: z
          .number()
          .int()
          .min(1)
          .describe("Number of the turn the quote is from, or that the tool call belongs to"),
        quote: z.string().min(1).describe("Words of that turn or tool call, copied letter by letter"),
      }),
    )
    .min(1)
    .describe("The evidence: what decides the question"),
  met: z.boolean().describe("Whether the criterion is met"),
});

/** How a judge is asked. */
export interface JudgeSetting {
  readonly model: ChatModel;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  /** A template in place of the library's prompt. */
  readonly prompts?: PromptTexts<"judge"> | undefined;
}

/**
 * A judge decides, and must quote what it decides by: a verdict none of whose quotes stands in the conversation, or in a
 * tool call or its result, is asked for once more, and then nobody knows.
 *
 * @throws ModelError when the judge's model failed
 */
export async function checkByJudge(
  criterion: string,
  talk: CheckedConversation,
  { model, seed, signal, prompts }: JudgeSetting,
): Promise<OwnVerdict> {
  const judge = (told: string) =>
    new LLMJudge(
      {
        name: "scenario",
        criterion: told,
        schema: answerSchema,
        value: ({ met }) => (met ? 1 : 0),
        material: () => material(talk),
      },
      { model, feedback: true, prompts },
    );
  const asked = `Decide whether this holds of the dialogue between a user and the assistant "${talk.bot}": ${criterion}\nQuote the turns or tool calls that decide it, letter by letter.`;
  for (const again of ["", "\nEvery quote must stand in the turn it names, letter by letter."]) {
    const { met, reason, quotes } = await judge(asked + again).judge(talk.dialog, { seed, signal });
    const evidence = quotes.flatMap(({ turn, quote }) => located(quote, turn - 1, talk));
    if (evidence.length > 0) return { passed: met, reason: reason ?? "", evidence };
  }
  return { passed: null, reason: "the judge quotes what nobody said" };
}

function material({ toolCalls, changes, bot }: CheckedConversation) {
  return {
    ...(toolCalls.length === 0
      ? {}
      : {
          "tool calls": toolCalls.map(({ turn, name, input, output, isError }) => ({
            turn: turn + 1,
            by: bot,
            name,
            input,
            output: output ?? null,
            isError,
          })),
        }),
    ...(changes === null ? {} : { "changes of the environment": changes }),
  };
}

/** Where a quote stands: in the turn it names, else in any other, else in a tool call. */
function located(quote: string, turn: number, talk: CheckedConversation): readonly Evidence[] {
  const { turns } = talk.dialog;
  const named = holds(turns[turn]?.text ?? "", quote)
    ? turn
    : turns.findIndex(({ text }) => holds(text, quote));
  const found = turns[named];
  if (found !== undefined) return [{ turn: named, speaker: found.speaker, quote }];
  const call = talk.toolCalls.find((one) => holds(callText(one), quote));
  return call === undefined ? [] : [callEvidence(call, talk.bot)];
}

function callText({ name, input, output }: ToolCallRecord): string {
  return `${name} ${JSON.stringify(input)} ${typeof output === "string" ? output : (JSON.stringify(output) ?? "")}`;
}

function holds(text: string, quote: string): boolean {
  return plain(quote) !== "" && plain(text).includes(plain(quote));
}

/** Models copy words, not always their case, spaces and quotation marks. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s"'“”‘’«»]+/g, " ")
    .trim();
}
