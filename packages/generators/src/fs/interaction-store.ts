import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Clock } from "@sdialog/agents";
import { systemClock } from "@sdialog/agents/internal";
import { DataFormatError } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import { FileError, readText, toFileError, writeAtomic } from "@sdialog/core/fs";
import { z } from "zod";
import { type Interaction, interactionStop } from "../interactions/interaction.ts";
import { interactionFrom } from "../interactions/interaction-from.ts";
import { queryId } from "../interactions/query.ts";
import type { InteractionSink } from "../interactions/generate-interactions.ts";
import { timestamp } from "../timestamp.ts";

const entrySchema = z.looseObject({
  interaction_id: z.string(),
  persona_id: z.string(),
  /** Name of the file in the folder. */
  filepath: z.string(),
  num_turns: z.number().int(),
  created_at: z.string().nullable(),
  query_id: z.string().nullable(),
  place: z.number().int().nullish(),
  stop_reason: z.string().nullish(),
});

const indexSchema = z.looseObject({ interactions: z.array(entrySchema) });

/** What the index says of one interaction. */
export type InteractionEntry = z.output<typeof entrySchema>;

const indexName = "index.json";

/**
 * A folder with one JSON file per interaction and an `index.json`. The files are the truth: each is written whole or
 * not at all, and what the index does not list, or lists in vain, is put right when the folder is opened. So the index
 * need not be written for every interaction.
 */
export class InteractionStore implements InteractionSink {
  /** Where the files lie. */
  readonly folder: string;
  readonly #entries: Map<string, InteractionEntry>;
  readonly #clock: Clock;
  #unlisted: number;
  /** Ends when the index that is being written is there: a later one must not be overtaken. */
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    folder: string,
    entries: Map<string, InteractionEntry>,
    unlisted: number,
    clock: Clock,
  ) {
    this.folder = folder;
    this.#entries = entries;
    this.#unlisted = unlisted;
    this.#clock = clock;
  }

  /**
   * Opens a folder; one that is not there is made with the first interaction.
   * @throws DataFormatError for a file that holds no interaction; FileError
   */
  static async open(folder: string, { clock = systemClock }: { readonly clock?: Clock } = {}) {
    const listed = new Map((await readIndex(folder)).map((entry) => [entry.filepath, entry]));
    const entries = new Map<string, InteractionEntry>();
    let unlisted = 0;
    for (const file of await interactionFiles(folder)) {
      const known = listed.get(file);
      if (known === undefined) unlisted++;
      entries.set(file, known ?? entryOf(await readInteraction(path.join(folder, file)), file));
    }
    const stale = listed.size + unlisted - entries.size;
    return new InteractionStore(folder, entries, unlisted + stale, clock);
  }

  get size(): number {
    return this.#entries.size;
  }

  known(): readonly InteractionEntry[] {
    return [...this.#entries.values()];
  }

  /** Writes an interaction; one with the same id is replaced. @returns the file's path */
  async save(interaction: Interaction): Promise<string> {
    const file = fileOf(interaction);
    const target = path.join(this.folder, file);
    await writeAtomic(target, `${JSON.stringify(interaction, null, 2)}\n`);
    this.#entries.set(file, entryOf(interaction, file));
    this.#unlisted++;
    // Less often the larger it is, so that a long run does not spend its time on the index.
    if (this.#unlisted > 16 + this.#entries.size / 16) await this.writeIndex();
    return target;
  }

  /** @throws FileError; DataFormatError when a file was damaged */
  async *load(): AsyncGenerator<Interaction, void, void> {
    for (const file of [...this.#entries.keys()].toSorted())
      yield await readInteraction(path.join(this.folder, file));
  }

  /** Brings `index.json` up to date. */
  writeIndex(): Promise<void> {
    this.#unlisted = 0;
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#writeNow());
    return this.#writing;
  }

  async #writeNow(): Promise<void> {
    const interactions = this.known().toSorted((a, b) => (a.filepath < b.filepath ? -1 : 1));
    const index = { interactions, count: interactions.length, last_updated: timestamp(this.#clock) };
    await writeAtomic(path.join(this.folder, indexName), `${JSON.stringify(index, null, 2)}\n`);
  }

  /** Writes the index if it is behind. */
  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    if (this.#unlisted > 0) await this.writeIndex();
  }

  /** As {@link InteractionStore.close}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Ids may come from anywhere; as a file's name they must not lead elsewhere. */
function fileOf({ interaction_id: id }: Interaction): string {
  return `${encodeURIComponent(id).replaceAll("*", "%2A").replace(/^\./, "%2E")}.json`;
}

function entryOf(interaction: Interaction, filepath: string): InteractionEntry {
  const { interaction_id, persona_id, num_turns, original_query, metadata } = interaction;
  const { created_at: created, query_id: query, place } = metadata;
  return {
    interaction_id,
    persona_id,
    filepath,
    num_turns,
    created_at: typeof created === "string" ? created : null,
    query_id: typeof query === "string" ? query : queryId(original_query),
    place: typeof place === "number" ? place : null,
    stop_reason: interactionStop(interaction) ?? null,
  };
}

/** An index that is missing or damaged lists nothing: everything is read from the files then. */
async function readIndex(folder: string): Promise<readonly InteractionEntry[]> {
  try {
    const parsed = indexSchema.safeParse(JSON.parse(await readText(path.join(folder, indexName))));
    return parsed.success ? parsed.data.interactions : [];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DataFormatError || isMissing(error)) return [];
    throw error;
  }
}

async function interactionFiles(folder: string): Promise<string[]> {
  try {
    const files = await readdir(folder);
    return files
      .filter((name) => name.endsWith(".json") && name !== indexName && !name.startsWith("."))
      .toSorted();
  } catch (error) {
    const problem = toFileError(error, folder);
    if (isMissing(problem)) return [];
    throw problem;
  }
}

async function readInteraction(file: string): Promise<Interaction> {
  return interactionFrom(parseJson(await readText(file), file), file);
}

function isMissing(error: unknown): boolean {
  return error instanceof FileError && error.code === "file_not_found";
}
