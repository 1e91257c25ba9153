import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { firstNames } from "../first-names.ts";
import { type Guard, passed } from "./guard.ts";

/** Who else a speaker may not speak as. */
export interface SingleSpeakerOptions {
  /** Names besides those of the participants and of whoever has spoken, such as a moderator's who is only heard of. */
  readonly others?: readonly string[] | undefined;
}

const singleSpeakerOptionNames: OptionNames<SingleSpeakerOptions> = { others: true };

/**
 * A speaker speaks for itself only: its own name in front of the reply is taken away, and everything from a line
 * on that speaks as somebody else is cut off. A reply that starts as somebody else is refused. Whoever has spoken counts,
 * such as an opener who takes no further part, and so do first names that only one of them has.
 */
export function singleSpeaker(options: SingleSpeakerOptions = {}): Guard {
  checkArguments("singleSpeaker", arguments, 1);
  const { others: known = [] } = checkOptions("singleSpeaker", options, singleSpeakerOptionNames);
  const labels = new Map<string, Labels>();
  return {
    name: "single-speaker",
    check(text, { speaker, state }) {
      const names = new Set([speaker, ...state.participants.map(({ name }) => name), ...known]);
      for (const turn of state.turns) if (turn.speaker !== null) names.add(turn.speaker);
      const { selves, others } = labelsOf([...names], labels);
      const own = text.replace(selves, "");
      const foreign = others === undefined ? -1 : own.search(others);
      const mended = (foreign === -1 ? own : own.slice(0, foreign)).trim();
      if (mended === "" && foreign !== -1) {
        return {
          pass: false,
          reason: "role_leak",
          fault: "double_turn",
          detail: "the reply speaks as another participant",
        };
      }
      if (mended === text.trim()) return passed;
      if (foreign === -1) return { pass: true, text: mended, detail: "own name removed" };
      return { pass: true, text: mended, fault: "double_turn", detail: "reply to itself cut off" };
    },
  };
}

/** How a speaker's own name looks at the start of a reply, and everybody else's at the start of a line. */
interface Labels {
  readonly selves: RegExp;
  readonly others: RegExp | undefined;
}

/** More speakers and casts than this are not remembered: an agent that serves many meets new ones for ever. */
const mostRemembered = 64;

/** @param names the speaker first @param remembered what was made before: the same few speak all the time */
function labelsOf(names: readonly string[], remembered: Map<string, Labels>): Labels {
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
