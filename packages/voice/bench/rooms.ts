// How long sound stays in thirty rooms of different materials on each wall, octave by octave, against Sabine's and Eyring's formulas.
// `pnpm bench voice/bench/rooms 8` listens at so many places in each room (default: 8), as ISO 3382-2 asks for in its precision method (12).
import { Random } from "@sdialog/core";
import { bandReverberation } from "../src/rooms/band-reverberation.ts";
import { octaveBands } from "../src/rooms/materials.ts";
import { eyringTimes, sabineTimes } from "../src/rooms/reverberation-time.ts";
import { randomRoom } from "../src/rooms/room-presets.ts";
import { roomResponse } from "../src/rooms/room-response.ts";
import { completeRoom, type Position } from "../src/rooms/room.ts";

const places = Number(process.argv[2] ?? 8);
const rooms = 30;
const sampleRate = 24_000;
const random = new Random(77);
const errors = octaveBands.map(() => ({ eyring: [] as number[], sabine: [] as number[] }));

for (let number = 0; number < rooms; number++) {
  const room = completeRoom(randomRoom(random.fork("room", number)));
  const draw = random.fork("places", number);
  const place = (): Position =>
    room.size.map((length) => 0.4 + (length - 0.8) * draw.next()) as unknown as Position;
  const sums = octaveBands.map(() => 0);
  for (let pair = 0; pair < places; pair++) {
    const response = roomResponse(room, place(), place(), { sampleRate, seed: number * 100 + pair });
    for (const [band, seconds] of bandReverberation(response, sampleRate).entries())
      sums[band] = (sums[band] as number) + seconds;
  }
  const [eyring, sabine] = [eyringTimes(room), sabineTimes(room)];
  for (const [band, sum] of sums.entries()) {
    errors[band]?.eyring.push(sum / places / (eyring[band] as number) - 1);
    errors[band]?.sabine.push(sum / places / (sabine[band] as number) - 1);
  }
}

const within = (values: readonly number[]): number => values.filter((value) => Math.abs(value) < 0.1).length;
const most = (values: readonly number[]): string =>
  `${(100 * Math.max(...values.map(Math.abs))).toFixed(1)} %`;
console.log(`${rooms} rooms, ${places} places each: how many are within 10 %, and the largest error`);
console.log(`${"Hz".padStart(6)}  ${"Eyring".padEnd(14)}  Sabine`);
for (const [band, { eyring, sabine }] of errors.entries())
  console.log(
    `${String(octaveBands[band]).padStart(6)}  ${`${within(eyring)} (${most(eyring)})`.padEnd(14)}  ${within(sabine)} (${most(sabine)})`,
  );
