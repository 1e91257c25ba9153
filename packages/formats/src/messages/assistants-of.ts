import { type Dialog, InvalidArgumentError } from "@sdialog/core";

/** The word for the assistant's role, by which all who have it are meant. */
export const assistantRole = "assistant";

/** Who speaks as the assistant in a dialogue: one speaker, or all whose turns say that they have its role. */
export interface Assistants {
  /** The one whose persona and tools are the assistant's; nothing when no speaker fits. */
  readonly name: string | undefined;
  readonly names: ReadonlySet<string>;
  /** Whether something is said by one of them. */
  readonly say: (turn: { readonly speaker: string | null; readonly role?: unknown }) => boolean;
}

/**
 * In what role something was said or done, where the file that it was read from told that beside a name.
 *
 * @returns nothing where the name is all that is known
 */
export function recordedRole(said: object): "user" | "assistant" | undefined {
  const { role } = said as { readonly role?: unknown };
  const word = typeof role === "string" ? role.toLowerCase() : undefined;
  return word === "user" || word === assistantRole ? word : undefined;
}

/**
 * Who the assistants are.
 *
 * @param assistant a name, a position among the speakers, or `"assistant"` for everybody of that name or role; when
 *   left out, everybody of that role, and where none is recorded, the second speaker
 * @throws InvalidArgumentError for a position that is not a whole number of at least 0
 */
export function assistantsOf(dialog: Dialog, assistant?: string | number): Assistants {
  const chosen = assistant ?? (hasAssistantRole(dialog) ? assistantRole : 1);
  const actors = actorsIn(dialog);
  if (typeof chosen === "number" || chosen.toLowerCase() !== assistantRole) {
    const name = typeof chosen === "number" ? at(actors, chosen) : named(actors, chosen);
    return {
      name,
      names: new Set(name === undefined ? [] : [name]),
      say: ({ speaker }) => name !== undefined && speaker === name,
    };
  }
  const recorded = [
    ...dialog.turns,
    ...(dialog.events ?? []).map((event) => ({ ...event, speaker: event.agent })),
  ];
  const inRole = new Set(
    recorded.filter((each) => recordedRole(each) === assistantRole).map(({ speaker }) => speaker),
  );
  const names = new Set(actors.filter((name) => inRole.has(name) || name === named(actors, chosen)));
  return {
    name: [...names].find((name) => dialog.personas?.[name] !== undefined) ?? [...names][0],
    names,
    say: (turn) => {
      const role = recordedRole(turn);
      return role === undefined ? names.has(turn.speaker ?? "") : role === assistantRole;
    },
  };
}

/** Who the assistant is in every part of a dialogue, where a position would mean another in some. */
export function settledAssistant(dialog: Dialog, assistant?: string | number): string | undefined {
  if (typeof assistant === "string") return assistant;
  return assistant === undefined && hasAssistantRole(dialog)
    ? assistantRole
    : assistantsOf(dialog, assistant).name;
}

function hasAssistantRole({ turns, events }: Dialog): boolean {
  return [...turns, ...(events ?? [])].some((each) => recordedRole(each) === assistantRole);
}

function at(actors: readonly string[], position: number): string | undefined {
  if (!Number.isInteger(position) || position < 0) {
    throw new InvalidArgumentError(`There is no speaker number ${position}`, {
      hint: "Speakers are counted from 0.",
    });
  }
  return actors[position];
}

function named(actors: readonly string[], name: string): string | undefined {
  return actors.find((each) => each.toLowerCase() === name.toLowerCase());
}

/** Who speaks, in order, and who only calls tools. */
function actorsIn(dialog: Dialog): string[] {
  const callers = (dialog.events ?? [])
    .filter(({ action }) => action === "tool")
    .map(({ agent }) => agent ?? "");
  return [...new Set([...dialog.speakers(), ...callers.filter((name) => name !== "")])];
}
