import type { Dialog } from "@sdialog/core";
import { isHubName } from "@sdialog/formats";
import { Hono } from "hono";
import * as z from "zod";
import { checked } from "../../protocol/checked.ts";
import { annotateSchema, type OpenedDialog, querySchema } from "../../protocol/library.ts";
import { type Place, placeSchema } from "../../protocol/place.ts";
import { speakSchema } from "../../protocol/recording.ts";
import { InTurn } from "../in-turn.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { readRequest } from "../read-request.ts";
import { annotateDialog } from "./annotate-dialog.ts";
import { annotationOf } from "./annotation-of.ts";
import { findRecording } from "./find-recording.ts";
import { findDialog } from "./find-dialog.ts";
import { listDialogs } from "./list-dialogs.ts";
import { raterAgreement } from "./rater-agreement.ts";
import { foreignReader } from "./read-places.ts";
import { saveNewDialog } from "./save-new-dialog.ts";
import { serveSound } from "./serve-sound.ts";
import { speakRecording } from "./speak-recording.ts";
import { librarySources } from "./source-files.ts";

const soundSchema = z.strictObject({ path: z.string().min(1) });
/** A dialogue is looked at turn by turn while nothing else goes on; no stage holds one with nearly as many. */
const mostTurns = 20_000;
const mostBytes = 4 * 1024 * 1024;
const saveSchema = z.strictObject({ dialog: z.looseObject({ turns: z.array(z.unknown()).max(mostTurns) }) });

/** Dialogues in the opened folder: what there is, list, read, annotate, save. */
export function libraryRoutes(folder: OpenedFolder): Hono {
  const writing = new InTurn();
  const app = new Hono();
  app.get("/sources", async (context) => context.json(await librarySources(folder)));
  app.get("/dialogs", async (context) => {
    const query = checked(querySchema, context.req.query());
    return context.json(await listDialogs(folder, query, context.req.raw.signal));
  });
  app.get("/agreement", async (context) => {
    const { source } = checked(z.strictObject({ source: z.string() }), context.req.query());
    return context.json(await raterAgreement(folder, source, context.req.raw.signal));
  });
  app.get("/dialog", async (context) => {
    const place = checked(placeSchema, context.req.query());
    return context.json(await opened(place, await findDialog(folder, place)));
  });
  app.get("/sound", (context) => {
    const { path } = checked(soundSchema, context.req.query());
    return serveSound(folder, path, context.req.header("range"));
  });
  app.post("/speak", async (context) => {
    const request = await readRequest(context, speakSchema);
    const dialog = await findDialog(folder, request.place);
    await writing.run("speech", () => speakRecording(folder, dialog, request, context.req.raw.signal));
    return context.json(await opened(request.place, dialog));
  });
  app.post("/annotate", async (context) => {
    const { place, id, annotation } = await readRequest(context, annotateSchema);
    const dialog = await writing.run(place.file, () => annotateDialog(folder, place, id, annotation));
    return context.json(await opened(place, dialog));
  });
  app.post("/save", async (context) => {
    const { dialog } = await readRequest(context, saveSchema, mostBytes);
    return context.json({ path: await saveNewDialog(folder, dialog) });
  });
  return app;

  async function opened(place: Place, dialog: Dialog): Promise<OpenedDialog> {
    const ofHub = isHubName(place.file);
    return {
      place,
      dialog: dialog.toJSON(),
      annotation: annotationOf(dialog),
      recording: ofHub ? null : await findRecording(folder, place.file, dialog),
      reader: await foreignReader(ofHub ? place.file : await folder.find(place.file)),
    };
  }
}
