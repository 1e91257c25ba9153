export { speechModelCases } from "./speech-model-cases.ts";
export type { SpeechCase } from "./speech-model-cases.ts";
export { startSpeechServer } from "./speech-server.ts";
export type { SpeechServer, SpeechServerMood, SpeechServerRequest } from "./speech-server.ts";
export { toneSpeech } from "./tone-speech.ts";
export type { ToneSpeechOptions } from "./tone-speech.ts";
