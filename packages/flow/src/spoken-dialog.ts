import type { Dialog } from "@sdialog/core";
import { type RoleScheme, rolesIn } from "./role-scheme.ts";

export interface Utterance {
  readonly role: string;
  readonly speaker: string | null;
  readonly text: string;
}

/** What is said in one dialogue, and in which role. */
export interface SpokenDialog {
  readonly dialogId: number | string;
  readonly turns: readonly Utterance[];
}

/** The dialogues in which anybody (or any of the roles in `only`) speaks, reduced to what they say. */
export function spokenDialogs(
  dialogs: Iterable<Dialog>,
  scheme: RoleScheme,
  only?: readonly string[],
): SpokenDialog[] {
  return Array.from(dialogs, (dialog) => spokenDialog(dialog, scheme, only)).filter(
    ({ turns }) => turns.length > 0,
  );
}

export function spokenDialog(dialog: Dialog, scheme: RoleScheme, only?: readonly string[]): SpokenDialog {
  const roleOf = rolesIn(dialog, scheme);
  const turns = dialog.turns
    .map((turn): Utterance => ({ role: roleOf(turn), speaker: turn.speaker, text: turn.text }))
    .filter(({ role }) => only === undefined || only.includes(role));
  return { dialogId: dialog.id, turns };
}

/** By role, in the order in which roles first speak: each distinct text with how often it is said. */
export function textsByRole(dialogs: readonly SpokenDialog[]): Map<string, Map<string, number>> {
  const roles = new Map<string, Map<string, number>>();
  for (const { role, text } of dialogs.flatMap(({ turns }) => turns)) {
    const counts = roles.get(role) ?? new Map<string, number>();
    counts.set(text, (counts.get(text) ?? 0) + 1);
    roles.set(role, counts);
  }
  return roles;
}
