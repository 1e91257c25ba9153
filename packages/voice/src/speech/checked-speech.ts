import { SDialogError } from "@sdialog/core";
import { SpeechError } from "./speech-error.ts";
import type { SpeechModel, SpeechRequest, SpeechResult } from "./speech-model.ts";

/**
 * What a model says, held to its contract: an engine of somebody's own may throw anything, or give what is not sound.
 *
 * @throws SpeechError `server` for an error that is not of this contract, `malformed_audio` for what cannot be heard; the signal's reason
 */
export async function checkedSpeech(model: SpeechModel, request: SpeechRequest): Promise<SpeechResult> {
  const result = await model.speak(request).catch((cause: unknown) => {
    request.signal?.throwIfAborted();
    if (SDialogError.isInstance(cause)) throw cause;
    const name = cause instanceof Error ? cause.name : typeof cause;
    throw new SpeechError(`the engine failed with a ${name}`, {
      kind: "server",
      model: model.id,
      hint: "Its cause is the engine's own error. A speech model throws a SpeechError, which says whether trying again helps.",
      cause,
    });
  });
  const problem = problemOf(result);
  if (problem === undefined) return result;
  throw new SpeechError(problem, {
    kind: "malformed_audio",
    model: model.id,
    hint: "speechModelCases of @sdialog/voice/testing tell what an engine must give.",
  });
}

function problemOf(result: Partial<SpeechResult> | null | undefined): string | undefined {
  const { samples, sampleRate, warnings } = result ?? {};
  if (!(samples instanceof Float32Array) || !Array.isArray(warnings))
    return "the engine gave no samples and warnings";
  if (!Number.isInteger(sampleRate) || (sampleRate as number) < 1)
    return `the engine gave sound at ${String(sampleRate)} Hz`;
  const wrong = samples.findIndex((sample) => !Number.isFinite(sample));
  return wrong === -1 ? undefined : `sample ${wrong} of the engine's sound is not a number`;
}
