/** The middles of the octave bands in which materials absorb, in hertz. */
export const octaveBands = [125, 250, 500, 1000, 2000, 4000, 8000] as const;

/**
 * Share of the energy that a surface swallows, 0 to 1: one for all frequencies, or one for each octave band from 125 to
 * 8,000 Hz.
 */
export type Absorption = number | readonly number[];

/**
 * Random-incidence absorption coefficients of common surfaces from 125 to 8,000 Hz, measured in reverberation rooms (ISO 354).
 * [V]: Vorländer, Auralization, 2008, appendix, as pyroomacoustics 0.10.1 keeps it in its database under the name that is
 * given; [S]: E. Sengpiel's table of absorption coefficients (sengpielaudio.com/calculator-RT60Coeff.htm). Where a table ends
 * at 4,000 Hz, its last value holds for 8,000 Hz too.
 */
export const materials = {
  // [V] unpainted_concrete
  concrete: [0.01, 0.01, 0.02, 0.02, 0.02, 0.05, 0.05],
  // [V] brick_wall_rough
  brick: [0.03, 0.03, 0.03, 0.04, 0.05, 0.07, 0.07],
  // [V] hard_surface
  plaster: [0.02, 0.02, 0.03, 0.03, 0.04, 0.05, 0.05],
  // [V] plasterboard
  plasterboard: [0.15, 0.1, 0.06, 0.04, 0.04, 0.05, 0.05],
  // [S] window
  glass: [0.35, 0.25, 0.18, 0.12, 0.07, 0.04, 0.04],
  // [V] ceramic_tiles
  tiles: [0.01, 0.01, 0.01, 0.02, 0.02, 0.02, 0.02],
  // [S] parquet on concrete
  parquet: [0.04, 0.04, 0.07, 0.06, 0.06, 0.07, 0.07],
  // [V] linoleum_on_concrete, [S]
  linoleum: [0.02, 0.03, 0.03, 0.03, 0.03, 0.02, 0.02],
  // [S] carpet on concrete
  carpet: [0.02, 0.06, 0.14, 0.37, 0.6, 0.65, 0.65],
  // [S] molleton of 14 ounces a square yard
  curtain: [0.07, 0.31, 0.49, 0.75, 0.7, 0.6, 0.6],
  // [V] ceiling_fissured_tile
  "acoustic ceiling": [0.49, 0.53, 0.53, 0.75, 0.92, 0.99, 0.99],
  // [V] plywood_thin
  "wood panelling": [0.42, 0.21, 0.1, 0.08, 0.06, 0.06, 0.06],
  // Three quarters of plasterboard, one of upholstery.
  furnished: [0.2225, 0.225, 0.2375, 0.2525, 0.235, 0.2125, 0.2125],
  // [V] chairs_upholstered_cloth
  upholstery: [0.44, 0.6, 0.77, 0.89, 0.82, 0.7, 0.7],
  // [V] audience_wooden_chairs_2_m2
  audience: [0.24, 0.4, 0.78, 0.98, 0.96, 0.87, 0.87],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** A surface by name. */
export type MaterialName = keyof typeof materials;
/** What a wall is made of: a material by name, or how much it absorbs. */
export type Material = MaterialName | Absorption;

/**
 * What air swallows on its way, in decibels a metre, at 20 °C, 101.325 kPa and half of the humidity it can hold, by the
 * formulas 3 to 5 of ISO 9613-1, from 125 to 8,000 Hz.
 */
export const airAbsorption: readonly number[] = [0.00044, 0.00131, 0.00273, 0.00466, 0.0099, 0.0297, 0.105];
