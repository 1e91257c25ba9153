import { requireArguments } from "../options/check-arguments.ts";
import { checkOptions } from "../options/check-options.ts";
import type { OptionNames } from "../options/check-options.ts";
import { Dialog } from "../dialog/dialog.ts";
import type { Turn } from "../dialog/turn.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { showsNothing, MarkCounter, marksIn } from "./invisible-marks.ts";
import { turnTemplate } from "./turn-template.ts";
import { withoutBom } from "./without-bom.ts";

/** How {@link formatDialogText} writes a turn. */
export interface FormatDialogTextOptions {
  /** One line of the text. Default: `"{speaker}: {text}"`. Placeholders beyond these two name keys of the turn. */
  readonly template?: string | undefined;
}

const formatDialogTextOptionNames: OptionNames<FormatDialogTextOptions> = { template: true };

/** How {@link parseDialogText} reads a turn, and what it cannot tell from the text. */
export interface ParseDialogTextOptions extends FormatDialogTextOptions {
  /** Who speaks in turns, for a template without `{speaker}`. */
  readonly defaultSpeakers?: readonly string[] | undefined;
  readonly id?: string | number | undefined;
  /** File name or other name of where the text comes from, for errors. */
  readonly source?: string | undefined;
}

const parseDialogTextOptionNames: OptionNames<ParseDialogTextOptions> = {
  defaultSpeakers: true,
  id: true,
  source: true,
  ...formatDialogTextOptionNames,
};

const defaultTemplate = "{speaker}: {text}";
const lineBreak = /\r\n|\n|\r/;

/**
 * A dialogue as text, one line per turn. Further lines of a turn follow indented by a tab. {@link parseDialogText}
 * gives back the same speakers, texts and placeholder values (numbers as text, every line break as `\n`, an empty
 * speaker as none); where a value would be misunderstood, it is escaped with a backslash: `\-` for no speaker,
 * `Dr\.\:\ Who` for a name that holds the template's literal text.
 *
 * @throws InvalidArgumentError for an unusable template, a turn without a value for a placeholder, or one that the
 *   template cannot hold in a readable form
 */
export function formatDialogText(dialog: Dialog, options: FormatDialogTextOptions = {}): string {
  checkOptions("formatDialogText", options, formatDialogTextOptionNames);
  requireArguments("formatDialogText", arguments, 1);
  const template = turnTemplate(options.template ?? defaultTemplate);
  return dialog.turns
    .map((turn) => {
      const [first = "", ...further] = turn.text.split(lineBreak);
      return [template.format({ ...turn, text: first }), ...further.map((line) => `\t${line}`), ""].join(
        "\n",
      );
    })
    .join("");
}

/**
 * Reads a dialogue from text, one turn per line. A line that begins with a tab or does not fit the template
 * continues the turn above it; blank lines are skipped. Values of further placeholders become keys of the turn.
 * Invisible marks, such as those of direction, count in the text alone.
 *
 * @throws DataFormatError when the first line does not fit the template, naming it
 * @throws InvalidArgumentError for an unusable template, or default speakers beside `{speaker}`
 */
export function parseDialogText(text: string, options: ParseDialogTextOptions = {}): Dialog {
  checkOptions("parseDialogText", options, parseDialogTextOptionNames);
  requireArguments("parseDialogText", arguments, 1);
  return readDialogText(text, options, new MarkCounter());
}

/** As {@link parseDialogText}, counting the lines in front of whose text marks are left out. */
export function readDialogText(text: string, options: ParseDialogTextOptions, marks: MarkCounter): Dialog {
  const { template: line = defaultTemplate, defaultSpeakers = [], id, source } = options;
  const template = turnTemplate(line);
  if (template.hasSpeaker && defaultSpeakers.length > 0) {
    throw new InvalidArgumentError(
      `The template "${line}" already has a {speaker}, so default speakers would never be used`,
    );
  }
  const turns: Turn[] = [];
  for (const [index, content] of withoutBom(text).split(lineBreak).entries()) {
    const previous = turns.at(-1);
    const indented = content.startsWith("\t") && previous !== undefined;
    if (showsNothing(content) && !indented) {
      marks.add(marksIn(content) > 0);
      continue;
    }
    const turn = indented ? undefined : template.parse(content);
    if (turn !== undefined) {
      marks.add(marksIn(content) > marksIn(Object.values(turn).join("")));
      const speaker = defaultSpeakers[turns.length % defaultSpeakers.length] ?? turn.speaker;
      turns.push({ ...turn, speaker });
    } else if (previous !== undefined) {
      turns[turns.length - 1] = {
        ...previous,
        text: `${previous.text}\n${indented ? content.slice(1) : content}`,
      };
    } else {
      throw new DataFormatError(`this line does not fit "${line}": ${excerpt(content)}`, {
        source,
        line: index + 1,
        hint: "Pass the template that the file was written with.",
      });
    }
  }
  return new Dialog({ id, turns });
}

function excerpt(line: string): string {
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}
