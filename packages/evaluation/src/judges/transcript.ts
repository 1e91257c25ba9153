import { checkOptions } from "@sdialog/core/internal";
import type { Dialog, DialogEvent } from "@sdialog/core";
import { contentHash } from "@sdialog/core";

/** What of a dialogue is shown besides what is said. */
export interface TranscriptOptions {
  /** Whether tool calls and their results are shown, where they were made. Default: false. */
  readonly tools?: boolean | undefined;
}

/**
 * A dialogue as judges read it: one JSON object per turn between two marker lines, and on wish one per tool call and
 * result, where its events say it was made.
 *
 * Nothing said in the dialogue can imitate the frame: a turn never leaves its line, and the marks hold a hash of the
 * content, which no content can contain.
 */
export function renderTranscript(
  dialog: Dialog,
  label = "dialogue",
  options: TranscriptOptions = {},
): string {
  const { tools = false } = checkOptions("renderTranscript", options, { tools: true });
  const turns = dialog.turns.map(({ speaker, text }, index) => ({ turn: index + 1, speaker, text }));
  const made = tools ? toolsByTurn(dialog) : [];
  const lines = [
    ...turns.flatMap((turn, index) => [...(made[index] ?? []), turn]),
    ...(made[turns.length] ?? []),
  ];
  return quoteMaterial(label, lines.map(jsonLine), contentHash([label, lines]));
}

/** Whether there is nothing in a dialogue to judge: no text, and no tool call where those are shown. */
export function isSilent(dialog: Dialog, tools: boolean): boolean {
  if (dialog.turns.some(({ text }) => text.trim() !== "")) return false;
  return !tools || !(dialog.events ?? []).some(isToolEvent);
}

function isToolEvent({ action }: DialogEvent): boolean {
  return action === "tool";
}

/** Per turn, the tool events before it; then those after the last turn. An utterance stands for the next turn. */
function toolsByTurn({ turns, events }: Dialog): Record<string, unknown>[][] {
  const made: Record<string, unknown>[][] = Array.from({ length: turns.length + 1 }, () => []);
  let turn = 0;
  for (const event of events ?? []) {
    if (isToolEvent(event)) {
      const kind = event.actionLabel === "output" ? "tool result" : "tool call";
      made[Math.min(turn, turns.length)]?.push({ speaker: event.agent, [kind]: event.content });
    } else if (event.action === "utter") turn++;
  }
  return made;
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
