import { isStopWord } from "./stop-words.ts";

/** The word in a stage direction or in data: from where to where, and what the data say aloud. */
export interface ActedStop {
  readonly start: number;
  readonly end: number;
  readonly says?: string | undefined;
}

/** A direction longer than this, before or after the word, does not act it out. */
const longestBeside = 60;
/** Longer data are not held back to be looked at. */
const longestData = 1000;

const opened = new RegExp(`[([*_【]([^()[\\]*_【】{}\\n]{0,${longestBeside}})$`, "u");
/** Somebody says the word, or sends it: not a sign, and nobody else is told it. */
const saying =
  /^ ?(?:(?!(?:signs?|it|screen|button|label|light|voice|paper|card|text)(?!\p{L}))\p{L}[\p{L}.'’-]{0,20} ){0,3}(?:say(?:s|ing)?|said|signal(?:s|ling|led)?|typ(?:es|ing|ed)|writ(?:es|ing)|wrote|sends?|sent|outputs?|utters?|whispers?|responds? with|repl(?:y|ies) with|ends? (?:the )?(?:conversation|call|chat|dialogue) with|sagt|schreibt|dit|écrit|dice|escribe|scrive|diz|escreve|говорит|пишет) ?:? ?["'“‘«„]?$/iu;
const closed = new RegExp(
  `["'”’»“]?[.!]?(?:\\s+(?:and|then|to end)(?!\\p{L})[^()[\\]*_【】{}\\n]{0,${longestBeside}})?(?<mark>[)\\]*_】])`,
  "uy",
);
const mayClose = new RegExp(
  `^["'”’»“]?[.!]?(?:\\s{0,3}|\\s+(?:a|an|t|to|to |to e|to en|th|the)|\\s+(?:and|then|to end)(?!\\p{L})[^()[\\]*_【】{}\\n]{0,${longestBeside}})<?$`,
  "u",
);
const pairs: Readonly<Record<string, string>> = { "(": ")", "[": "]", "*": "*", _: "_", "【": "】" };
const spoken = ["message", "text", "content", "response", "reply", "say", "utterance", "speech", "output"];

/**
 * The stage direction (`*says STOP and hangs up*`) or the data (`{"action": "STOP"}`) that a word stands in, where these
 * mean that it is said here and now.
 *
 * @returns nothing where it stands in neither; `open` while that depends on what is still to come
 */
export function readActedStop(
  text: string,
  word: { readonly at: number; readonly after: number },
  from: number,
  complete: boolean,
): ActedStop | "open" | undefined {
  const { at, after } = word;
  const direction = opened.exec(text.slice(Math.max(from, at - longestBeside - 1), at));
  if (direction !== null && saying.test(direction[1] as string)) {
    closed.lastIndex = after;
    const closing = closed.exec(text)?.groups?.["mark"];
    if (closing !== undefined && closing === pairs[direction[0].charAt(0)])
      return { start: at - direction[0].length, end: closed.lastIndex };
    return closing === undefined && !complete && mayClose.test(text.slice(after)) ? "open" : undefined;
  }
  return readData(text, word, from, complete);
}

function readData(
  text: string,
  { at, after }: { readonly at: number; readonly after: number },
  from: number,
  complete: boolean,
): ActedStop | "open" | undefined {
  const least = Math.max(from, at - longestData);
  const open = text.slice(least, at).lastIndexOf("{");
  if (open === -1) return undefined;
  const start = least + open;
  const data = text.slice(start, start + longestData);
  // Behind the first brace may be the one that closes: `{"name": "STOP", "arguments": {}}`.
  for (
    let close = data.indexOf("}"), tries = 3;
    close !== -1 && tries > 0;
    close = data.indexOf("}", close + 1), tries--
  ) {
    const fields = start + close < after ? undefined : parsed(data.slice(0, close + 1));
    if (fields !== undefined) return signalIn(fields, start, start + close + 1);
  }
  return complete || data.length === longestData ? undefined : "open";
}

function signalIn(
  data: Readonly<Record<string, unknown>>,
  start: number,
  end: number,
): ActedStop | undefined {
  const name = spoken.find((one) => typeof data[one] === "string" && !isStopWord(String(data[one])));
  const message = name === undefined ? undefined : String(data[name]);
  const last = message === undefined ? null : closing.exec(message);
  if (last === null && !Object.entries(data).some(isSignal)) return undefined;
  return { start, end, says: last === null ? message : last[1] };
}

function parsed(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(json) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

/** What is said in a field, with the word after its last sentence. */
const closing = /^(.*[\p{Sentence_Terminal}…\n])\s?[*[("]{0,3}STOP[*\])".]{0,4}\s*$/su;

function isSignal([name, value]: readonly [string, unknown]): boolean {
  return typeof value === "string" ? isStopWord(value) : value === true && isStopWord(name);
}

const mayAct = new RegExp(
  `(?:[([*_【][^()[\\]*_【】{}\\n]{0,${longestBeside + 10}}|\\{[^{}]{0,${longestData}}(?:\\{[^{}]{0,60}\\}?[^{}]{0,60})?)$`,
  "u",
);

/** Where the end of a text begins that may become a direction or data with the word. */
export function actedStopBegun(text: string): number | undefined {
  const tail = text.slice(-longestData - 1);
  const found = mayAct.exec(tail);
  return found === null ? undefined : text.length - tail.length + found.index;
}
