import type { Dialog } from "@sdialog/core";
import { Hono } from "hono";
import * as z from "zod";
import {
  annotateSchema,
  type OpenedDialog,
  type Place,
  placeSchema,
  querySchema,
} from "../../protocol/library.ts";
import { InTurn } from "../in-turn.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { checked, readRequest } from "../read-request.ts";
import { annotateDialog } from "./annotate-dialog.ts";
import { annotationOf } from "./annotation-of.ts";
import { findDialog } from "./find-dialog.ts";
import { listDialogs } from "./list-dialogs.ts";
import { saveNewDialog } from "./save-new-dialog.ts";
import { librarySources } from "./source-files.ts";

const saveSchema = z.strictObject({ dialog: z.looseObject({ turns: z.array(z.unknown()) }) });

/** Dialogues in the opened folder: what there is, list, read, annotate, save. */
export function libraryRoutes(folder: OpenedFolder): Hono {
  const writing = new InTurn();
  const app = new Hono();
  app.get("/sources", async (context) => context.json(await librarySources(folder)));
  app.get("/dialogs", async (context) => {
    const query = checked(querySchema, context.req.query());
    return context.json(await listDialogs(folder, query, context.req.raw.signal));
  });
  app.get("/dialog", async (context) => {
    const place = checked(placeSchema, context.req.query());
    return context.json(opened(place, await findDialog(folder, place)));
  });
  app.post("/annotate", async (context) => {
    const { place, id, annotation } = await readRequest(context, annotateSchema);
    const dialog = await writing.run(place.file, () => annotateDialog(folder, place, id, annotation));
    return context.json(opened(place, dialog));
  });
  app.post("/save", async (context) => {
    const { dialog } = await readRequest(context, saveSchema);
    return context.json({ path: await saveNewDialog(folder, dialog) });
  });
  return app;
}

function opened(place: Place, dialog: Dialog): OpenedDialog {
  return { place, dialog: dialog.toJSON(), annotation: annotationOf(dialog) };
}
