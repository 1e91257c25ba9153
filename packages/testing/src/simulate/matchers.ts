import { DataFormatError, InvalidArgumentError } from "@sdialog/core";
import { expressionMatch, textMatch } from "../text/text-match.ts";
import { type AsymmetricMatcher, hasValues, isAsymmetric } from "../environment/same-value.ts";
import { reasonsOf } from "../comparison/compare-tests.ts";
import type { TestedDialog } from "../results/tested-dialog.ts";
import { botName } from "../run/test-conversation.ts";

/** What matchers look at: all conversations of a test, some of them, or one. */
export type Conversations =
  | TestedDialog
  | readonly TestedDialog[]
  | { readonly conversations: readonly TestedDialog[] };

/** What a text is compared with: words whatever their case and spaces, or a regular expression. */
export type Words = string | RegExp;

/** Whether it holds of every conversation, of which it does not, and of which it does. */
export interface Matched {
  readonly pass: boolean;
  /** What is expected, in words: `to reach the goal`. */
  readonly expected: string;
  /** The conversations of which it does not hold, and why. */
  readonly wrong: readonly { readonly one: TestedDialog; readonly what: string }[];
  /** The conversations of which it holds. */
  readonly right: readonly { readonly one: TestedDialog; readonly what: string }[];
  /** The conversations that show nothing, whatever is expected of them or not, and why. */
  readonly untested: readonly { readonly one: TestedDialog; readonly what: string }[];
  /**
   * What is wrong, with the conversations that show it; what holds where it should not, for negations.
   *
   * @param wanted whether it should hold; false where it is negated. Default: true
   */
  message(wanted?: boolean): string;
}

/**
 * What can be expected of conversations with a chatbot. Each takes the conversations first, and holds when it holds of
 * every one; its negation holds when it holds of none. Where there is none, or one was not tested (its outcome is
 * `error`, the bot gave no answer or empty ones, or nobody could judge), neither it nor its negation holds: see {@link isAsWanted}.
 */
export const matchers = {
  /** Every user got what it wanted. */
  toReachGoal: (received: Conversations): Matched =>
    every(
      received,
      "to reach the goal",
      ({ dialog, result }) =>
        result.goalReached === true ? undefined : `ended by ${dialog.stopReason ?? "nothing that is known"}`,
      ({ result }) =>
        result.goalReached === null ? "not tested: nobody judged whether the goal is reached" : undefined,
    ),

  /** Every conversation passes: what its scenario expects holds, and the bot had no hard finding. */
  toPass: (received: Conversations): Matched =>
    every(received, "to pass", ({ result }) =>
      result.outcome === "passed"
        ? undefined
        : `${result.outcome}: ${[...reasonsOf(result), ...result.findings.map(({ message }) => message)].join("; ")}`,
    ),

  /** The bot calls a tool in every conversation, with at least these arguments. */
  toCallTool: (
    received: Conversations,
    name: string,
    input: Readonly<Record<string, unknown>> = {},
  ): Matched => {
    const given = Object.keys(input).length === 0 ? "" : ` with ${argumentsText(input)}`;
    return every(received, `to call ${name}${given}`, ({ result }) => {
      const calls = result.toolCalls.filter((call) => call.name === name);
      if (calls.some((call) => hasValues(call.input, input))) return undefined;
      if (calls.length > 0)
        return `called with ${calls.map((call) => JSON.stringify(call.input)).join(", ")}`;
      const others = [...new Set(result.toolCalls.map((call) => call.name))];
      return others.length === 0 ? "no tool was called" : `called ${others.join(", ")}`;
    });
  },

  /** The bot says none of these texts in any conversation. */
  toNeverSay(received: Conversations, ...texts: readonly Words[]): Matched {
    requireWords("toNeverSay", texts);
    return every(received, `to never say ${texts.map(String).join(", ")}`, ({ dialog }) => {
      for (const [index, { speaker, text }] of dialog.turns.entries()) {
        if (speaker !== botName) continue;
        const found = texts.map((wanted) => find(wanted, text)).find((quote) => quote !== undefined);
        if (found !== undefined) return `turn ${index + 1} says “${found}”`;
      }
      return undefined;
    });
  },

  /** The bot's last answer says this text, in every conversation. */
  toEndWith(received: Conversations, wanted: Words): Matched {
    requireWords("toEndWith", [wanted]);
    return every(received, `to end with ${String(wanted)}`, ({ dialog }) => {
      const last = dialog.turns.findLast(({ speaker }) => speaker === botName);
      if (last === undefined) return "the bot never spoke";
      return find(wanted, last.text) === undefined ? `its last answer is “${last.text}”` : undefined;
    });
  },
} as const;

/** Without a text nothing would be looked for, and every conversation would be as expected. @throws InvalidArgumentError */
function requireWords(matcher: string, texts: readonly unknown[]): void {
  if (texts.length > 0 && texts.every(isText)) return;
  throw new InvalidArgumentError(`${matcher} is given nothing to look for`, {
    hint: `Name a text or a regular expression: ${matcher}("as an AI").`,
  });
}

const isText = (one: unknown): boolean =>
  one instanceof RegExp || (typeof one === "string" && one.trim() !== "");

/** As many conversations are told in a message; the rest are counted. */
const mostTold = 5;

function every(
  received: Conversations,
  expected: string,
  problem: (tested: TestedDialog) => string | undefined,
  unknown: (tested: TestedDialog) => string | undefined = () => undefined,
): Matched {
  const tested = conversationsOf(received);
  const told = (of: (one: TestedDialog) => string | undefined) =>
    tested.flatMap((one) => {
      const what = of(one);
      return what === undefined ? [] : [{ one, what }];
    });
  const untested = told((one) => whyUntested(one) ?? unknown(one));
  const wrong = told((one) => problem(one) ?? whyUntested(one) ?? unknown(one));
  const pass = tested.length > 0 && wrong.length === 0;
  const right = told((one) => (wrong.some((bad) => bad.one === one) ? undefined : "it does"));
  return {
    pass,
    expected,
    wrong,
    right,
    untested,
    message(wanted = true) {
      if (tested.length === 0) return `expected a chatbot ${expected}, but there is no conversation`;
      const shown = wanted ? wrong : untested.length > 0 ? untested : right;
      const lines = shown.slice(0, mostTold).map(({ one, what }) => `${place(one)}: ${what}`);
      const left = shown.length - lines.length;
      const more = left > 0 ? [`and ${left} more`] : [];
      const first = shown[0] === undefined ? [] : ["", transcript(shown[0].one)];
      const notTested = `${untested.length} of ${tested.length} were not tested`;
      return [
        wanted
          ? `expected a chatbot ${expected}; it does not in ${wrong.length} of ${tested.length}:`
          : `expected a chatbot not ${expected}; ${untested.length > 0 ? notTested : `it does in ${right.length} of ${tested.length}`}:`,
        ...[...lines, ...more, ...(wanted && untested.length > 0 ? [notTested] : [])].map(
          (line) => `  ${line}`,
        ),
        ...first,
      ].join("\n");
    },
  };
}

/** Whether conversations are as somebody wants them: all tested, and what is expected holds of all, or, negated, of none. */
export function isAsWanted(
  { pass, right, untested }: Matched,
  received: Conversations,
  wanted: boolean,
): boolean {
  if (wanted) return pass;
  return right.length === 0 && untested.length === 0 && conversationsOf(received).length > 0;
}

/** Arguments as JSON; what a test runner compares by, such as `expect.any(Number)`, in its own words. */
function argumentsText(input: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(input, (_, value: unknown) =>
    isAsymmetric(value) ? `<${asymmetricText(value)}>` : value,
  );
}

function asymmetricText(value: AsymmetricMatcher): string {
  return value.toAsymmetricMatcher?.() ?? String(value);
}

/** Why a conversation shows nothing of the bot; nothing for one that does. */
function whyUntested({ dialog, result }: TestedDialog): string | undefined {
  if (result.outcome === "error") {
    const why = result.findings.find(({ level }) => level === "hard");
    return `not tested: ${why === undefined ? "it could not be run or judged" : `${why.class}: ${why.message}`}`;
  }
  const answered = dialog.turns.some(
    ({ speaker, text, ...more }) =>
      speaker === botName &&
      text.trim() !== "" &&
      more["chatbotError"] === undefined &&
      more["greeting"] !== true,
  );
  return answered ? undefined : "not tested: the bot gave no answer";
}

/** All conversations of what matchers look at. @throws DataFormatError for anything else */
export function conversationsOf(received: Conversations): readonly TestedDialog[] {
  const tested =
    typeof received === "object" && received !== null && "conversations" in received
      ? received.conversations
      : [received].flat();
  for (const one of tested as readonly Partial<TestedDialog>[]) {
    if (one?.dialog === undefined || one.result === undefined)
      throw new DataFormatError("matchers for conversations look at what `simulate` returns", {
        hint: "Write expect(await simulate(…)).",
      });
  }
  return tested as readonly TestedDialog[];
}

function place({ result: { cell } }: TestedDialog): string {
  const again = cell.repeat === 0 ? "" : `, again ${cell.repeat + 1}`;
  return `${cell.scenario}, ${cell.persona}${again}`;
}

function transcript({ dialog }: TestedDialog): string {
  return dialog.turns.map(({ speaker, text }) => `  ${speaker ?? "somebody"}: ${text}`).join("\n");
}

function find(wanted: Words, text: string): string | undefined {
  return (typeof wanted === "string" ? textMatch(wanted) : expressionMatch(wanted))(text);
}
