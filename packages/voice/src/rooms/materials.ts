/** The middles of the octave bands in which materials absorb, in hertz. */
export const octaveBands = [125, 250, 500, 1000, 2000, 4000, 8000] as const;

/**
 * Share of the energy that a surface swallows, 0 to 1: one for all frequencies, or one for each octave band from 125 to
 * 8,000 Hz.
 */
export type Absorption = number | readonly number[];

/**
 * Random-incidence absorption coefficients of common surfaces, as handbooks of room acoustics give them (Vorländer,
 * Auralization, 2008, appendix; Kuttruff, Room Acoustics), from 125 to 8,000 Hz.
 */
export const materials = {
  concrete: [0.01, 0.01, 0.02, 0.02, 0.02, 0.03, 0.03],
  brick: [0.03, 0.03, 0.03, 0.04, 0.05, 0.07, 0.07],
  plaster: [0.02, 0.02, 0.03, 0.03, 0.04, 0.05, 0.05],
  plasterboard: [0.15, 0.1, 0.06, 0.04, 0.04, 0.05, 0.05],
  glass: [0.35, 0.25, 0.18, 0.12, 0.07, 0.04, 0.04],
  tiles: [0.01, 0.01, 0.01, 0.02, 0.02, 0.02, 0.02],
  parquet: [0.04, 0.04, 0.07, 0.06, 0.06, 0.07, 0.07],
  linoleum: [0.02, 0.02, 0.03, 0.03, 0.04, 0.04, 0.05],
  carpet: [0.02, 0.06, 0.14, 0.37, 0.6, 0.65, 0.65],
  curtain: [0.07, 0.31, 0.49, 0.75, 0.7, 0.6, 0.6],
  "acoustic ceiling": [0.45, 0.7, 0.8, 0.8, 0.65, 0.45, 0.45],
  "wood panelling": [0.42, 0.21, 0.1, 0.08, 0.06, 0.06, 0.06],
  furnished: [0.15, 0.18, 0.22, 0.28, 0.32, 0.35, 0.38],
  upholstery: [0.44, 0.6, 0.77, 0.89, 0.82, 0.7, 0.7],
  audience: [0.39, 0.57, 0.8, 0.94, 0.92, 0.87, 0.87],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** A surface by name. */
export type MaterialName = keyof typeof materials;
/** What a wall is made of: a material by name, or how much it absorbs. */
export type Material = MaterialName | Absorption;

/**
 * What air swallows on its way, in decibels a metre, at 20 °C and half of the humidity it can hold (ISO 9613-1), from 125 to
 * 8,000 Hz.
 */
export const airAbsorption: readonly number[] = [0.00044, 0.00131, 0.00273, 0.00466, 0.0099, 0.0297, 0.105];
