import { InvalidArgumentError, type Random } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { peak } from "../audio/levels.ts";
import type { MultichannelAudio } from "../audio/read-wav.ts";
import { resample } from "../audio/resample.ts";
import { octaveBands } from "../rooms/materials.ts";
import { randomRoom, type RoomName, roomPreset } from "../rooms/room-presets.ts";
import { roomResponse } from "../rooms/room-response.ts";
import { absorptionFor, eyringTimes } from "../rooms/reverberation-time.ts";
import type { AudioNote } from "../timeline/segment.ts";
import { checkInside, completeRoom, type Position, type Room, type RoomOptions } from "../rooms/room.ts";

/** A room, and who and what stands where in it. */
export interface RoomSetup {
  /** A room by name, one drawn for each dialogue (`random`), or one of your own. */
  readonly room: RoomName | "random" | RoomOptions;
  /** A wanted reverberation time in seconds; all walls absorb alike then, as Eyring says they must. */
  readonly reverberation?: number | undefined;
  /** Where the microphones are, each a channel of the recording. Default: one in the middle of the room. */
  readonly microphones?: readonly Position[] | undefined;
  /** How far speakers are from the first microphone, in metres, where nobody says where they are. Default: 1. */
  readonly distance?: number | undefined;
  /** Speaker → where the mouth is. Others are placed around the first microphone by chance. */
  readonly speakers?: Readonly<Record<string, Position>> | undefined;
}

const roomSetupNames: OptionNames<RoomSetup> = {
  room: true,
  reverberation: true,
  microphones: true,
  distance: true,
  speakers: true,
};

/** What microphones hear of speakers. */
export interface Acoustics {
  /** Speaker → impulse response at each microphone. */
  readonly responses: ReadonlyMap<string, readonly Float32Array[]>;
  /** What the microphones are called. */
  readonly channels: readonly string[];
  /** For the metadata. */
  readonly described: Readonly<Record<string, unknown>>;
}

/** Height of a mouth or a microphone, in metres, where the room is high enough. */
const usualHeight = 1.3;
/** Distance from walls at which people are placed, in metres. */
const margin = 0.3;

/** What microphones hear in a room. @throws InvalidArgumentError for a room, a place or a time there cannot be */
export function roomAcoustics(
  given: RoomName | "random" | RoomSetup,
  speakers: readonly string[],
  sampleRate: number,
  random: Random,
  onNote: (note: AudioNote) => void = () => undefined,
): Acoustics {
  const setup = typeof given === "string" ? { room: given } : checkOptions("room", given, roomSetupNames);
  const { distance = 1, reverberation } = setup;
  const named =
    setup.room === "random"
      ? randomRoom(random.fork("room"), [
          ...(setup.microphones ?? []),
          ...Object.values(setup.speakers ?? {}),
        ])
      : typeof setup.room === "string"
        ? roomPreset(setup.room)
        : setup.room;
  const room = completeRoom(
    reverberation === undefined
      ? named
      : { ...named, air: false, materials: absorbing(named.size, reverberation) },
  );
  if (!(distance > 0)) throw new InvalidArgumentError(`room.distance must be above 0, not ${distance}`);
  const microphones = setup.microphones ?? [middleOf(room)];
  if (microphones.length === 0) throw new InvalidArgumentError("A room needs a microphone to be heard");
  for (const microphone of microphones) checkInside(room, microphone, "A microphone");
  const places = new Map(
    speakers.map((speaker, index) => [
      speaker,
      setup.speakers?.[speaker] ??
        around(
          room,
          microphones[0] as Position,
          distance,
          (index + random.fork("turn").next()) / speakers.length,
          random.fork("place", speaker),
        ),
    ]),
  );
  for (const [speaker, place] of places) {
    checkInside(room, place, speaker || "The speaker");
    if (setup.distance === undefined || setup.speakers?.[speaker] !== undefined) continue;
    const [first] = microphones as readonly [Position];
    // Walls are in the way; how high a mouth is makes no difference worth telling.
    const apart = Math.hypot(place[0] - first[0], place[1] - first[1]);
    if (apart < 0.95 * distance)
      onNote({
        what: "distance_missed",
        message: `${speaker || "The speaker"} is ${apart.toFixed(2)} m from the microphone, since the room has no place ${distance} m from it in that direction`,
      });
  }
  const responses = new Map(
    [...places].map(([speaker, place]) => [
      speaker,
      microphones.map((microphone, index) =>
        roomResponse(room, place, microphone, { sampleRate, seed: random.derive("tail", speaker, index) }),
      ),
    ]),
  );
  const times = eyringTimes(room);
  return {
    responses,
    channels: microphones.map((_, index) =>
      microphones.length === 1 ? "microphone" : `microphone ${index + 1}`,
    ),
    described: {
      room: typeof setup.room === "string" ? setup.room : "own",
      size: room.size,
      absorption: room.absorption,
      microphones,
      speakers: Object.fromEntries(places),
      reverberation: Object.fromEntries(
        octaveBands.map((band, index) => [band, Math.round((times[index] as number) * 1000) / 1000]),
      ),
    },
  };
}

/** What microphones hear where an impulse response was measured: the same for all speakers, its peak as loud as they are. */
export function measuredAcoustics(
  { channels, sampleRate: measured }: MultichannelAudio,
  speakers: readonly string[],
  sampleRate: number,
): Acoustics {
  const loudest = channels.reduce((highest, samples) => Math.max(highest, peak(samples)), 0);
  if (loudest === 0) throw new InvalidArgumentError("The impulse response is silent");
  const responses = channels.map((samples) =>
    resample(samples, measured, sampleRate).map((sample) => sample / loudest),
  );
  return {
    responses: new Map(speakers.map((speaker) => [speaker, responses])),
    channels: responses.map((_, index) =>
      responses.length === 1 ? "microphone" : `microphone ${index + 1}`,
    ),
    described: { room: "measured", seconds: (responses[0]?.length ?? 0) / sampleRate },
  };
}

function absorbing(size: Room["size"], seconds: number): number {
  const absorption = seconds > 0 ? absorptionFor(size, seconds) : 1;
  if (!(absorption > 0 && absorption < 1 - 1e-6 && seconds <= 10))
    throw new InvalidArgumentError(`No room of this size has a reverberation time of ${seconds} seconds`);
  return absorption;
}

function middleOf({ size: [x, y, z] }: Room): Position {
  return [x / 2, y / 2, Math.min(usualHeight, z / 2)];
}

/** A place at a distance from another in some direction, moved into the room where that would be in a wall. */
function around(
  { size }: Room,
  [x, y, z]: Position,
  distance: number,
  turn: number,
  random: Random,
): Position {
  const angle = 2 * Math.PI * turn;
  const within = (value: number, axis: 0 | 1 | 2): number => {
    const edge = Math.min(margin, size[axis] / 4);
    return Math.round(Math.max(edge, Math.min(size[axis] - edge, value)) * 1000) / 1000;
  };
  const height = z + 0.2 * (random.next() - 0.5);
  return [
    within(x + distance * Math.cos(angle), 0),
    within(y + distance * Math.sin(angle), 1),
    within(height, 2),
  ];
}
