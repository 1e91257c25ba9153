import { type Dialog, type DialogSource, InvalidArgumentError } from "@sdialog/core";
import { dialogsOf } from "../dialog-source.ts";
import { assistantRole, recordedRole } from "./assistants-of.ts";

/** Who the assistant of a dataset is, and how that is known. */
export interface AssistantChoice {
  /** A speaker's name; for a given position, that. Nothing when no dialogue names two speakers. */
  readonly assistant: string | number | undefined;
  /**
   * `given`, or found: by the `role` that turns say, by a `usual_name`, as the speaker `common` to the dialogues, as whoever `answers` first, or as the
   * one `beside_user`, in dialogues of two of which the other has a user's name.
   */
  readonly how: "given" | "role" | "usual_name" | "common" | "answers" | "beside_user";
}

/** What assistants are called, the likeliest first. */
export const usualAssistantNames = [
  ["assistant", "chatbot", "bot", "gpt", "chatgpt", "ai", "model"],
  ["system", "agent", "wizard", "sys"],
  ["operator", "support", "advisor", "representative", "clerk"],
].flat();

/** What those are called who talk to an assistant, and never are one. */
const usualUserNames: ReadonlySet<string> = new Set(
  "user users human customer client caller guest patient visitor buyer shopper tourist traveler traveller passenger student prompter asker seeker usr enduser".split(
    " ",
  ),
);

/**
 * Finds who the assistant is, once for a whole dataset: by the roles in its rows, by a usual name, by being the one speaker common to the
 * dialogues, or, where everything else fits several, by answering first in all of them. Who has a user's name is not the assistant:
 * where it is the other one who goes by many names, that one's place among the speakers tells.
 *
 * @param given who it is, when that was chosen
 * @throws InvalidArgumentError when different dialogues would get different people
 */
export async function findAssistant(
  source: DialogSource,
  given?: string | number | undefined,
): Promise<AssistantChoice> {
  if (given !== undefined) return { assistant: given, how: "given" };
  const census = new Census();
  for await (const dialog of dialogsOf(source)) census.add(dialog);
  return census.choose();
}

interface Count {
  readonly name: string;
  dialogs: number;
  answers: number;
}

function isUserName(name: string): boolean {
  return usualUserNames.has(name.toLowerCase().replaceAll(/[^\p{L}]/gu, ""));
}

/** How often who speaks, and answers first, in dialogues of two and more. */
class Census {
  readonly #counts = new Map<string, Count>();
  /** Places of whoever talks with one that has a user's name. */
  readonly #beside = new Set<number>();
  #inRoles = false;
  #withUser = 0;
  #total = 0;

  add({ turns }: Dialog): void {
    const roles = turns.map(recordedRole);
    if (roles.includes(assistantRole)) this.#inRoles = true;
    const cast = turns.map(({ speaker }, at) => roles[at] ?? speaker).filter((name) => name !== null);
    const speakers = [...new Set(cast)];
    if (speakers.length < 2) return;
    this.#total++;
    const others = [...speakers.keys()].filter((position) => !isUserName(speakers[position] ?? ""));
    if (speakers.length === 2 && others.length === 1) {
      this.#withUser++;
      for (const position of others) this.#beside.add(position);
    }
    for (const [position, name] of speakers.entries()) {
      const key = name.toLowerCase();
      const count = this.#counts.get(key) ?? { name, dialogs: 0, answers: 0 };
      count.dialogs++;
      if (position === 1) count.answers++;
      this.#counts.set(key, count);
    }
  }

  choose(): AssistantChoice {
    if (this.#total === 0) return { assistant: undefined, how: "answers" };
    const counts = [...this.#counts.values()].filter(({ name }) => !isUserName(name));
    const usual = counts
      .filter(({ name }) => rank(name) < usualAssistantNames.length)
      .toSorted((a, b) => rank(a.name) - rank(b.name) || b.dialogs - a.dialogs);
    // Some dialogues without the assistant are counted and left out; many mean that it has other names, too.
    const everywhere = (count: Count): boolean => count.dialogs >= 0.7 * this.#total;
    const named = usual.find(everywhere);
    if (named !== undefined) {
      const byRole = this.#inRoles && named.name.toLowerCase() === assistantRole;
      return { assistant: named.name, how: byRole ? "role" : "usual_name" };
    }
    const common = counts.filter(everywhere);
    const [only, ...more] = common;
    if (usual.length === 0 && only !== undefined && more.length === 0 && this.#total > 1)
      return { assistant: only.name, how: "common" };
    const [place, ...places] = this.#beside;
    if (usual.length === 0 && place !== undefined && places.length === 0 && this.#withUser === this.#total)
      return { assistant: place, how: "beside_user" };
    const answering = counts.filter(({ answers }) => answers > 0);
    const [first] = answering;
    if (first !== undefined && answering.length === 1 && everywhere(first))
      return { assistant: first.name, how: "answers" };
    throw this.#ambiguous(usual.length > 0 ? usual : common.length > 0 ? common : answering);
  }

  #ambiguous(candidates: readonly Count[]): InvalidArgumentError {
    const likely = candidates.toSorted((a, b) => b.dialogs - a.dialogs).slice(0, 5);
    const named = likely.map(({ name, dialogs }) => `"${name}" (in ${dialogs} of ${this.#total})`).join(", ");
    return new InvalidArgumentError(
      `It is not clear who the assistant is: different dialogues would get different people, such as ${named}`,
      {
        hint: `Say who it is: a name (--assistant ${JSON.stringify(likely[0]?.name ?? "Bob")}), or a position in every dialogue (--assistant 1 for whoever speaks second).`,
      },
    );
  }
}

/** Position among the usual names; their number for any other. "Support Agent" counts as "agent". */
function rank(name: string): number {
  const words = name.toLowerCase().split(/[^\p{L}]+/u);
  const exact = usualAssistantNames.indexOf(name.toLowerCase());
  if (exact >= 0) return exact;
  const last = usualAssistantNames.findIndex((usual) => words.includes(usual));
  return last < 0 ? usualAssistantNames.length : last;
}
