import type { Dialog } from "@sdialog/core";
import type { DialogList, DialogRow, LibraryQuery } from "../../protocol/library.ts";
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
  for (const file of await sourceFiles(folder, query.source)) {
    for await (const { at, dialog, problem } of readPlaces(folder, file, (note) => notes.add(note))) {
      signal?.throwIfAborted();
      if (dialog === undefined) {
        bad.count++;
        bad.first ??= problem.message;
        continue;
      }
      total++;
      const row = rowOf(dialog, { file, at });
      collect(names, row);
      if (!fits(row, dialog, query)) continue;
      found++;
      if (found > query.offset && rows.length < query.limit) rows.push(row);
    }
  }
  return {
    rows,
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

function rowOf(dialog: Dialog, place: DialogRow["place"]): DialogRow {
  return {
    place,
    id: dialog.id,
    speakers: dialog.speakers(),
    turns: dialog.length,
    words: dialog.wordCount(),
    stopReason: dialog.stopReason,
    first: (dialog.turns[0]?.text ?? "").slice(0, 160),
    annotation: annotationOf(dialog),
  };
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
