import { type Dialog, InvalidArgumentError, type Turn } from "@sdialog/core";

/**
 * Which speakers play the same part over many dialogues.
 *
 * - `"speaker"`: each name is a role of its own, without regard to case;
 * - `["system", "user"]`: roles by the order in which speakers first speak in each dialogue; a third speaker
 *   becomes `speaker-3`, and so on;
 * - `{ system: ["Doctor", "Nurse"], user: ["*"] }`: roles by name, without regard to case; `"*"` takes everyone not
 *   named.
 */
export type RoleScheme = "speaker" | readonly string[] | Readonly<Record<string, readonly string[]>>;

/** The role of a turn's speaker; turns without a speaker have the role `unnamed`. */
export type RoleOf = (turn: Turn) => string;

/**
 * The roles in one dialogue.
 *
 * @throws InvalidArgumentError, when asked for the role of a speaker whom the scheme does not cover
 */
export function rolesIn(dialog: Dialog, scheme: RoleScheme): RoleOf {
  const roleOfName = isOrder(scheme) ? byOrder(dialog, scheme) : byName(dialog, scheme);
  return ({ speaker }) => (speaker === null || speaker === "" ? "unnamed" : roleOfName(speaker));
}

function isOrder(scheme: RoleScheme): scheme is readonly string[] {
  return Array.isArray(scheme);
}

function byOrder(dialog: Dialog, roles: readonly string[]): (speaker: string) => string {
  const names = [...new Set(dialog.speakers().map(fold))];
  return (speaker) => {
    const place = names.indexOf(fold(speaker));
    return roles[place] ?? `speaker-${place + 1}`;
  };
}

function byName(dialog: Dialog, scheme: Exclude<RoleScheme, readonly string[]>): (speaker: string) => string {
  if (scheme === "speaker") return fold;
  const roles = new Map(
    Object.entries(scheme).flatMap(([role, names]) => names.map((name) => [fold(name), role])),
  );
  return (speaker) => {
    const role = roles.get(fold(speaker)) ?? roles.get("*");
    if (role !== undefined) return role;
    throw new InvalidArgumentError(
      `The roles do not cover "${speaker}", who speaks in dialogue ${dialog.id}`,
      {
        hint: `Add the name to one of the roles ${Object.keys(scheme).join(", ")}, or "*" for everyone else.`,
      },
    );
  };
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}
