import { loadPeer } from "@sdialog/core/internal";

/** The part of libflac that is used here. */
interface Flac {
  isReady(): boolean;
  on(event: "ready", listener: () => void): void;
  create_libflac_encoder(
    rate: number,
    channels: number,
    bits: number,
    level: number,
    frames: number,
    verify: boolean,
  ): number;
  init_encoder_stream(encoder: number, write: (bytes: Uint8Array) => void, done: () => void): number;
  FLAC__stream_encoder_process_interleaved(
    encoder: number,
    samples: Int32Array,
    frames: number,
  ): number | boolean;
  FLAC__stream_encoder_finish(encoder: number): number | boolean;
  FLAC__stream_encoder_delete(encoder: number): void;
}

let loaded: Promise<Flac> | undefined;

async function load(): Promise<Flac> {
  // By a variable: its types are those of a browser.
  const name: string = "libflacjs";
  const { default: start } = await loadPeer(
    "Writing FLAC",
    name,
    async () =>
      (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as {
        readonly default: (variant: string) => Flac;
      },
  );
  const flac = start("min");
  if (!flac.isReady()) await new Promise<void>((resolve) => flac.on("ready", resolve));
  return flac;
}

/**
 * Sound as FLAC with 16 bits a sample, part by part as it comes.
 *
 * @param frames samples of each channel in all
 * @param blocks interleaved samples
 * @throws MissingPackageError when `libflacjs` is not installed
 */
export async function* flacFrames(
  frames: number,
  channels: number,
  sampleRate: number,
  blocks: AsyncIterable<Int16Array>,
): AsyncGenerator<Uint8Array> {
  loaded ??= load();
  loaded.catch(() => (loaded = undefined));
  const flac = await loaded;
  const encoder = flac.create_libflac_encoder(sampleRate, channels, 16, 5, frames, false);
  let waiting: Uint8Array[] = [];
  const taken = (): Uint8Array[] => {
    const ready = waiting;
    waiting = [];
    return ready;
  };
  try {
    check(
      encoder !== 0 &&
        flac.init_encoder_stream(
          encoder,
          (bytes) => void waiting.push(bytes.slice()),
          () => undefined,
        ) === 0,
    );
    for await (const block of blocks) {
      check(
        Boolean(
          flac.FLAC__stream_encoder_process_interleaved(
            encoder,
            Int32Array.from(block),
            block.length / channels,
          ),
        ),
      );
      yield* taken();
    }
    check(Boolean(flac.FLAC__stream_encoder_finish(encoder)));
    yield* taken();
  } finally {
    if (encoder !== 0) flac.FLAC__stream_encoder_delete(encoder);
  }
}

function check(done: boolean): void {
  // It refuses more than eight channels and rates it has no number for; both are checked before.
  if (!done) throw new Error("libflac could not encode the sound");
}
