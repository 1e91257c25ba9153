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

function material(talk: CheckedConversation) {
  const { toolCalls, changes } = talk;
  return {
    ...(toolCalls.length === 0 ? {} : { "tool calls": toolCalls.map((call) => shownCall(call, talk)) }),
    ...(changes === null ? {} : { "changes of the environment": changes }),
  };
}

function shownCall({ turn, name, input, output, isError }: ToolCallRecord, { bot }: CheckedConversation) {
  return { turn: turn + 1, by: bot, name, input, output: output ?? null, isError };
}

/** Where a quote stands: in the turn it names, else in any other, else in a tool call, else in what changed. */
function located(quote: string, turn: number, talk: CheckedConversation): readonly Evidence[] {
  const { turns } = talk.dialog;
  const says = turns.map(({ speaker, text }, index) => {
    const line = (words: string) => JSON.stringify({ turn: index + 1, speaker, text: words });
    return isQuoteOf(quote, {
      said: [text],
      shown: [line(text), `${speaker ?? ""}: ${text}`],
      wholes: [text],
      frame: line(""),
    });
  });
  const named = says[turn] === true ? turn : says.indexOf(true);
  const found = turns[named];
  if (found !== undefined) return [{ turn: named, speaker: found.speaker, quote }];
  const call = talk.toolCalls.find((one) => quotesCall(quote, one, talk));
  if (call !== undefined) return [callEvidence(call, talk.bot)];
  const change = talk.changes?.find((one) =>
    isQuoteOf(quote, {
      said: [],
      shown: [JSON.stringify(one)],
      wholes: valuesIn(one),
      frame: JSON.stringify({ ...one, table: "", row: "", before: null, after: null }),
    }),
  );
  return change === undefined ? [] : [{ turn: null, speaker: null, quote: JSON.stringify(change) }];
}

function quotesCall(quote: string, call: ToolCallRecord, talk: CheckedConversation): boolean {
  const { name, input, output } = call;
  const result = typeof output === "string" ? output : (JSON.stringify(output) ?? "");
  return isQuoteOf(quote, {
    said: [`${name} ${JSON.stringify(input)} ${result}`, callEvidence(call, talk.bot).quote],
    shown: [JSON.stringify(shownCall(call, talk))],
    wholes: [name, result, ...valuesIn(input), ...valuesIn(output)],
    frame: JSON.stringify({ turn: call.turn + 1, by: talk.bot }),
  });
}

/** What a quote may be of. */
interface Quotable {
  /** As it was said or done. */
  readonly said: readonly string[];
  /** As the judge was shown it. */
  readonly shown: readonly string[];
  /** What may be quoted however short it is: a whole turn, a whole value. */
  readonly wholes: readonly string[];
  /** What the judge was shown around it, which is not evidence of anything. */
  readonly frame: string;
}

function isQuoteOf(quote: string, { said, shown, wholes, frame }: Quotable): boolean {
  const wanted = plain(quote);
  if (wanted === "") return false;
  if (wholes.some((whole) => plain(whole) === wanted)) return true;
  const isLong = (wanted.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= fewestLetters;
  const holds = (text: string) => plain(text).includes(wanted);
  return isLong && (said.some(holds) || (shown.some(holds) && !holds(frame)));
}

/** As many letters and digits a quote needs: a full stop stands in every conversation. */
const fewestLetters = 3;

function valuesIn(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  return typeof value === "object" ? Object.values(value).flatMap(valuesIn) : [String(value)];
}

/**
 * Models copy words, not always their case, spaces, dashes, quotation marks and emphasis; and what they are shown as JSON
 * they copy with its escapes or without.
 */
function plain(text: string): string {
  return text
    .replaceAll(/\\{1,9}u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/\\+[nrtbf]?/g, " ")
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/\p{Pd}/gu, "-")
    .replaceAll(/[*_`~]+/g, "")
    .replaceAll(/[\s"'“”„‘’«»]+/g, " ")
    .replaceAll(/ ?([{}[\]:,]) ?/g, "$1")
    .trim();
}
