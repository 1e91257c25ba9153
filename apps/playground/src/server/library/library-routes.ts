import { Hono } from "hono";
import { z } from "zod";
import type { OpenedFolder } from "../opened-folder.ts";
import { readRequest } from "../read-request.ts";
import { saveNewDialog } from "./save-new-dialog.ts";

const saveSchema = z.strictObject({ dialog: z.looseObject({ turns: z.array(z.unknown()) }) });

/** Dialogues in the opened folder. */
export function libraryRoutes(folder: OpenedFolder): Hono {
  const app = new Hono();
  app.post("/save", async (context) => {
    const { dialog } = await readRequest(context, saveSchema);
    return context.json({ path: await saveNewDialog(folder, dialog) });
  });
  return app;
}
