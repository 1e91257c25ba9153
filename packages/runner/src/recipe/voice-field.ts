import { voiceSchema } from "@sdialog/voice/recipe";

/** For recipes that make dialogues: they are spoken when they are made. Changes nothing of what they are. */
export const voiceField = voiceSchema
  .optional()
  .describe("How the dialogues are spoken, to audio/ID.wav in the run's folder. Default: they are not");
