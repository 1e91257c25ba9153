import { firstNames } from "./first-names.ts";
import type { ReplyEvent } from "./participant.ts";
import { relay } from "./relay.ts";

/** What stands between two messages of one turn. */
export const paragraph = "\n\n";

/** What somebody says as itself in a message, and whether it went on as somebody else. */
export interface OwnWords {
  readonly text: string;
  readonly isGoneOn: boolean;
}

/**
 * A message without the speaker's own name in front, and without everything from a line on that speaks as somebody else.
 * One line alone that follows on a colon is a field of a form, or what somebody is asked to say: `Fill in:`, `User: your name`.
 *
 * @param names of everybody who is known, the speaker first
 */
export function ownWords(message: string, names: readonly string[]): OwnWords {
  const { selves, others, again } = labelsOf(names);
  const own = message.replace(selves, "");
  const found = others === undefined ? [] : [...own.matchAll(others)];
  const [{ index: first } = { index: -1 }] = found;
  const isField = found.length === 1 && /:\**[ \t]*\n\s*$/.test(own.slice(0, first)) && !again.test(own);
  const foreign = isField ? -1 : first;
  return { text: (foreign === -1 ? own : own.slice(0, foreign)).trim(), isGoneOn: foreign !== -1 };
}

/** Keeps the speaker's own name in front out of a message that is streamed: what may be its beginning is held back until that is clear. */
export async function* withoutOwnName<Result>(
  events: AsyncGenerator<ReplyEvent, Result, void>,
  names: readonly string[],
): AsyncGenerator<ReplyEvent, Result, void> {
  const { called, selves } = labelsOf(names);
  /** What is held of the beginning; nothing any more once that has been said. */
  let held: string | undefined = "";
  const result = yield* relay(events, function* (event): Generator<ReplyEvent> {
    if (event.type === "discard") held = "";
    if (event.type !== "delta" || event.channel !== "text" || held === undefined) {
      yield event;
      return;
    }
    // White space in front is not part of the words, nor is more than one character of it behind the name.
    held = `${held}${event.delta}`.trimStart().replace(/(?<=[:*])\s+$/u, " ");
    if (held === "" || mayBeLabel(held, called)) return;
    const delta = held.replace(selves, "");
    held = undefined;
    yield { ...event, delta };
  });
  const rest = held?.replace(selves, "") ?? "";
  if (rest !== "") yield { type: "delta", channel: "text", delta: rest };
  return result;
}

/** Whether the beginning of a message is no more than a name in front, as it is written so far. */
function mayBeLabel(begun: string, called: readonly string[]): boolean {
  const inside = /^(?:\*\*?|\[)?(?<rest>.*)$/su.exec(begun)?.groups?.["rest"] ?? "";
  return called.some(
    (name) =>
      name.startsWith(inside) ||
      (inside.startsWith(name) &&
        /^(?:\*{1,2}|\])?[ \t]{0,9}(?::\*{0,2}\s*)?$/u.test(inside.slice(name.length))),
  );
}

/** How a speaker's own name looks at the start of a reply, and everybody else's at the start of a line. */
interface Labels {
  /** What the speaker is called. */
  readonly called: readonly string[];
  readonly selves: RegExp;
  readonly others: RegExp | undefined;
  /** The speaker's own name at the start of a later line. */
  readonly again: RegExp;
}

/** What was made before: the same few speak all the time. */
const remembered = new Map<string, Labels>();
/** More speakers and casts than this are not remembered: an agent that serves many meets new ones for ever. */
const mostRemembered = 64;

function labelsOf(names: readonly string[]): Labels {
  const key = names.join("\n");
  const found = remembered.get(key);
  if (found !== undefined) return found;
  const [speaker] = names;
  const known = new Map([...names.map((name) => [name, name] as const), ...firstNames(names)]);
  const others = [...known].filter(([, name]) => name !== speaker).map(([called]) => called);
  const own = [...known].filter(([, name]) => name === speaker).map(([called]) => called);
  const made = {
    called: own,
    selves: new RegExp(`^\\s*${label(own)}\\s*`, "u"),
    others: others.length === 0 ? undefined : new RegExp(`^[ \\t]*${label(others)}`, "gmu"),
    again: new RegExp(`^[ \\t]*${label(own)}`, "mu"),
  };
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, made);
  return made;
}

/** Matches `Name:`, `[Name]:` or `**Name**:`. */
function label(names: readonly string[]): string {
  const escaped = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return `(?:\\*\\*|\\[)?(?:${escaped})(?:\\*\\*|\\])?[ \\t]*:(?:\\*\\*)?`;
}
