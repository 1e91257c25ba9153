import { onOneLine } from "../on-one-line.ts";
import { visibleText } from "../visible-text.ts";
import type { DialogData } from "./dialog-data.ts";
import type { OptionNames } from "../options/check-options.ts";
import type { DialogEvent } from "./event.ts";
import { type Turn, turnLine } from "./turn.ts";

/** What a printed dialogue shows besides its turns; see `Dialog.print`. Everything is off by default. */
export interface FormatDialogOptions {
  /** ANSI colours, one per speaker. Default: false. */
  readonly color?: boolean;
  /** Show the scenario. */
  readonly scenario?: boolean;
  /** Show the instructions the speakers were given. */
  readonly orchestration?: boolean;
  /** Show what the speakers thought. */
  readonly think?: boolean;
  /** Show tool calls and their results. */
  readonly tools?: boolean;
  /** Show every event. */
  readonly all?: boolean;
}

/** The names of {@link FormatDialogOptions}. */
export const formatDialogOptionNames: OptionNames<FormatDialogOptions> = {
  color: true,
  scenario: true,
  orchestration: true,
  think: true,
  tools: true,
  all: true,
};

const speakerColors = [34, 32, 35, 36, 33, 31] as const;

/** A dialogue as text for people; see `Dialog.print`. Control characters in it are shown, as terminals would obey them. */
export function formatDialog(dialog: DialogData, options: FormatDialogOptions = {}): string {
  const names = [
    ...dialog.turns.map((turn) => turn.speaker),
    ...(dialog.events ?? []).map((event) => event.agent),
  ];
  const speakers = [...new Set(names.filter((name) => name !== null && name !== ""))];
  const paint = (code: number, text: string): string =>
    options.color === true ? `\u001b[${code}m${visibleText(text)}\u001b[39m` : visibleText(text);
  const paintSpeaker = (name: string | null, text: string): string =>
    paint(
      name === null ? 37 : (speakerColors[Math.max(0, speakers.indexOf(name)) % speakerColors.length] ?? 37),
      text,
    );

  const lines = header(dialog).map(([key, value]) => `${paint(90, `[${key}]`)} ${visibleText(value)}`);
  if (options.scenario === true && dialog.scenario !== null) {
    lines.push(
      paint(90, "[scenario]"),
      visibleText(
        typeof dialog.scenario === "string" ? dialog.scenario : JSON.stringify(dialog.scenario, null, 2),
      ),
    );
  }
  lines.push(paint(90, "--- Dialogue Begins ---"));
  const shown =
    options.all === true ||
    options.orchestration === true ||
    options.think === true ||
    options.tools === true;
  if (shown && dialog.events !== null) {
    for (const event of dialog.events.filter((candidate) => isShown(candidate, options))) {
      lines.push(paintSpeaker(event.agent, eventLine(event)));
    }
  } else {
    for (const turn of dialog.turns) lines.push(paintSpeaker(turn.speaker, turnLine(bracketed(turn))));
  }
  lines.push(paint(90, "--- Dialogue Ends ---"));
  return lines.join("\n");
}

function bracketed(turn: Turn): Turn {
  return turn.speaker === null || turn.speaker === ""
    ? turn
    : { ...turn, speaker: null, text: `[${turn.speaker}] ${turn.text}` };
}

function header(dialog: DialogData): [key: string, value: string][] {
  const model =
    typeof dialog.model === "string" || dialog.model === null ? dialog.model : JSON.stringify(dialog.model);
  const entries: [string, unknown][] = [
    ["id", dialog.id],
    ["complete", dialog.complete],
    ["model", model],
    ["seed", dialog.seed],
  ];
  return entries.filter(([, value]) => value !== null).map(([key, value]) => [key, String(value)]);
}

function isShown(event: DialogEvent, options: FormatDialogOptions): boolean {
  if (options.all === true || event.action === "utter" || event.action === "pick_suggestion") return true;
  if (event.action.startsWith("instruct")) return options.orchestration === true;
  if (event.action === "think") return options.think === true;
  return event.action === "tool" && options.tools === true;
}

function eventLine(event: DialogEvent): string {
  const content =
    typeof event.content === "string" ? onOneLine(event.content) : JSON.stringify(event.content);
  const label = event.actionLabel === null ? event.action : `${event.action}:${event.actionLabel}`;
  const name = event.agent === null ? "" : `[${event.agent}] `;
  return event.action === "utter" ? `${name}${content}` : `${name}(${label}) ${content}`;
}
