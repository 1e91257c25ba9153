export { recordingName } from "./file-names.ts";
export { saveSpectrogram } from "./save-spectrogram.ts";
export { speakDialogs } from "./speak-dialogs.ts";
export type { SpeakDialogsOptions, SpeakSummary, SpokenOutcome } from "./speak-dialogs.ts";
export type { SpokenFile } from "./speak-to-files.ts";
export { writeManifests } from "./write-manifests.ts";
export { manifestKinds } from "../transcripts/manifest-kinds.ts";
export type { ManifestKind } from "../transcripts/manifest-kinds.ts";
export type { RecordingFormat } from "./write-recording.ts";
