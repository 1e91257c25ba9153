import type { Dialog } from "@sdialog/core";
import { FileError } from "@sdialog/core/fs";
import type { DialogList, DialogRow, LibraryQuery, Snippet } from "../../protocol/library.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { annotationOf } from "./annotation-of.ts";
import { readPlaces } from "./read-places.ts";
import { sourceFiles } from "./source-files.ts";

const mostNames = 200;

const mostNotes = 5;

/** The dialogues of a source that fit a query; read one by one, so that any number fits into memory. @throws FileError */
export async function listDialogs(
  folder: OpenedFolder,
  query: LibraryQuery,
  signal?: AbortSignal,
): Promise<DialogList> {
  const rows: DialogRow[] = [];
  const notes = new Set<string>();
  const bad = { count: 0, first: null as string | null };
  const names = { speakers: new Set<string>(), stopReasons: new Set<string>(), labels: new Set<string>() };
  let found = 0;
  let total = 0;
  const add = (dialog: Dialog, place: DialogRow["place"]): void => {
    total++;
    const row = rowOf(dialog, place, query.text);
    collect(names, row);
    if (!fits(row, dialog, query)) return;
    found++;
    // In another order, the first may come last.
    if (query.order !== "place" || (found > query.offset && rows.length < query.limit)) rows.push(row);
  };
  const files = await sourceFiles(folder, query.source);
  for (const file of files) {
    try {
      for await (const { at, dialog, problem } of readPlaces(folder, file, (note) => notes.add(note))) {
        signal?.throwIfAborted();
        if (dialog !== undefined) add(dialog, { file, at });
        else {
          bad.count++;
          bad.first ??= problem.message;
        }
      }
    } catch (error) {
      // One of many that cannot be opened, as one whose name is not UTF-8, hides none of the others.
      if (files.length === 1 || !(error instanceof FileError)) throw error;
      bad.count++;
      bad.first ??= error.message;
    }
  }
  const inOrder = orderings[query.order];
  return {
    rows: inOrder === undefined ? rows : rows.sort(inOrder).slice(query.offset, query.offset + query.limit),
    found,
    total,
    bad,
    notes: [...notes].slice(0, mostNotes),
    speakers: sorted(names.speakers),
    stopReasons: sorted(names.stopReasons),
    labels: sorted(names.labels),
  };
}

function sorted(names: ReadonlySet<string>): string[] {
  return [...names].sort();
}

/** How rows are put in order; those of the same place stay in the order of the files, and what nobody has rated comes last. */
const orderings: Readonly<
  Record<LibraryQuery["order"], ((one: DialogRow, other: DialogRow) => number) | undefined>
> = {
  place: undefined,
  "most-turns": (one, other) => other.turns - one.turns,
  "fewest-turns": (one, other) => one.turns - other.turns,
  "most-words": (one, other) => other.words - one.words,
  "best-rated": (one, other) => (other.annotation.rating ?? 0) - (one.annotation.rating ?? 0),
  "worst-rated": (one, other) => (one.annotation.rating ?? 6) - (other.annotation.rating ?? 6),
};

function rowOf(dialog: Dialog, place: DialogRow["place"], text: string | undefined): DialogRow {
  return {
    place,
    id: dialog.id,
    speakers: dialog.speakers(),
    turns: dialog.length,
    words: dialog.wordCount(),
    stopReason: dialog.stopReason,
    first: (dialog.turns[0]?.text ?? "").slice(0, 160),
    snippet: text === undefined ? null : snippetOf(dialog, text),
    annotation: annotationOf(dialog),
  };
}

const around = 60;

/** The first place where a text stands in what is said. */
function snippetOf({ turns }: Dialog, text: string): Snippet | null {
  const wanted = text.toLowerCase();
  for (const { speaker, text: said } of turns) {
    const at = said.toLowerCase().indexOf(wanted);
    if (at === -1) continue;
    const end = at + text.length;
    return {
      speaker: speaker ?? "",
      before: `${at > around ? "…" : ""}${said.slice(Math.max(0, at - around), at)}`,
      match: said.slice(at, end),
      after: `${said.slice(end, end + around)}${end + around < said.length ? "…" : ""}`,
    };
  }
  return null;
}

function fits(row: DialogRow, dialog: Dialog, query: LibraryQuery): boolean {
  const { speaker, stopReason, label, minTurns = 0, maxTurns = Infinity, minRating = 0 } = query;
  const text = (query.text ?? "").toLowerCase();
  return (
    row.turns >= minTurns &&
    row.turns <= maxTurns &&
    (row.annotation.rating ?? 0) >= minRating &&
    (speaker === undefined || row.speakers.includes(speaker)) &&
    (stopReason === undefined || row.stopReason === stopReason) &&
    (query.unratedBy === undefined || row.annotation.scores[query.unratedBy] === undefined) &&
    (label === undefined || row.annotation.labels.includes(label)) &&
    (text === "" ||
      String(dialog.id).toLowerCase().includes(text) ||
      dialog.turns.some((turn) => `${turn.speaker}: ${turn.text}`.toLowerCase().includes(text)))
  );
}

function collect(
  names: Readonly<Record<"speakers" | "stopReasons" | "labels", Set<string>>>,
  { speakers, stopReason, annotation }: DialogRow,
): void {
  for (const speaker of speakers) if (names.speakers.size < mostNames) names.speakers.add(speaker);
  if (stopReason !== null) names.stopReasons.add(stopReason);
  for (const label of annotation.labels) names.labels.add(label);
}
