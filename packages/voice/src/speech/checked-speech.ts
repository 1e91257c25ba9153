import { SpeechError } from "./speech-error.ts";
import type { SpeechModel, SpeechRequest, SpeechResult, Voice } from "./speech-model.ts";

/**
 * What a model says, held to its contract: an engine of somebody's own may throw anything, at once or later, or give what is not sound.
 *
 * @throws SpeechError `server` for an error that is not of this contract, `malformed_audio` for what cannot be heard; the signal's reason
 */
export async function checkedSpeech(model: SpeechModel, request: SpeechRequest): Promise<SpeechResult> {
  const result = await held(model, request.signal, () => model.speak(request));
  const problem = problemOf(result);
  if (problem === undefined) return result;
  throw new SpeechError(problem, {
    kind: "malformed_audio",
    model: model.id,
    hint: "speechModelCases of @sdialog/voice/testing tell what an engine must give.",
  });
}

/**
 * The voices of a model, held to its contract in the same way.
 *
 * @throws SpeechError `server` for an error that is not of this contract, `no_voice` for what are no voices; the signal's reason
 */
export async function checkedVoices(
  model: SpeechModel,
  signal: AbortSignal | undefined,
): Promise<readonly Voice[]> {
  const voices: unknown = await held(model, signal, () => model.voices());
  if (Array.isArray(voices) && voices.every(isVoice)) return voices;
  throw new SpeechError("the engine gave no list of voices with names and languages", {
    kind: "no_voice",
    model: model.id,
    hint: "speechModelCases of @sdialog/voice/testing tell what an engine must give.",
  });
}

function isVoice(voice: Partial<Voice> | null | undefined): voice is Voice {
  return typeof voice?.name === "string" && Array.isArray(voice.languages);
}

/** What an engine does, with whatever goes wrong in it as a SpeechError. */
async function held<T>(
  model: SpeechModel,
  signal: AbortSignal | undefined,
  act: () => T | Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    signal?.throwIfAborted();
    if (SpeechError.isInstance(cause)) throw cause;
    // The engine's own message may hold a key, an address or the text, and this one is stored: it is in the cause only.
    throw new SpeechError(`the engine failed with ${kindOf(cause)}`, {
      kind: "server",
      model: model.id,
      hint: "Its cause is the engine's own error, whose message is not repeated here, since it may hold secrets. A speech model throws a SpeechError, which says whether trying again helps.",
      cause,
    });
  }
}

/** What was thrown, by its class: an error, a TypeError; a string, which is no error. */
function kindOf(cause: unknown): string {
  if (!(cause instanceof Error))
    return `${cause === null || cause === undefined ? String(cause) : withArticle(typeof cause)} rather than an error`;
  // A name that somebody wrote may be anything.
  if (cause.name === "Error" || !/^[A-Za-z]\w{0,60}$/u.test(cause.name)) return "an error";
  return withArticle(cause.name);
}

/** What begins with the sound of a vowel: an APIError, an SSLError, an UnknownError; but a URIError, a UserError. */
const vowelFirst =
  /^(?:[AEFHILMNORSX](?=[A-Z])|[AEIOaeio]|[Uu](?![A-Z]|ni(?:[cfqtv]|on)|s[aeu]|r[aei]|t[aei]))/u;

function withArticle(noun: string): string {
  return `${vowelFirst.test(noun) ? "an" : "a"} ${noun}`;
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
