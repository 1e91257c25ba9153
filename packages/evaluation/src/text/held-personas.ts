import type { Dialog } from "@sdialog/core";

/**
 * The personas a dialogue holds for those who speak (or one of them), by name in lower case: the name as it is spoken under,
 * and the persona.
 */
export function heldPersonas(dialog: Dialog, speaker: string | undefined): Map<string, [string, unknown]> {
  const speakers = new Map(dialog.speakers().map((name) => [name.toLowerCase(), name]));
  const wanted = speaker?.toLowerCase();
  return new Map(
    Object.entries(dialog.personas ?? {}).flatMap(([key, persona]): [string, [string, unknown]][] => {
      const name = speakers.get(key.toLowerCase());
      if (name === undefined || (wanted !== undefined && wanted !== key.toLowerCase())) return [];
      return [[key.toLowerCase(), [name, persona]]];
    }),
  );
}
