import { basename, extname } from "node:path";
import {
  DataFormatError,
  type Dialog,
  InvalidArgumentError,
  type ReaderInput,
  register,
  SDialogError,
} from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import {
  decoded,
  encodingOf,
  type LoadDialogsOptions,
  loadDialogsOptionNames,
  readDialogInput,
  textEncoding,
} from "@sdialog/core/fs";
import * as z from "zod";
import type * as Hub from "@huggingface/hub";
import { loadHub } from "./load-hub.ts";

/** How a dataset of the hub is reached. */
export interface HubDialogsOptions extends Omit<LoadDialogsOptions, "sources"> {
  /** For private datasets. It is sent to the hub and nowhere else. */
  readonly token?: string | undefined;
  /** Default: https://huggingface.co. */
  readonly hubUrl?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const { sources: _, ...readingOptionNames } = loadDialogsOptionNames;

const hubDialogsOptionNames: OptionNames<HubDialogsOptions> = {
  ...readingOptionNames,
  token: true,
  hubUrl: true,
  signal: true,
};

register("source", {
  name: "hf",
  description: "a dataset of the Hugging Face hub: hf:owner/name, then @revision and :split where wanted",
  from: "@sdialog/formats",
  schema: z.strictObject({
    token: z.string().optional().describe("For private datasets; it is sent to the hub and nowhere else"),
    hubUrl: z.string().optional().describe("Default: https://huggingface.co"),
    signal: z.instanceof(AbortSignal).optional().describe("Ends the reading"),
  }),
  create: (access, { name, reading }) => hubDialogs(name, { ...reading, ...access }),
});

const hubName = /^hf:(?:datasets\/)?([\w.-]+\/[\w.-]+)(?:@([^:\s]+))?(?::([\w.-]+))?$/;
const dataFile = /\.(?:parquet|jsonl|ndjson|json|csv|tsv|txt)$/i;
const noData = /(?:^|\/)(?:dataset_infos?|config|README|LICENSE|requirements)[^/]*$/i;

/** Whether a source is the name of a dataset of the hub: `hf:owner/name`. */
export function isHubName(source: string): boolean {
  return source.startsWith("hf:");
}

/**
 * The dialogues of a dataset of the Hugging Face hub, as they come: files are read where they lie, of Parquet no more
 * than the rows that are asked for.
 *
 * @param source `hf:owner/name`, then `@revision` and `:split` where wanted
 * @throws InvalidArgumentError for another name; SDialogError `hub` when the hub refuses; MissingPackageError without the
 *   package `@huggingface/hub`; DataFormatError for what cannot be read; all while iterating
 */
export async function* hubDialogs(source: string, options: HubDialogsOptions = {}): AsyncGenerator<Dialog> {
  checkOptions("hubDialogs", options, hubDialogsOptionNames);
  const { token, hubUrl, signal, ...reading } = options;
  for await (const { input, head } of hubFiles(source, { token, hubUrl, signal }, reading)) {
    try {
      yield* await readDialogInput(input, head, reading);
    } catch (error) {
      if (reading.onError === undefined || !SDialogError.isInstance(error) || error.code === "hub")
        throw error;
      reading.onError(error);
    }
  }
}

/** How a hub is reached. */
export type HubAccess = Pick<HubDialogsOptions, "token" | "hubUrl" | "signal">;

/** A file of rows where it lies on the hub, and its first bytes. */
export interface HubFile {
  readonly path: string;
  readonly input: ReaderInput;
  readonly head: (length: number) => Promise<Uint8Array>;
}

/** The files of a dataset that hold rows, one after the other. @throws as {@link hubDialogs} */
export async function* hubFiles(
  source: string,
  { token, hubUrl, signal }: HubAccess,
  reading: Pick<LoadDialogsOptions, "encoding" | "onNote"> = {},
): AsyncGenerator<HubFile> {
  const [, name, revision = "main", split] = hubName.exec(source) ?? [];
  if (name === undefined)
    throw new InvalidArgumentError(`"${source}" names no dataset of the hub`, {
      hint: "Write hf:owner/name, hf:owner/name@revision or hf:owner/name:split.",
    });
  const hub = await loadHub();
  const repo = { type: "dataset", name } as const;
  const place = {
    repo,
    revision,
    ...(hubUrl === undefined ? {} : { hubUrl }),
    ...(token === undefined ? {} : { accessToken: token }),
  };
  const note = (said: string): void => reading.onNote?.(said, source);
  for (const path of await filesOf(hub, place, { source, split, note })) {
    signal?.throwIfAborted();
    // Its client puts the path into an address as it is.
    const encoded = path.split("/").map(encodeURIComponent).join("/");
    const blob = await asked(source, () =>
      hub.downloadFile({ ...place, path: encoded } as Parameters<typeof Hub.downloadFile>[0]),
    );
    if (blob === null)
      throw new DataFormatError("the hub lists this file but does not have it", {
        source: `${source}/${path}`,
      });
    yield {
      path,
      input: blobInput(blob, `${source}/${path}`, reading),
      head: async (length) =>
        new Uint8Array(await asked(source, () => blob.slice(0, Math.min(length, blob.size)).arrayBuffer())),
    };
  }
}

/** A dataset, and how its hub is asked. */
interface HubPlace {
  readonly repo: { readonly type: "dataset"; readonly name: string };
  readonly revision: string;
  readonly hubUrl?: string;
  readonly accessToken?: string;
}

/** The files of a dataset that hold rows, of one split where one is wanted. */
async function filesOf(
  hub: typeof Hub,
  place: HubPlace,
  {
    source,
    split,
    note,
  }: {
    readonly source: string;
    readonly split: string | undefined;
    readonly note: (note: string) => void;
  },
): Promise<string[]> {
  const paths: string[] = [];
  const empty: string[] = [];
  await asked(source, async () => {
    for await (const { path, type, size } of hub.listFiles({ ...place, recursive: true } as Parameters<
      typeof Hub.listFiles
    >[0]))
      if (type === "file") (size === 0 ? empty : paths).push(path);
  });
  const data = paths.filter(isData).toSorted();
  // Where rows lie as Parquet, too, the other files hold the same.
  const parquet = data.filter((path) => path.endsWith(".parquet"));
  const rows = parquet.length > 0 ? parquet : data;
  const wanted = split === undefined ? rows : rows.filter((path) => splitsOf(path).includes(split));
  const others = data.filter((path) => !rows.includes(path));
  if (wanted.length > 0) {
    if (others.length > 0) note(`Parquet holds the rows; not read: ${listed(others)}`);
    const nothing = empty.filter(isData);
    if (nothing.length > 0) note(`files that are empty: ${listed(nothing)}`);
    return wanted;
  }
  throw new DataFormatError(
    split === undefined || rows.length === 0
      ? "this dataset has no files with rows"
      : `this dataset has no split "${split}"`,
    {
      source,
      hint:
        rows.length === 0
          ? `It has ${paths.slice(0, 10).join(", ") || "no files"}.`
          : `Its files: ${rows.slice(0, 10).join(", ")}.`,
    },
  );
}

function isData(path: string): boolean {
  return dataFile.test(path) && !noData.test(path);
}

function listed(paths: readonly string[]): string {
  return `${paths.slice(0, 5).join(", ")}${paths.length > 5 ? ` and ${paths.length - 5} more` : ""}`;
}

/** The splits that a path may stand for: `data/train-00000-of-00002.parquet` is of `train`. */
function splitsOf(path: string): string[] {
  return path.split("/").flatMap((part) => {
    const stem = part.replace(dataFile, "");
    return [stem, ...stem.split(/[-_.]/)];
  });
}

/** What stands in a blob as readers take it. */
export function blobInput(blob: Blob, source: string, options: LoadDialogsOptions): ReaderInput {
  // What a damaged file calls a place may be no number or lie far behind its end, and at such a place Node 20 aborts.
  const inside = (at: number): number => Math.min(Math.max(Math.trunc(at) || 0, 0), blob.size);
  const slice = (start: number, end?: number): Promise<ArrayBuffer> =>
    asked(source, () => blob.slice(inside(start), inside(end ?? blob.size)).arrayBuffer());
  const head = (): Promise<string> =>
    slice(0, Math.min(blob.size, 1 << 18)).then((bytes) =>
      textEncoding(new Uint8Array(bytes), bytes.byteLength === blob.size),
    );
  const known = encodingOf(source, head, options.encoding, options.onNote);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const reader = blob.stream().getReader() as ReadableStreamDefaultReader<Uint8Array>;
    try {
      for (;;) {
        const { done, value } = await asked(source, () => reader.read());
        if (done) return;
        yield value;
      }
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  }
  async function* chunks(): AsyncGenerator<string> {
    yield* decoded(pieces(), await known(), source);
  }
  return {
    source,
    id: basename(source, extname(source)),
    chunks,
    async text() {
      const texts: string[] = [];
      for await (const piece of chunks()) texts.push(piece);
      return texts.join("");
    },
    bytes: async () => ({ byteLength: blob.size, slice }),
  };
}

/** What the hub answers; its refusals as errors of ours, which never hold the token. */
async function asked<Answer>(source: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (cause) {
    if (SDialogError.isInstance(cause) || (cause instanceof Error && cause.name === "AbortError"))
      throw cause;
    const status = (cause as { statusCode?: unknown } | null)?.statusCode;
    throw new SDialogError(
      `${source}: the hub ${typeof status === "number" ? `answers ${status}` : "cannot be reached"}`,
      {
        code: "hub",
        hint:
          status === 401 || status === 403 || status === 404
            ? "Check the name; a private dataset needs HF_TOKEN."
            : "Try again, or download the files and name them.",
      },
    );
  }
}
