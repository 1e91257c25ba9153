import { InvalidArgumentError } from "@sdialog/core";
import { PersonaGenerator } from "@sdialog/generators";
import { Hono } from "hono";
import * as z from "zod";
import { type Scene, sceneSchema } from "../protocol/scene.ts";
import { sceneAgent, sceneContext } from "../scene/scene-conversation.ts";
import { scenePersona } from "../scene/scene-persona.ts";
import { readRequest } from "./read-request.ts";

const generateSchema = z.strictObject({
  persona: z.strictObject({ type: z.string(), attributes: z.record(z.string(), z.unknown()) }),
  model: z.string().min(1),
  seed: z.number().int().min(0),
  /** Attributes the model makes up. */
  attributes: z.array(z.string()).min(1),
});
const promptSchema = z.strictObject({ scene: sceneSchema, index: z.number().int().min(0) });

/** Help with the cast: personas made up by a model, and a look at the prompt an agent gets. */
export function castRoutes(): Hono {
  const app = new Hono();
  app.post("/generate", async (context) => {
    const { persona, model, seed, attributes } = await readRequest(context, generateSchema);
    const generator = new PersonaGenerator(scenePersona({ persona }), {
      model,
      generatedAttributes: attributes as never,
      allowMissing: true,
    });
    const made = await generator.generate({ seed, signal: context.req.raw.signal });
    return context.json({
      attributes: made.toJSON({ metadata: false }),
      missing: made.metadata["missing"] ?? [],
    });
  });
  app.post("/prompt", async (context) => {
    const { scene, index } = await readRequest(context, promptSchema);
    return context.json({ prompt: scenePrompt(scene, index) });
  });
  return app;
}

function scenePrompt(scene: Scene, index: number): string {
  const participant = scene.participants[index];
  if (participant === undefined) throw new InvalidArgumentError(`There is no participant ${index + 1}`);
  const others = scene.participants
    .filter((other) => other !== participant)
    .map(({ persona }) => ({ name: String(persona.attributes["name"] ?? "") }));
  return sceneAgent(participant).prompt({ context: sceneContext(scene), others });
}
