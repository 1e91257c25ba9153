import { contentId } from "../content-hash.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { SDialogError } from "../errors/sdialog-error.ts";
import { frozenJson, shareFrozen } from "../json.ts";
import { version } from "../version.ts";
import { hasColor, printText } from "../print.ts";
import { type DialogData, checkKeys, type DialogKey, dialogKeys, notDialog } from "./dialog-data.ts";
import type { DialogEvent, DialogEventInput } from "./event.ts";
import { formatDialog, formatDialogOptionNames, type FormatDialogOptions } from "./format-dialog.ts";
import { checkArguments } from "../options/check-arguments.ts";
import { checkKinds } from "../options/check-kinds.ts";
import { checkOptions } from "../options/check-options.ts";
import { isStopReason, type StopReason } from "./stop-reason.ts";
import { parseDialogData, rememberRight } from "./parse-dialog-data.ts";
import { mergeTurns } from "./merge-turns.ts";
import { capitalize, countWords, replaceText, strip, titleCase } from "./text-transforms.ts";
import { type Turn, type TurnInput, turnLine } from "./turn.ts";

/** What a dialogue can be made from: any part of its JSON. */
export interface DialogInput extends Partial<{
  readonly [Key in Exclude<DialogKey, "turns" | "events">]: DialogData[Key] | undefined;
}> {
  readonly turns?: readonly TurnInput[] | null | undefined;
  readonly events?: readonly DialogEventInput[] | null | undefined;
  readonly [key: string]: unknown;
}

/** What holds of a whole dialogue, and of no part of it. */
const ofTheWhole = {
  complete: null,
  stopReason: undefined,
  usage: undefined,
  faults: undefined,
  failure: undefined,
};

/**
 * A dialogue: who said what, with which model and seed, and what happened on the way.
 *
 * Immutable. Everything that changes something returns a new dialogue whose `parentId` is this one's `id`. An id
 * that is not given is derived from the content, so that the same content has the same id.
 */
export class Dialog implements Iterable<Turn> {
  /** Version of the SDialog that wrote it. */
  readonly version!: DialogData["version"];
  /** When it was made, ISO 8601 in UTC. */
  readonly timestamp!: DialogData["timestamp"];
  /** The model's name, or its name and parameters. */
  readonly model!: DialogData["model"];
  /** The seed from which everything random in it follows. */
  readonly seed!: DialogData["seed"];
  /** Derived from the content unless it was given. */
  readonly id!: number | string;
  /** The dialogue it was derived from. */
  readonly parentId!: DialogData["parentId"];
  /** Whether it came to its own end; `null` when nobody knows. */
  readonly complete!: DialogData["complete"];
  /** Speaker name → persona. */
  readonly personas!: DialogData["personas"];
  /** The situation the speakers are in. */
  readonly context!: DialogData["context"];
  /** What the dialogue was meant to be about. */
  readonly scenario!: DialogData["scenario"];
  /** What was said, in order. */
  readonly turns!: readonly Turn[];
  /** What happened on the way, in order; `null` when it was not recorded. */
  readonly events!: readonly DialogEvent[] | null;
  /** What was added about it later, such as ratings. */
  readonly annotations!: DialogData["annotations"];
  /** Remarks: text or plain JSON. */
  readonly notes!: unknown;
  /** Keys that are not part of the format, kept as they came. */
  readonly extra: Readonly<Record<string, unknown>>;

  /**
   * @param data any part of a dialogue's JSON; it is copied, never aliased
   * @throws DataFormatError when a part has the wrong type
   * @throws InvalidArgumentError when a part holds what JSON cannot, or for a key that is nearly one of the format, which
   *   is missing; other keys are your own and kept in {@link Dialog.extra}
   */
  constructor(data: DialogInput = {}) {
    checkArguments("new Dialog", arguments, 1);
    checkKeys(data);
    const { known, extra } = parseDialogData(frozenJson(data, "dialog"));
    Object.assign(this, known);
    rememberRight(this);
    for (const value of [...Object.values(known), ...Object.values(extra)]) shareFrozen(value);
    this.version ??= version;
    this.id ??= contentId({ ...known, ...extra, timestamp: null, version: null });
    this.extra = extra;
    Object.freeze(this);
  }

  /**
   * Takes data of unknown shape, for example parsed JSON. An object without `turns` is not taken for a dialogue.
   * @param line the 1-based line of the source it begins on, or what gives the line of a place inside it
   * @throws DataFormatError naming the source and the wrong place
   */
  static from(
    data: unknown,
    source?: string,
    line?: number | ((path: readonly (string | number)[]) => number),
  ): Dialog {
    try {
      if (typeof data === "object" && data !== null && !Array.isArray(data) && !("turns" in data))
        throw notDialog('it has no "turns"');
      // Data may have any keys besides: whoever wrote it knows what they mean.
      return new Dialog(withEveryKey(data));
    } catch (error) {
      if (!SDialogError.isInstance(error)) throw error;
      const path = error instanceof DataFormatError ? error.path : undefined;
      throw new DataFormatError(error.message, {
        source,
        line: typeof line === "function" ? line(path ?? []) : line,
        path,
        hint: error.hint,
        cause: error.cause,
      });
    }
  }

  /** Number of turns. */
  get length(): number {
    return this.turns.length;
  }

  /** Why the dialogue ended, when the engine that made it said so. */
  get stopReason(): StopReason | null {
    const reason = this.extra["stopReason"];
    return isStopReason(reason) ? reason : null;
  }

  /** Iterates over the turns. */
  [Symbol.iterator](): Iterator<Turn> {
    return this.turns[Symbol.iterator]();
  }

  /** The speakers in the order in which they first speak. */
  speakers(): string[] {
    return [
      ...new Set(this.turns.map((turn) => turn.speaker).filter((name) => name !== null && name !== "")),
    ] as string[];
  }

  /** Words of all turns: runs of characters between white space. */
  wordCount(): number {
    return this.turns.reduce((sum, turn) => sum + countWords(turn.text), 0);
  }

  /** Estimated speaking time in whole minutes; 0 for a dialogue without words, otherwise at least 1. */
  minutes(wordsPerMinute = 130): number {
    const words = this.wordCount();
    return words === 0 ? 0 : Math.max(1, Math.round(words / wordsPerMinute));
  }

  /**
   * A dialogue like this one with `changes`, a new id and this one as its parent. Pass `{ id }` to choose its id.
   * @throws InvalidArgumentError when the changes are not an object
   */
  clone(changes: DialogInput = {}): Dialog {
    checkArguments("Dialog.clone", arguments, 1);
    if (typeof changes !== "object" || changes === null) {
      throw new InvalidArgumentError("clone takes the changes as an object", {
        hint: 'To choose the id of the copy, write dialog.clone({ id: "…" }).',
      });
    }
    return new Dialog({ ...this.toJSON(), id: null, parentId: this.id, ...changes });
  }

  /**
   * The turns from `start` up to, not including, `end`; negative numbers count from the end. Events are dropped, and
   * so is what holds of the whole only: whether it is complete, why it ended, what it cost and what was at fault.
   */
  slice(start?: number, end?: number): Dialog {
    checkArguments("Dialog.slice", arguments, 2);
    return this.clone({ turns: this.turns.slice(start, end), events: null, ...ofTheWhole });
  }

  /**
   * Only what one speaker said and did. Where others spoke too, what holds of the whole only is dropped, as in
   * {@link Dialog.slice}. Names are compared without regard to case.
   * @throws InvalidArgumentError for a name that does not occur
   */
  filter(speaker: string): Dialog {
    checkArguments("Dialog.filter", arguments, 1);
    const same = (name: string | null): boolean => name?.toLowerCase() === speaker.toLowerCase();
    if (!this.turns.some((turn) => same(turn.speaker)) && !this.events?.some((event) => same(event.agent))) {
      throw new InvalidArgumentError(`Nobody called "${speaker}" speaks in this dialogue`, {
        hint: `Speakers are: ${this.speakers().join(", ") || "none"}.`,
      });
    }
    const turns = this.turns.filter((turn) => same(turn.speaker));
    return this.clone({
      turns,
      events: this.events?.filter((event) => same(event.agent)) ?? null,
      ...(turns.length === this.turns.length ? {} : ofTheWhole),
    });
  }

  /** Renames a speaker in turns, events and `personas`; mentions inside the text are left alone. */
  renameSpeaker(from: string, to: string, options: { readonly caseSensitive?: boolean } = {}): Dialog {
    checkOptions("Dialog.renameSpeaker", options, { caseSensitive: true });
    const fold = (name: string): string => (options.caseSensitive === true ? name : name.toLowerCase());
    const rename = <Name extends string | null>(name: Name): Name | string =>
      name !== null && fold(name) === fold(from) ? to : name;
    return this.clone({
      turns: this.turns.map((turn) => ({ ...turn, speaker: rename(turn.speaker) })),
      events: this.events?.map((event) => ({ ...event, agent: rename(event.agent) })) ?? null,
      personas:
        this.personas &&
        Object.fromEntries(Object.entries(this.personas).map(([name, persona]) => [rename(name), persona])),
    });
  }

  /**
   * Neighbouring turns of the same named speaker made one, their texts joined by `separator`; events are left alone.
   * A merged turn keeps the further keys of its parts, the first one's where both have one.
   */
  mergeTurns(separator = "\n"): Dialog {
    checkKinds("mergeTurns", { separator: [separator, "a string"] });
    return this.clone({ turns: mergeTurns(this.turns, separator) });
  }

  /** Every turn's text replaced by `change(text, turn)`. */
  mapText(change: (text: string, turn: Turn) => string): Dialog {
    return this.clone({ turns: this.turns.map((turn) => ({ ...turn, text: change(turn.text, turn) })) });
  }

  /** Every text in lower case. */
  lower(): Dialog {
    return this.mapText((text) => text.toLowerCase());
  }

  /** Every text in upper case. */
  upper(): Dialog {
    return this.mapText((text) => text.toUpperCase());
  }

  /** Every word with a capital first letter, the rest lower case. */
  title(): Dialog {
    return this.mapText(titleCase);
  }

  /** First letter of each turn upper case, the rest lower case. */
  capitalize(): Dialog {
    return this.mapText(capitalize);
  }

  /** Without white space (or any of `characters`) at both ends of each turn. */
  strip(characters?: string): Dialog {
    return this.mapText((text) => strip(text, characters));
  }

  /** Replaces `search` in every turn: a string everywhere (or its first `count` occurrences per turn), a pattern as its flags say. */
  replace(search: string | RegExp, replacement: string, count = Number.POSITIVE_INFINITY): Dialog {
    return this.mapText((text) => replaceText(text, search, replacement, count));
  }

  /** The JSON of the format, keys in its order, unknown keys last. */
  toJSON(): DialogData {
    const { extra } = this;
    const known = Object.fromEntries(dialogKeys.map((key) => [key, this[key]]));
    return { ...known, ...extra } as DialogData;
  }

  /** One line per turn, `Speaker: text`; line breaks inside a turn become spaces. */
  toString(): string {
    return this.turns.map(turnLine).join("\n");
  }

  /** The dialogue as text for people: a header, then a line per turn, with what happened in between when asked for. */
  format(options: FormatDialogOptions = {}): string {
    checkOptions("Dialog.format", options, formatDialogOptionNames);
    return formatDialog(this.toJSON(), options);
  }

  /** Writes {@link Dialog.format} to the console, in colour on a terminal. */
  print(options: FormatDialogOptions = {}): void {
    checkOptions("Dialog.print", options, formatDialogOptionNames);
    printText(this.format({ color: hasColor(), ...options }));
  }
}

/** With nothing under the keys that are missing, so that none of the others can stand for one of them. */
function withEveryKey(data: unknown): DialogInput {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return (data ?? null) as DialogInput;
  return { ...Object.fromEntries(dialogKeys.map((key) => [key, undefined])), ...data };
}
