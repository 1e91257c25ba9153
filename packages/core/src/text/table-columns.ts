import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/** What the columns of a table of turns say. */
export type TurnColumn = "speaker" | "text" | "dialog" | "time";

/**
 * Where a table holds the text of a turn, who speaks, which dialogue it belongs to, and when it was said: names of a
 * header row, or 0-based positions in a table without one.
 */
export type TableColumns =
  | ({ readonly text: string } & Readonly<Partial<Record<Exclude<TurnColumn, "text">, string | undefined>>>)
  | ({ readonly text: number } & Readonly<Partial<Record<Exclude<TurnColumn, "text">, number | undefined>>>);

/** Usual names of each column, in letters and digits alone; the first that a table has is taken. */
const usual: Readonly<Record<TurnColumn, readonly string[]>> = {
  text: [
    "text",
    "utterance",
    "message",
    "body",
    "content",
    "messagetext",
    "messagebody",
    "plainbody",
    "comment",
    "msg",
    "value",
    "transcript",
  ],
  speaker: [
    "speaker",
    "speakername",
    "authorname",
    "sendername",
    "author",
    "sender",
    "from",
    "username",
    "user",
    "name",
    "agentname",
    "participant",
    "role",
    "authorrole",
    "senderrole",
    "sendertype",
    "authortype",
    "speakeridx",
    "speakerid",
    "authorid",
    "userid",
    "senderid",
  ],
  dialog: [
    "dialogid",
    "dialogueid",
    "conversationid",
    "convid",
    "conversation",
    "dialog",
    "dialogue",
    "ticketid",
    "ticket",
    "ticketnumber",
    "threadid",
    "chatid",
    "sessionid",
    "caseid",
    "casenumber",
    "callid",
    "interactionid",
    "channelid",
    "channel",
  ],
  // Under its own name first: then a column of another of these is another key.
  time: [
    "time",
    "timestamp",
    "createdat",
    "createdon",
    "creationdate",
    "datetime",
    "sentat",
    "senton",
    "sentdate",
    "date",
    "dateandtime",
    "created",
    "createdtime",
    "messagetime",
    "messagedate",
    "postedat",
    "receivedat",
    "when",
    "datum",
    "uhrzeit",
    "zeit",
    "zeitstempel",
    "fecha",
    "hora",
    "heure",
    "日時",
    "时间",
    "時間",
  ],
};

/** Where each column stands in a row. */
export type ColumnPositions = Readonly<Partial<Record<TurnColumn, number>>>;

/** @throws InvalidArgumentError for columns that are neither names nor positions, or two of which are the same */
export function checkColumns(columns: TableColumns): TableColumns {
  const given = Object.values(columns).filter((column) => column !== undefined);
  const named = given.every((column) => typeof column === "string" && column !== "");
  const counted = given.every((column) => Number.isSafeInteger(column) && Number(column) >= 0);
  const known = Object.keys(columns).every((name) => name in usual);
  if ((!named && !counted) || !known || columns.text === undefined || new Set(given).size < given.length) {
    throw new InvalidArgumentError(
      `The columns ${JSON.stringify(columns)} are neither names nor positions of text, speaker, dialog and time`,
      {
        hint: 'Pass { speaker: "name", text: "name" } for a table with a header row, { speaker: 0, text: 1 } for one without.',
      },
    );
  }
  return columns;
}

/** The positions of columns with the usual names in a header row; upper case, spaces and underscores do not matter. */
export function usualColumns(header: readonly string[]): ColumnPositions {
  const names = header.map(plainName);
  const found = Object.entries(usual).flatMap(([column, known]) => {
    const at = known.map((name) => names.indexOf(name)).find((position) => position !== -1);
    return at === undefined ? [] : [[column, at] as const];
  });
  return Object.fromEntries(found);
}

/** Where a row says in what role its speaker speaks: as the speaker, or in a column of its own. */
export function rolePlace(
  header: readonly string[],
  { speaker }: ColumnPositions,
): "speaker" | "role" | undefined {
  if (speaker !== undefined && plainName(header[speaker] ?? "") === "role") return "speaker";
  return header.includes("role") ? "role" : undefined;
}

/** What is said where times are taken from a column that does not bear their name. */
export function usualTimeNote(header: readonly string[], { time }: ColumnPositions): string | undefined {
  const named = time === undefined ? undefined : header[time];
  return named === undefined || named === "time" ? undefined : `times taken from the column "${named}"`;
}

/** The position of a column by its name as it is written, or else without regard to upper case. */
export function columnPosition(header: readonly string[], name: string): number | undefined {
  const cells = header.map((cell) => cell.trim());
  const exact = cells.indexOf(name.trim());
  const position = exact === -1 ? cells.findIndex((cell) => plainName(cell) === plainName(name)) : exact;
  return position === -1 ? undefined : position;
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
