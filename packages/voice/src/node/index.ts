export { speakDialogs } from "./speak-dialogs.ts";
export type { SpeakDialogsOptions, SpeakSummary, SpokenOutcome } from "./speak-dialogs.ts";
export type { SpokenFile } from "./speak-to-files.ts";
