import { Hono } from "hono";
import { z } from "zod";
import { conversationCode } from "../code/conversation-code.ts";
import { sceneSchema } from "../protocol/scene.ts";
import { originSchema } from "../protocol/stage.ts";
import { sceneConversation } from "../scene/scene-conversation.ts";
import { readOrigin } from "./origin.ts";
import { readRequest } from "./read-request.ts";

const conversationSchema = z.strictObject({ scene: sceneSchema, from: originSchema.optional() });

/** What the page does, as programs. */
export function codeRoutes(): Hono {
  const app = new Hono();
  app.post("/conversation", async (context) => {
    const { scene, from } = await readRequest(context, conversationSchema);
    // What cannot be played is not written down either, and names its mistake.
    sceneConversation(scene, { ask: async () => undefined });
    return context.json({ code: conversationCode(scene, from && readOrigin(from)) });
  });
  return app;
}
