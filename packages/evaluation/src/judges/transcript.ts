import type { Dialog } from "@sdialog/core";
import { contentHash } from "@sdialog/core";

/**
 * A dialogue as judges read it: one JSON object per turn between two marker lines.
 *
 * Nothing said in the dialogue can imitate the frame: a turn never leaves its line, and the marks hold a hash of the
 * content, which no content can contain.
 */
export function renderTranscript(dialog: Dialog, label = "dialogue"): string {
  const turns = dialog.turns.map(({ speaker, text }, index) => ({ turn: index + 1, speaker, text }));
  return quoteMaterial(label, turns.map(jsonLine), contentHash([label, turns]));
}

/** Any other JSON value (a persona, a goal) in the same kind of frame. */
export function renderMaterial(label: string, value: unknown): string {
  return quoteMaterial(label, [jsonLine(value)], contentHash([label, value]));
}

function quoteMaterial(label: string, lines: readonly string[], hash: string): string {
  const mark = hash.slice(0, 16);
  return [`<<< ${label} ${mark}`, ...lines, `>>> ${label} ${mark}`].join("\n");
}

/** JSON without any of the characters that a reader may take for the end of a line. */
function jsonLine(value: unknown): string {
  return (JSON.stringify(value) ?? "null").replaceAll(
    /[\u0085\u2028\u2029\u007f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
