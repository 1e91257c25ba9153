// How long sound stays in thirty rooms of different materials on each wall, octave by octave, against Sabine's and Eyring's formulas,
// and in the rooms that have names.
// `pnpm bench voice/bench/rooms 8` listens at so many places in each room (default: 8), as ISO 3382-2 asks for in its precision method (12).
import { Random } from "@sdialog/core";
import { bandReverberation } from "../src/rooms/band-reverberation.ts";
import { octaveBands } from "../src/rooms/materials.ts";
import { eyringTimes, measuredReverberation, sabineTimes } from "../src/rooms/reverberation-time.ts";
import { randomRoom, roomPresets } from "../src/rooms/room-presets.ts";
import { roomResponse } from "../src/rooms/room-response.ts";
import { completeRoom, type Position, type Room } from "../src/rooms/room.ts";

const places = Number(process.argv[2] ?? 8);
const rooms = 30;
const sampleRate = 24_000;
const random = new Random(77);
const errors = octaveBands.map(() => ({ eyring: [] as number[], sabine: [] as number[] }));

let alone = 0;

for (let number = 0; number < rooms; number++) {
  const room = completeRoom(randomRoom(random.fork("room", number)));
  for (const [band, { seconds, of, narrow }] of timesOf(
    room,
    random.fork("places", number),
    number * 100,
  ).entries()) {
    if (narrow) alone++;
    errors[band]?.eyring.push(seconds / (eyringTimes(of)[band] as number) - 1);
    errors[band]?.sabine.push(seconds / (sabineTimes(of)[band] as number) - 1);
  }
}

const within = (values: readonly number[]): string =>
  `${values.filter((value) => Math.abs(value) < 0.1).length} of ${values.length}`;
const most = (values: readonly number[]): string =>
  `${(100 * Math.max(...values.map(Math.abs))).toFixed(1)} %`;
console.log(`${rooms} rooms, ${places} places each: how many are within 10 %, and the largest error`);
console.log(`${"Hz".padStart(6)}  ${"Eyring".padEnd(18)}  Sabine`);
for (const [band, { eyring, sabine }] of errors.entries())
  console.log(
    `${String(octaveBands[band]).padStart(6)}  ${`${within(eyring)} (${most(eyring)})`.padEnd(18)}  ${within(sabine)} (${most(sabine)})`,
  );

console.log(
  `${alone} of ${rooms * octaveBands.length} times are measured over all frequencies, as the band is too narrow to tell`,
);

console.log("\nRooms by name: Eyring's time and how far the measured one is from it; * over all frequencies");
console.log(`${"".padEnd(13)}${octaveBands.map((hertz) => String(hertz).padStart(15)).join("")}`);
for (const [name, options] of Object.entries(roomPresets)) {
  const columns = timesOf(completeRoom(options), random.fork("preset", name), 0).map(
    ({ seconds, of, narrow }, band) => {
      const wanted = eyringTimes(of)[band] as number;
      const error = 100 * (seconds / wanted - 1);
      const sign = error < 0 ? "−" : "+";
      return `${wanted.toFixed(2)} s ${sign}${Math.abs(error).toFixed(1)} %${narrow ? "*" : ""}`.padStart(15);
    },
  );
  console.log(`${name.padEnd(13)}${columns.join("")}`);
}

const fading = (seconds: number): readonly number[] =>
  bandReverberation(
    Float32Array.from(
      { length: sampleRate },
      (_, at) => random.normal() * 10 ** ((-3 * at) / (sampleRate * seconds)),
    ),
    sampleRate,
    0,
  );
const click = bandReverberation(
  Float32Array.from({ length: sampleRate }, (_, at) => (at === 20 ? 1 : 0)),
  sampleRate,
  0,
);
const inSeconds = (times: readonly number[]): string =>
  times.map((time) => `${time.toFixed(3)} s`.padStart(15)).join("");
console.log("\nWhat the bands make of what fades at once, and of noise that fades in 0.1 s (mean of 50)");
console.log(`${"a click".padEnd(13)}${inSeconds(click)}`);
const noises = Array.from({ length: 50 }, () => fading(0.1));
console.log(
  `${"noise".padEnd(13)}${inSeconds(octaveBands.map((_, band) => noises.reduce((sum, each) => sum + (each[band] as number), 0) / 50))}`,
);

interface MeasuredTime {
  readonly seconds: number;
  /** The room that was measured. */
  readonly of: Room;
  /** Whether the band rings longer than the room. */
  readonly narrow: boolean;
}

/**
 * What is measured in each band. Where that rings longer than the room, all walls absorb at all frequencies as they do in this band, and
 * all frequencies are heard.
 */
function timesOf(room: Room, draw: Random, seed: number): MeasuredTime[] {
  const measured = meansOf(room, draw, seed, (response) => bandReverberation(response, sampleRate));
  return measured.map((seconds, band) => {
    if (!Number.isNaN(seconds)) return { seconds, of: room, narrow: false };
    const like = {
      ...room,
      air: false,
      absorption: room.absorption.map((wall) => wall.map(() => wall[band] as number)),
    };
    const [all = Number.NaN] = meansOf(like, draw.fork("band", band), seed, (response) => [
      measuredReverberation(response, sampleRate),
    ]);
    return { seconds: all, of: like, narrow: true };
  });
}

/** What is measured at each pair of places in a room, on average. */
function meansOf(
  room: Room,
  draw: Random,
  seed: number,
  measure: (response: Float32Array) => readonly number[],
): number[] {
  const place = (): Position =>
    room.size.map((length) => 0.4 + (length - 0.8) * draw.next()) as unknown as Position;
  const sums: number[] = [];
  for (let pair = 0; pair < places; pair++) {
    const response = roomResponse(room, place(), place(), { sampleRate, seed: seed + pair });
    for (const [index, seconds] of measure(response).entries()) sums[index] = (sums[index] ?? 0) + seconds;
  }
  return sums.map((sum) => sum / places);
}
