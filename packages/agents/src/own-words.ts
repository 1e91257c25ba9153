import { firstNames } from "./first-names.ts";

/** What stands between two messages of one turn. */
export const paragraph = "\n\n";

/** What somebody says as itself in a message, and whether it went on as somebody else. */
export interface OwnWords {
  readonly text: string;
  readonly isGoneOn: boolean;
}

/**
 * A message without the speaker's own name in front, and without everything from a line on that speaks as somebody else.
 *
 * @param names of everybody who is known, the speaker first
 */
export function ownWords(message: string, names: readonly string[]): OwnWords {
  const { selves, others } = labelsOf(names);
  const own = message.replace(selves, "");
  const foreign = others === undefined ? -1 : own.search(others);
  return { text: (foreign === -1 ? own : own.slice(0, foreign)).trim(), isGoneOn: foreign !== -1 };
}

/** How a speaker's own name looks at the start of a reply, and everybody else's at the start of a line. */
interface Labels {
  readonly selves: RegExp;
  readonly others: RegExp | undefined;
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
  const selves = [...known].filter(([, name]) => name === speaker).map(([called]) => called);
  const made = {
    selves: new RegExp(`^\\s*${label(selves)}\\s*`, "u"),
    others: others.length === 0 ? undefined : new RegExp(`^[ \\t]*${label(others)}`, "mu"),
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
