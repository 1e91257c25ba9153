import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Clock } from "@sdialog/agents";
import { systemClock, timestamp } from "@sdialog/agents/internal";
import { parseJson, checkOptions } from "@sdialog/core/internal";
import { readText, toFileError, writeAtomic } from "@sdialog/core/fs";
import { type Interaction, interactionStop } from "../interactions/interaction.ts";
import { interactionFrom } from "../interactions/interaction-from.ts";
import { queryId } from "../interactions/query.ts";

const indexName = "index.json";

/**
 * Writes interactions as PersonaGym keeps them: a JSON file each, and an `index.json`. Every file is there whole or not
 * at all. Interactions of one id become one file.
 *
 * @returns the names of the files
 * @throws FileError
 */
export async function writeInteractions(
  folder: string,
  interactions: AsyncIterable<Interaction> | Iterable<Interaction>,
  options: { readonly clock?: Clock } = {},
): Promise<string[]> {
  const { clock = systemClock } = checkOptions("writeInteractions", options, { clock: true });
  const entries = new Map<string, ReturnType<typeof entryOf>>();
  for await (const interaction of interactions) {
    const file = fileOf(interaction);
    await writeAtomic(path.join(folder, file), `${JSON.stringify(interaction, null, 2)}\n`);
    entries.set(file, entryOf(interaction, file));
  }
  const listed = [...entries.values()].toSorted((a, b) => (a.filepath < b.filepath ? -1 : 1));
  const index = { interactions: listed, count: listed.length, last_updated: timestamp(clock) };
  await writeAtomic(path.join(folder, indexName), `${JSON.stringify(index, null, 2)}\n`);
  return [...listed.map(({ filepath }) => filepath), indexName];
}

/**
 * Reads the interactions of such a folder one by one, in the order of their files' names. The files are the truth: what
 * the index says is not looked at.
 * @throws DataFormatError naming a file that holds no interaction; FileError
 */
export async function* readInteractions(folder: string): AsyncGenerator<Interaction, void, void> {
  for (const name of await interactionFiles(folder)) {
    const file = path.join(folder, name);
    yield interactionFrom(parseJson(await readText(file), file), file);
  }
}

/** Whether a folder holds interactions: its index says so. */
export async function isInteractionFolder(folder: string): Promise<boolean> {
  const file = path.join(folder, indexName);
  try {
    const index = parseJson(await readText(file), file);
    return typeof index === "object" && index !== null && "interactions" in index && "count" in index;
  } catch {
    return false;
  }
}

/** Ids may come from anywhere; as a file's name they must not lead elsewhere. */
function fileOf({ interaction_id: id }: Interaction): string {
  return `${encodeURIComponent(id).replaceAll("*", "%2A").replace(/^\./, "%2E")}.json`;
}

function entryOf(interaction: Interaction, filepath: string) {
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

async function interactionFiles(folder: string): Promise<string[]> {
  try {
    const files = await readdir(folder);
    return files
      .filter((name) => name.endsWith(".json") && name !== indexName && !name.startsWith("."))
      .toSorted();
  } catch (error) {
    throw toFileError(error, folder);
  }
}
