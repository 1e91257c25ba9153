import { loadPeer } from "@sdialog/core/internal";

/** An event that eSpeak NG reports while it speaks. */
export interface EspeakEvent {
  readonly type: "word" | "sentence" | "end" | "phoneme" | "samplerate" | "msg_terminated" | "mark" | "play";
  /** Where in the text, counted in characters from 1. */
  readonly text_position: number;
  readonly word_length: number;
  /** When, in milliseconds from the beginning. */
  readonly audio_position: number;
}

/** The part of the compiled library that is used here. */
export interface EspeakWorker {
  list_voices(): { readonly identifier: string; readonly languages: readonly { readonly name: string }[] }[];
  /** @returns 0 when there is such a voice */
  set_voice(name: string): number;
  /** @param rate words a minute, 80 to 450; 175 is usual */
  set_rate(rate: number): void;
  /** @param pitch 0 to 99; 50 is the voice's own */
  set_pitch(pitch: number): void;
  get_samplerate(): number;
  /** Calls back with samples of 16 bits as they come; returning true stops it. */
  synthesize(
    text: string,
    callback: (samples: Int16Array | null, events: readonly EspeakEvent[]) => boolean,
  ): void;
}

interface EspeakModule {
  readonly eSpeakNGWorker: new () => EspeakWorker;
  /** All of the library's memory; another array once it has grown. */
  readonly HEAPU8: Uint8Array;
}

/** The library as it was just after it started. */
export interface Espeak {
  readonly worker: EspeakWorker;
  /**
   * Makes it forget everything it has said: phases and random numbers go on from one text to the next otherwise, so that the
   * same text would sound a little different each time.
   */
  forget(): void;
}

/** Most UTF-16 units of a text; each may need four bytes. */
export const mostCharacters = 5000;

let loaded: Promise<Espeak> | undefined;

/** The library, compiled to WebAssembly; one for the whole thread, since it holds 24 MB of data. @throws MissingPackageError */
export function loadEspeak(): Promise<Espeak> {
  loaded ??= load();
  // A failed load must not be remembered: the package may be installed in the meantime.
  loaded.catch(() => (loaded = undefined));
  return loaded;
}

/** What is made while the clock stands still: the library seeds its random numbers by the time at which it begins. */
function atTimeZero<Made>(make: () => Made): Made {
  const { now } = Date;
  Date.now = () => 0;
  try {
    return make();
  } finally {
    Date.now = now;
  }
}

async function load(): Promise<Espeak> {
  // By a variable, since the package has no types.
  const name: string = "@echogarden/espeak-ng-emscripten";
  const { default: start } = await loadPeer(
    "The espeak engine",
    name,
    async () =>
      (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as {
        readonly default: () => Promise<EspeakModule>;
      },
  );
  const module = await start();
  const worker = atTimeZero(() => new module.eSpeakNGWorker());
  // The glue around the library remembers, outside of its memory, a buffer for texts, which grows when it is too small: it has
  // to be as large as it will ever be before the memory is put back. It grows with the call after the one that needed it.
  for (const text of ["a ".repeat(mostCharacters * 2), "a", "a"]) worker.synthesize(text, () => true);
  const beginning = module.HEAPU8.slice();
  return {
    worker,
    forget() {
      module.HEAPU8.set(beginning);
      module.HEAPU8.fill(0, beginning.length);
    },
  };
}
