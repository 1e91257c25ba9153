import { effect, signal } from "@preact/signals";
import type {
  Annotation,
  DialogList,
  DialogRow,
  LibrarySource,
  OpenedDialog,
} from "../../src/protocol/library.ts";
import { api } from "../state/api.ts";
import { attempt, fail, tell } from "../state/messages.ts";

/** What is looked for; empty fields are not. */
export interface Filter {
  readonly text: string;
  readonly speaker: string;
  readonly stopReason: string;
  readonly label: string;
  readonly minTurns: string;
  readonly minRating: string;
  readonly unratedBy: string;
  readonly order: string;
}

const noFilter: Filter = {
  text: "",
  speaker: "",
  stopReason: "",
  label: "",
  minTurns: "",
  minRating: "",
  unratedBy: "",
  order: "",
};
export const pageSize = 100;

export const sources = signal<readonly LibrarySource[]>([]);
export const source = signal("");
let sourceWasChosen = false;
export const filter = signal<Filter>(noFilter);
export const offset = signal(0);
export const list = signal<DialogList | null>(null);
export const opened = signal<OpenedDialog | null>(null);

export function loadSources(): Promise<void> {
  return attempt(async () => {
    const hub = sources.value.filter(({ kind }) => kind === "hub");
    sources.value = [...hub, ...(await api<LibrarySource[]>("library/sources"))];
    const isThere = sources.value.some(({ path }) => path === source.value);
    if (!sourceWasChosen || !isThere)
      source.value = sources.value.find(({ files, kind }) => files > 0 && kind !== "hub")?.path ?? "";
    await loadList();
  });
}

export function chooseSource(path: string): void {
  sourceWasChosen = true;
  source.value = path;
  filter.value = noFilter;
  offset.value = 0;
  opened.value = null;
}

export function setFilter(changes: Partial<Filter>): void {
  filter.value = { ...filter.value, ...changes };
  offset.value = 0;
}

/** What was asked for last is shown, whatever arrives first. */
let asking = new AbortController();

export async function loadList(): Promise<void> {
  asking.abort();
  asking = new AbortController();
  const { signal: mine } = asking;
  const given = Object.entries(filter.value).filter(([, value]) => value !== "");
  const query = new URLSearchParams({
    source: source.value,
    offset: String(offset.value),
    limit: String(pageSize),
    ...Object.fromEntries(given),
  });
  try {
    list.value = await api<DialogList>(`library/dialogs?${query}`, undefined, mine);
  } catch (error) {
    if (!mine.aborted) fail(error);
  }
}

/** Keeps the list up to date with source and filter while the library is on view. @returns ends it */
export function followFilter(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = true;
  const end = effect(() => {
    void [source.value, filter.value, offset.value];
    clearTimeout(timer);
    if (!first) timer = setTimeout(() => void loadList(), 150);
    first = false;
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

export function open({ place }: Pick<DialogRow, "place">): Promise<void> {
  return attempt(async () => {
    const query = new URLSearchParams({ file: place.file, at: String(place.at) });
    opened.value = await api<OpenedDialog>(`library/dialog?${query}`);
  });
}

/** Opens the next (1) or previous (−1) dialogue of the list, which may be on another of its pages. */
export async function openNext(way: 1 | -1): Promise<void> {
  const rows = list.value?.rows ?? [];
  const at = rows.findIndex((row) => isOpened(row));
  const next = rows[at === -1 ? 0 : at + way];
  if (next !== undefined) return open(next);
  const page = offset.value + way * pageSize;
  if (page < 0 || page >= (list.value?.found ?? 0))
    return tell(way === 1 ? "This was the last." : "This is the first.");
  offset.value = page;
  await loadList();
  const first = list.value?.rows.at(way === 1 ? 0 : -1);
  return first === undefined ? undefined : open(first);
}

export function isOpened({ place }: Pick<DialogRow, "place">): boolean {
  const now = opened.value?.place;
  return now?.file === place.file && now.at === place.at;
}

/** Has the dialogue on view spoken. */
export function speak(how: { readonly room: string; readonly phone: boolean }): Promise<void> {
  return attempt(async () => {
    const now = opened.value;
    if (now === null) return;
    const spoken = await api<OpenedDialog>("library/speak", { place: now.place, ...how });
    tell(`Spoken to ${spoken.recording?.audio ?? "nothing"}.`);
    if (isOpened(spoken)) opened.value = spoken;
  });
}

let saving = Promise.resolve();

/** Changes what is said about the dialogue that is read, at once on the page; changes are written one after the other. */
export function annotate(change: (before: Annotation) => Annotation): Promise<void> {
  const now = opened.value;
  if (now === null) return Promise.resolve();
  const annotation = change(now.annotation);
  opened.value = { ...now, annotation };
  const save = (): Promise<void> =>
    attempt(async () => {
      const body = { place: now.place, id: now.dialog.id, annotation };
      try {
        await api<OpenedDialog>("library/annotate", body);
      } catch (error) {
        // What could not be written is not shown as if it were.
        if (isOpened(now)) await open(now);
        throw error;
      }
      tell(`Saved in ${now.place.file}.`);
      await loadList();
    });
  saving = saving.then(save);
  return saving;
}

/** Writes the dialogue that is read into a file of ours, and opens that. */
export function saveCopy(): Promise<void> {
  return attempt(async () => {
    const now = opened.value;
    if (now === null) return;
    const { path } = await api<{ path: string }>("library/save", { dialog: now.dialog });
    tell(`Saved in ${path}.`);
    await loadSources();
    await open({ place: { file: path, at: 0 } });
  });
}

/** Opens a dataset of the Hugging Face hub by its name, `hf:owner/name`. */
export function openHub(name: string): void {
  const path = name.startsWith("hf:") ? name : `hf:${name}`;
  if (!sources.value.some((known) => known.path === path))
    sources.value = [{ path, kind: "hub", files: 1 }, ...sources.value];
  chooseSource(path);
}
