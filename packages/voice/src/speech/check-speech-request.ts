import { SpeechError } from "./speech-error.ts";
import type { SpeechRequest } from "./speech-model.ts";

/** @throws SpeechError `invalid_request` for nothing to say, or a rate or pitch that is not a sensible number */
export function checkSpeechRequest(model: string, { text, rate = 1, pitch = 0 }: SpeechRequest): void {
  const problem =
    text.trim() === ""
      ? "there is nothing to say"
      : !(rate >= 0.25 && rate <= 4)
        ? `a rate must be between 0.25 and 4, not ${rate}`
        : !(Math.abs(pitch) <= 24)
          ? `a pitch must be between 24 semitones down and up, not ${pitch}`
          : undefined;
  if (problem !== undefined) throw new SpeechError(problem, { kind: "invalid_request", model });
}
