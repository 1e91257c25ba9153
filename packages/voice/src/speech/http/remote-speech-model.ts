import { checkSpeechRequest } from "../check-speech-request.ts";
import { joinedResults } from "../joined-results.ts";
import { SpeechError } from "../speech-error.ts";
import type { SpeechModel, SpeechRequest, SpeechResult, SpeechWarning, Voice } from "../speech-model.ts";
import { splitText } from "../split-text.ts";
import { httpFailure } from "./http-failure.ts";
import { inTime } from "./in-time.ts";

/** A speech model behind a provider's SDK: what differs from one to the other. */
export interface RemoteSpeech extends Pick<SpeechModel, "id" | "capabilities" | "fingerprint"> {
  /** What the provider takes at once, in UTF-16 units; longer texts are said in parts. */
  readonly mostCharacters: number;
  /** Longest time one call may take, in milliseconds: SDKs try again, sign in and connect beyond the times they are given. */
  readonly timeoutMs?: number;
  /** @param ended when nobody waits any longer */
  voices(ended?: AbortSignal): Promise<readonly Voice[]>;
  /** Says a part of the text. Whatever it throws becomes a SpeechError without anything the provider quotes. */
  say(text: string, request: SpeechRequest): Promise<Omit<SpeechResult, "warnings"> & Partial<SpeechResult>>;
}

/** The model of a provider: requests are checked, long texts said in parts, failures told without keys. */
export function remoteSpeechModel(remote: RemoteSpeech): SpeechModel {
  const { id, capabilities, fingerprint, mostCharacters, timeoutMs } = remote;
  let known: Promise<readonly Voice[]> | undefined;
  const voices = (): Promise<readonly Voice[]> => {
    known ??= inTime((ended) => remote.voices(ended), timeoutMs).catch((error: unknown) => {
      known = undefined;
      throw httpFailure(id, error);
    });
    return known;
  };
  return {
    specVersion: 1,
    id,
    capabilities,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    voices,
    async speak(request) {
      checkSpeechRequest(id, request);
      const { text, voice, signal } = request;
      signal?.throwIfAborted();
      checkVoice(id, voice, await voices());
      try {
        const parts = splitText(text, mostCharacters);
        const results: SpeechResult[] = [];
        for (const part of parts) {
          const said = await inTime(
            (ended) => remote.say(part, { ...request, signal: ended }),
            timeoutMs,
            signal,
          );
          results.push({ warnings: [], ...said });
        }
        const joined = joinedResults(text, parts, results);
        return { ...joined, warnings: [...warnings(request, remote), ...onlyOnce(joined.warnings)] };
      } catch (error) {
        throw signal?.aborted === true ? signal.reason : httpFailure(id, error);
      }
    },
  };
}

function checkVoice(model: string, wanted: string, voices: readonly Voice[]): void {
  if (voices.some(({ name }) => name === wanted)) return;
  const names = voices.slice(0, 20).map(({ name }) => name);
  throw new SpeechError(`there is no voice called "${wanted}"`, {
    kind: "unknown_voice",
    model,
    hint: `Voices: ${names.join(", ")}${voices.length > names.length ? ", …" : ""}.`,
  });
}

/** What is so in every part of a text is told once. */
function onlyOnce(told: readonly SpeechWarning[]): SpeechWarning[] {
  return [...new Map(told.map((warning) => [warning.setting, warning])).values()];
}

function warnings({ rate = 1, pitch = 0 }: SpeechRequest, { capabilities }: RemoteSpeech): SpeechWarning[] {
  const missing = (setting: "rate" | "pitch", changed: boolean): SpeechWarning[] =>
    changed && !capabilities[setting]
      ? [{ setting, message: `the voice kept its own ${setting}, which the provider cannot change` }]
      : [];
  return [...missing("rate", rate !== 1), ...missing("pitch", pitch !== 0)];
}
