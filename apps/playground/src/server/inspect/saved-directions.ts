import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import { contrast, type Direction, loadDirection, saveDirection } from "@sdialog/interpretability";
import type * as z from "zod";
import type { keepDirectionSchema, SavedDirection } from "../../protocol/inspection.ts";
import { sceneAgent } from "../../scene/scene-conversation.ts";
import { directionPath, directionsFolder } from "../../scene/direction-path.ts";
import type { OpenedFolder } from "../opened-folder.ts";

/** The directions that are kept in the opened folder, by name. Files that hold none are left out. */
export async function savedDirections(folder: OpenedFolder): Promise<SavedDirection[]> {
  const names = await readdir(join(folder.root, directionsFolder)).catch(() => []);
  const all = names
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map(async (file): Promise<SavedDirection[]> => {
      const name = file.slice(0, -".json".length);
      const { origin } = await savedDirection(folder, name).catch(() => ({ origin: undefined }));
      if (origin?.site === undefined) return [];
      return [{ name, model: origin.model ?? null, site: origin.site }];
    });
  return (await Promise.all(all)).flat();
}

/** @throws SDialogError `direction_missing`; FileError for one that lies elsewhere */
export async function savedDirection(folder: OpenedFolder, name: string): Promise<Direction> {
  const path = await folder.find(directionPath(name)).catch((cause: unknown) => {
    throw new SDialogError(`There is no direction called "${name}"`, {
      code: "direction_missing",
      hint: "Has it been removed? Choose another one.",
      cause,
    });
  });
  return loadDirection(path);
}

/** Finds a direction by contrast and writes it into the opened folder; one of the same name is replaced. @returns its path */
export async function keepDirection(
  folder: OpenedFolder,
  { name, participant, site, positive, negative }: z.output<typeof keepDirectionSchema>,
  signal: AbortSignal,
): Promise<string> {
  const direction = await contrast(sceneAgent(participant), { positive, negative, site, signal });
  const path = await folder.place(directionPath(name));
  await saveDirection(direction, path);
  return folder.nameOf(path);
}
