import { firstNames } from "../first-names.ts";
import { type Guard, passed } from "./guard.ts";

/**
 * A speaker speaks for itself only: its own name in front of the reply is taken away, and everything from a line
 * on that speaks as somebody else is cut off. A reply that starts as somebody else is refused. Whoever has spoken counts,
 * such as an opener who takes no further part, and so do first names that only one of them has.
 */
export function singleSpeaker(): Guard {
  return {
    name: "single-speaker",
    check(text, { speaker, state }) {
      const said = state.turns.map((turn) => turn.speaker).filter((name) => name !== null);
      const names = [...new Set([speaker, ...state.participants.map(({ name }) => name), ...said])];
      const known = new Map([...names.map((name) => [name, name] as const), ...firstNames(names)]);
      const others = [...known].filter(([, name]) => name !== speaker).map(([called]) => called);
      const selves = [...known].filter(([, name]) => name === speaker).map(([called]) => called);
      const own = text.replace(new RegExp(`^\\s*${label(selves)}\\s*`, "u"), "");
      const foreign = others.length === 0 ? -1 : own.search(new RegExp(`^[ \\t]*${label(others)}`, "mu"));
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

/** Matches `Name:`, `[Name]:` or `**Name**:`. */
function label(names: readonly string[]): string {
  const escaped = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return `(?:\\*\\*|\\[)?(?:${escaped})(?:\\*\\*|\\])?[ \\t]*:(?:\\*\\*)?`;
}
