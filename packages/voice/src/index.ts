export type { AudioClip } from "./audio/audio-clip.ts";
export { readWav } from "./audio/read-wav.ts";
export type { MultichannelAudio } from "./audio/read-wav.ts";
export { writeWav } from "./audio/write-wav.ts";
export { resample } from "./audio/resample.ts";
export { activeSpans } from "./audio/voice-activity.ts";
export type { TimeSpan } from "./audio/voice-activity.ts";
export type { PhoneCodec } from "./audio/g711.ts";
export { babbleOf } from "./render/babble.ts";
export type { Babble, BabbleOptions, Talker } from "./render/babble.ts";
export type { DialogTimings } from "./render/dialog-timings.ts";
export type { BackgroundNoise, ChannelOptions } from "./render/place-options.ts";
export type { RoomSetup } from "./render/room-setup.ts";
export { speakDialog } from "./render/speak-dialog.ts";
export type { SpokenDialog } from "./render/speak-dialog.ts";
export type { SpeakOptions } from "./render/speak-options.ts";
export { materials, octaveBands } from "./rooms/materials.ts";
export type { Absorption, Material, MaterialName } from "./rooms/materials.ts";
export { eyringTimes, measuredReverberation, sabineTimes } from "./rooms/reverberation-time.ts";
export type { ReverberationTimes } from "./rooms/reverberation-time.ts";
export { randomRoom, roomPresets } from "./rooms/room-presets.ts";
export type { RoomName } from "./rooms/room-presets.ts";
export { roomResponse } from "./rooms/room-response.ts";
export type { ResponseOptions } from "./rooms/room-response.ts";
export { completeRoom } from "./rooms/room.ts";
export type { Position, Room, RoomOptions, Wall } from "./rooms/room.ts";
export { mishearDialog } from "./recognition/mishear-dialog.ts";
export type { MishearOptions } from "./recognition/mishear-dialog.ts";
export { englishPronunciations } from "./recognition/pronunciations.ts";
export type { Pronunciations } from "./recognition/pronunciations.ts";
export { spectrogram } from "./signal/spectrogram.ts";
export type { Spectrogram } from "./signal/spectrogram.ts";
export { joinRecording } from "./transcripts/join-recording.ts";
export type { DialogRecording } from "./transcripts/join-recording.ts";
export { readRttm } from "./transcripts/read-rttm.ts";
export type { SpeakerSpan } from "./transcripts/read-rttm.ts";
export { speechAt } from "./speech/speech-at.ts";
export type { SpeechAtOptions } from "./speech/speech-at.ts";
export { fftConvolve } from "./signal/fft-convolve.ts";
export { loudnessMeter } from "./signal/loudness-meter.ts";
export type { LoudnessMeter } from "./signal/loudness-meter.ts";
export { madeNoise } from "./signal/noise.ts";
export type { NoiseKind } from "./signal/noise.ts";
export type { PhoneOptions } from "./signal/telephone.ts";
export { espeak } from "./speech/espeak/espeak.ts";
export { azureSpeech } from "./speech/azure/azure.ts";
export { googleSpeech } from "./speech/google/google.ts";
export { kokoroSpeech } from "./speech/kokoro/kokoro.ts";
export type { Kokoro, KokoroOptions } from "./speech/kokoro/kokoro.ts";
export { elevenlabsSpeech } from "./speech/elevenlabs/elevenlabs.ts";
export { pollySpeech } from "./speech/polly/polly.ts";
export type { PollyOptions } from "./speech/polly/polly.ts";
export { openaiSpeech } from "./speech/openai/openai.ts";
export type { OpenAISpeechOptions } from "./speech/openai/openai.ts";
export { listSpeechEngines, resolveSpeechModel } from "./speech/registry.ts";
export type { SpeechModelRef } from "./speech/registry.ts";
export type {
  LoadSpeechModel,
  SpeechEngine,
  SpeechEngineFields,
  SpeechOptions,
} from "./speech/speech-engine.ts";
export { SpeechError } from "./speech/speech-error.ts";
export type { SpeechErrorKind, SpeechErrorOptions } from "./speech/speech-error.ts";
export type {
  SpeechCapabilities,
  SpeechModel,
  SpeechRequest,
  SpeechResult,
  SpeechStyle,
  SpeechWarning,
  Voice,
  WordTime,
} from "./speech/speech-model.ts";
export { speakableText } from "./text/speakable-text.ts";
export type { StrippedText, Unspoken } from "./text/strip-markup.ts";
export { responseOffsets } from "./timeline/response-offsets.ts";
export type { ResponseOffsets } from "./timeline/response-offsets.ts";
export type { AudioNote, HeardWord, Segment } from "./timeline/segment.ts";
export type { PlacedCount, TimingCounts } from "./timeline/timing-counts.ts";
export type { Timing, TimingOptions } from "./timeline/timing-options.ts";
export { formatRttm } from "./transcripts/rttm.ts";
export { formatWebVtt } from "./transcripts/webvtt.ts";
export { castVoices } from "./voices/cast-voices.ts";
export type { CastOptions, CastVoice } from "./voices/cast-voices.ts";
export { voiceTraits } from "./voices/voice-traits.ts";
export type { VoiceTraits } from "./voices/voice-traits.ts";
