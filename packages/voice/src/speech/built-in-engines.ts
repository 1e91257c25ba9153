import type { SpeechEngine } from "./speech-engine.ts";

/** The engines known by name without registering anything. Nothing here loads a package before its string is used. */
export const builtInEngines: readonly SpeechEngine[] = [
  {
    name: "espeak",
    aliases: ["espeak-ng"],
    description: "eSpeak NG in this process: a hundred languages, robotic, exact word times, no network",
    from: "@sdialog/voice",
    packages: ["@echogarden/espeak-ng-emscripten"],
    capabilities: { wordTimes: true, rate: true, pitch: true, repeatable: "always" },
    create: async () => (await import("./espeak/espeak.ts")).espeak,
  },
  {
    name: "openai",
    description: "OpenAI's voices, and every server that speaks /v1/audio/speech",
    from: "@sdialog/voice",
    packages: ["openai"],
    capabilities: { wordTimes: false, rate: true, pitch: false, repeatable: "no" },
    create: async () => (await import("./openai/openai.ts")).openaiSpeech,
  },
  {
    name: "elevenlabs",
    description: "ElevenLabs' voices, those of the account included",
    from: "@sdialog/voice",
    packages: ["@elevenlabs/elevenlabs-js"],
    capabilities: { wordTimes: true, rate: true, pitch: false, repeatable: "no" },
    create: async () => (await import("./elevenlabs/elevenlabs.ts")).elevenlabsSpeech,
  },
  {
    name: "google",
    description: "Google Cloud's voices",
    from: "@sdialog/voice",
    packages: ["@google-cloud/text-to-speech"],
    capabilities: { wordTimes: true, rate: true, pitch: true, repeatable: "no" },
    create: async () => (await import("./google/google.ts")).googleSpeech,
  },
  {
    name: "azure",
    description: "Azure's voices, of a region: azure:westeurope",
    from: "@sdialog/voice",
    packages: ["microsoft-cognitiveservices-speech-sdk"],
    capabilities: { wordTimes: true, rate: true, pitch: true, repeatable: "no" },
    create: async () => (await import("./azure/azure.ts")).azureSpeech,
  },
  {
    name: "kokoro",
    description: "Kokoro in this process: a small neural voice of English, whose weights come from the hub",
    from: "@sdialog/voice",
    packages: ["kokoro-js"],
    capabilities: { wordTimes: false, rate: true, pitch: false, repeatable: "no" },
    create: async () => (await import("./kokoro/kokoro.ts")).kokoroSpeech,
  },
  {
    name: "polly",
    aliases: ["aws-polly"],
    description: "Amazon Polly's voices",
    from: "@sdialog/voice",
    packages: ["@aws-sdk/client-polly"],
    capabilities: { wordTimes: false, rate: true, pitch: false, repeatable: "no" },
    create: async () => (await import("./polly/polly.ts")).pollySpeech,
  },
];
