/** What one side says in a row, in the provider's parts. */
export interface Side<Role, Part> {
  readonly role: Role;
  readonly parts: Part[];
}

/**
 * Messages as protocols want them that put results of tools into the user's message: what one side says in a row is
 * one message of several parts.
 */
export function bySide<Message, Role, Part>(
  messages: readonly Message[],
  roleOf: (message: Message) => Role,
  partsOf: (message: Message) => readonly Part[],
): readonly Side<Role, Part>[] {
  const sides: Side<Role, Part>[] = [];
  for (const message of messages) {
    const role = roleOf(message);
    const last = sides.at(-1);
    if (last?.role === role) last.parts.push(...partsOf(message));
    else sides.push({ role, parts: [...partsOf(message)] });
  }
  return sides;
}
