import { readFileSync } from "node:fs";
import { Random } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandReverberation } from "./band-reverberation.ts";
import { airAbsorption, materials, octaveBands } from "./materials.ts";
import { bandSum } from "./octave-filters.ts";
import { eyringTimes, measuredReverberation, sabineTimes } from "./reverberation-time.ts";
import { randomRoom, roomPreset } from "./room-presets.ts";
import { roomResponse } from "./room-response.ts";
import { completeRoom, type Position, type Wall } from "./room.ts";

interface Fixture {
  readonly sampleRate: number;
  readonly order: number;
  readonly rooms: readonly {
    readonly size: Position;
    readonly absorption: Readonly<Record<Wall, number>>;
    readonly source: Position;
    readonly microphone: Position;
    readonly samples: string;
  }[];
}

/** Ten rooms as pyroomacoustics computes them; `fixtures/room-responses.py` made it. */
const fixture = JSON.parse(
  readFileSync(new URL("../../fixtures/room-responses.json", import.meta.url), "utf8"),
) as Fixture;

describe("roomResponse", () => {
  it("is what pyroomacoustics computes for the same ten rooms", () => {
    for (const { size, absorption, source, microphone, samples } of fixture.rooms) {
      const bytes = Buffer.from(samples, "base64");
      const theirs = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
      const ours = roomResponse(
        completeRoom({ size, materials: absorption, air: false }),
        source,
        microphone,
        { tail: "images", order: fixture.order, sampleRate: fixture.sampleRate },
      );
      let [xy, xx, yy] = [0, 0, 0];
      for (const [index, value] of theirs.entries()) {
        const own = ours[index] ?? 0;
        xy += own * value;
        xx += own * own;
        yy += value * value;
      }
      expect(xy / Math.sqrt(xx * yy)).toBeGreaterThan(0.999);
    }
    expect(fixture.rooms).toHaveLength(10);
  });

  it("fades as Eyring says, within 10 %, in thirty rooms", () => {
    const random = new Random(30);
    const between = (low: number, high: number): number => low + (high - low) * random.next();
    for (let number = 0; number < 30; number++) {
      const size: Position = [between(2.5, 12), between(2.5, 9), between(2.3, 5)];
      const room = completeRoom({ size, materials: between(0.06, 0.5), air: false });
      const place = (): Position => size.map((length) => between(0.3, length - 0.3)) as unknown as Position;
      const ratio =
        measuredReverberation(roomResponse(room, place(), place(), { seed: number }), 16_000) /
        (eyringTimes(room)[0] as number);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    }
  });

  it("fades in each octave as its materials say, where each wall is of another", () => {
    // At one place chance alone is 10 % at 125 Hz, even of noise that fades evenly: rooms are measured at several.
    for (const [number, options] of [randomRoom(new Random(2)), randomRoom(new Random(24))].entries()) {
      const room = completeRoom(options);
      const random = new Random(number);
      const place = (): Position =>
        room.size.map((length) => 0.4 + (length - 0.8) * random.next()) as unknown as Position;
      const measured = Array.from({ length: 6 }, (_, seed) =>
        bandReverberation(roomResponse(room, place(), place(), { seed }), 16_000),
      );
      for (const [band, seconds] of eyringTimes(room).entries()) {
        // Above 8,000 Hz there is nothing at this rate.
        if (band === 6) continue;
        const mean = measured.reduce((sum, times) => sum + (times[band] as number), 0) / measured.length;
        expect([number, octaveBands[band], Math.abs(mean / seconds - 1) < (band === 0 ? 0.2 : 0.1)]).toEqual([
          number,
          octaveBands[band],
          true,
        ]);
      }
    }
  });

  it("begins when sound arrives, with half the amplitude at twice the distance", () => {
    const room = completeRoom({ size: [9, 9, 9], materials: 0.3, air: false });
    const [near, far] = [1, 2].map((metres) =>
      roomResponse(room, [4, 4.5, 4.5], [4 + metres * 1.0003, 4.5, 4.5]),
    );
    const arrival = (samples: Float32Array | undefined, from: number): number =>
      Math.max(...(samples ?? []).slice(from - 3, from + 4));
    expect(arrival(near, 47)).toBeCloseTo(2 * arrival(far, 93), 1);
    expect(Math.max(...(near ?? []).slice(0, 8).map(Math.abs))).toBeLessThan(0.01);
  });

  it("is the same for the same seed, and its tail another for another", () => {
    const room = completeRoom(roomPreset("office"));
    const response = (seed: number): Float32Array => roomResponse(room, [1, 1, 1], [2, 2, 1], { seed });
    expect(response(1)).toEqual(response(1));
    expect(response(2)).not.toEqual(response(1));
  });

  it("is heard wherever people and microphones are", () => {
    const place = fc.tuple(
      fc.double({ min: 0.02, max: 2.4, noNaN: true }),
      fc.double({ min: 0.02, max: 2.4, noNaN: true }),
      fc.double({ min: 0.02, max: 2.2, noNaN: true }),
    );
    fc.assert(
      fc.property(place, place, fc.nat(), (source, microphone, seed) => {
        fc.pre(Math.hypot(...source.map((value, axis) => value - (microphone[axis] as number))) > 0.05);
        const response = roomResponse(
          completeRoom({ ...randomRoom(new Random(seed)), materials: 0.6 }),
          source,
          microphone,
        );
        expect(response.every(Number.isFinite)).toBe(true);
        expect(response.some((value) => value !== 0)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe("reverberation times", () => {
  it("are those of the formulas", () => {
    const room = completeRoom({ size: [5, 4, 3], materials: { floor: 0.5, walls: 0.1 }, air: false });
    // V = 60 m³, S = 94 m²: A = 20·0.5 + 74·0.1 = 17.4 m².
    expect(sabineTimes(room)[3]).toBeCloseTo((0.1611 * 60) / 17.4, 3);
    expect(eyringTimes(room)[3]).toBeCloseTo((0.1611 * 60) / (-94 * Math.log(1 - 17.4 / 94)), 3);
    expect(eyringTimes({ ...room, air: true })[6]).toBeLessThan((eyringTimes(room)[6] as number) * 0.9);
  });

  it("are found again in noise that fades, and not in what is too short", () => {
    const random = new Random(1);
    const fading = Float32Array.from(
      { length: 16_000 },
      (_, at) => random.normal() * 10 ** ((-3 * at) / (0.7 * 16_000)),
    );
    expect(Math.abs(measuredReverberation(fading, 16_000) - 0.7)).toBeLessThan(0.02);
    expect(measuredReverberation(fading.slice(0, 1000), 16_000)).toBeLessThan(0.7);
    expect(measuredReverberation(new Float32Array(10), 16_000)).toBeNaN();
  });
});

describe("bandReverberation", () => {
  it("tells what fades more slowly than its bands ring, and nothing of what fades faster", () => {
    const random = new Random(3);
    const measured = (seconds: number): readonly number[] =>
      bandReverberation(
        Float32Array.from(
          { length: 32_000 },
          (_, at) => random.normal() * 10 ** ((-3 * at) / (seconds * 16_000)),
        ),
        16_000,
      );
    for (const seconds of [0.05, 0.1, 0.2, 0.5, 1]) {
      const times = Array.from({ length: 8 }, () => measured(seconds));
      for (const [band, middle] of octaveBands.slice(0, 6).entries()) {
        const all = times.map((each) => each[band] as number);
        // By chance one of them seems longer than it is.
        if (seconds * middle < 20) expect(all.filter(Number.isNaN).length).toBeGreaterThan(5);
        if (seconds * middle < 60) continue;
        const mean = all.reduce((sum, time) => sum + time, 0) / all.length;
        expect(Math.abs(mean / seconds - 1)).toBeLessThan(0.1);
      }
    }
    // A car at 125 Hz: 0.11 s, which no band so narrow can tell.
    const car = completeRoom(roomPreset("car"));
    const [low, , , , , high] = bandReverberation(roomResponse(car, [1, 0.5, 0.6], [1.8, 0.9, 0.7]), 16_000);
    expect(low).toBeNaN();
    expect(Math.abs((high as number) / (eyringTimes(car)[5] as number) - 1)).toBeLessThan(0.15);
  });

  it("is that of each octave of its own, and not of the next", () => {
    const random = new Random(4);
    const times = [1.6, 0.6, 1.6, 0.6, 1.6, 0.6, 1.6];
    const bands = times.map((seconds) =>
      Float32Array.from(
        { length: 40_000 },
        (_, at) => random.normal() * 10 ** ((-3 * at) / (seconds * 24_000)),
      ),
    );
    const measured = bandReverberation(bandSum(bands, 24_000), 24_000);
    for (const [band, seconds] of times.entries())
      expect(Math.abs((measured[band] as number) / seconds - 1)).toBeLessThan(band === 0 ? 0.3 : 0.15);
  });
});

describe("octave bands", () => {
  it("add up to what they were, and keep apart what is an octave away", () => {
    const random = new Random(2);
    const noise = Float32Array.from({ length: 1000 }, () => random.normal());
    const same = bandSum(
      Array.from({ length: 7 }, () => noise),
      16_000,
    );
    expect(Math.max(...same.map((value, index) => Math.abs(value - (noise[index] as number))))).toBeLessThan(
      1e-5,
    );
    const tone = Float32Array.from({ length: 4096 }, (_, at) => Math.sin((2 * Math.PI * 1000 * at) / 16_000));
    const only = (band: number): number =>
      Math.max(
        ...bandSum(
          Array.from({ length: 7 }, (_, index) => (index === band ? tone : new Float32Array(4096))),
          16_000,
        )
          .slice(1500, 2500)
          .map(Math.abs),
      );
    expect(only(3)).toBeGreaterThan(0.98);
    expect(only(1)).toBeLessThan(0.02);
  });
});

describe("materials", () => {
  it("that are mixtures are what they say, and air swallows what ISO 9613-1 says", () => {
    const mixture = materials.plasterboard.map(
      (value, band) => 0.75 * value + 0.25 * (materials.upholstery[band] as number),
    );
    for (const [band, value] of materials.furnished.entries())
      expect(value).toBeCloseTo(mixture[band] ?? 0, 9);
    // At the reference temperature and pressure; h is the molar concentration of water vapour, in per cent.
    const kelvin = 293.15;
    const h = 50 * 10 ** (-6.8346 * (273.16 / kelvin) ** 1.261 + 4.6151);
    const oxygen = 24 + (4.04e4 * h * (0.02 + h)) / (0.391 + h);
    const nitrogen = 9 + 280 * h;
    for (const [band, frequency] of octaveBands.entries()) {
      const square = frequency ** 2;
      const relaxation =
        (0.01275 * Math.exp(-2239.1 / kelvin)) / (oxygen + square / oxygen) +
        (0.1068 * Math.exp(-3352 / kelvin)) / (nitrogen + square / nitrogen);
      const decibels = 8.686 * square * (1.84e-11 + relaxation);
      expect(Math.abs((airAbsorption[band] as number) / decibels - 1)).toBeLessThan(0.01);
    }
  });
});

describe("completeRoom", () => {
  it.each([
    [{ size: [1, 2], materials: 0.1 }, "three lengths"],
    [{ size: [0.1, 2, 2], materials: 0.1 }, "three lengths"],
    [{ size: [3, 3, 3], materials: "carpit" }, 'no material called "carpit"'],
    [{ size: [3, 3, 3], materials: 1.2 }, "Absorption"],
    [{ size: [3, 3, 3], materials: [0.1, 0.2] }, "Absorption"],
    [{ size: [3, 3, 3], materials: { floor: 0.1 } }, "what the west"],
    [{ size: [3, 3, 3], materials: { roof: 0.1 } }, 'no wall called "roof"'],
  ])("refuses %j", (options, message) => {
    expect(() => completeRoom(options as never)).toThrow(message);
  });

  it("places nobody in a wall, and names the room that was probably meant", () => {
    const room = completeRoom({ size: [3, 3, 3], materials: 0.2 });
    expect(() => roomResponse(room, [3, 1, 1], [1, 1, 1])).toThrow("The source is not inside");
    expect(() => roomPreset("ofice")).toThrow('no room called "ofice"');
  });
});

describe("randomRoom", () => {
  it("holds the places that it must, and is what it was where it does already", () => {
    for (let seed = 0; seed < 20; seed++) {
      const { size } = randomRoom(new Random(seed), [[4, 0.5, 2.2]]);
      const [x, y, z] = randomRoom(new Random(seed)).size;
      expect(size).toEqual([Math.max(x, 4.3), y, Math.max(z, 2.5)]);
    }
  });
});
