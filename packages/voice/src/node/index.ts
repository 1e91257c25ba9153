export { saveSpectrogram } from "./save-spectrogram.ts";
export { speakDialogs } from "./speak-dialogs.ts";
export type { SpeakDialogsOptions, SpeakSummary, SpokenOutcome } from "./speak-dialogs.ts";
export type { SpokenFile } from "./speak-to-files.ts";
export { manifestKinds, writeManifests } from "./write-manifests.ts";
export type { ManifestKind } from "./write-manifests.ts";
export type { RecordingFormat } from "./write-recording.ts";
