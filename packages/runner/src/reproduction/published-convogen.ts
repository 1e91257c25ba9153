/**
 * What Gody, Goudy and Tawfik report (ConvoGen, arXiv 2503.17460): numbers of conversations (Tables I and II), words, turns
 * and words per turn (Table III), mean and standard deviation of MTLD (Table V), the judge's scores and their average
 * (Tables IV and VI).
 */
export const publishedConvogen: Readonly<Record<string, PublishedRow>> = {
  DailyDialog: { n: 13118, words: [114.7, 7.85, 13.61], mtld: [53.44, 19.54] },
  EmpatheticDialogues: { n: 24843, words: [63.47, 4.31, 13.71], mtld: [63.47, 19.47] },
  "PERSONA-CHAT": { n: 967, words: [198.46, 15.52, 11.79], mtld: [49.58, 12.29] },
  GPFS: {
    n: 504,
    words: [349.12, 6.37, 53.91],
    mtld: [107.24, 16.67],
    judged: [4.97, 4.96, 4.88, 4.97, 4.76, 4.79, 4.19, 4.81, 4.99, 4.81],
  },
  SPFS: {
    n: 505,
    words: [573.32, 6.3, 90.69],
    mtld: [125.16, 20.02],
    judged: [4.95, 4.75, 4.83, 4.97, 4.87],
  },
  GPIS: {
    n: 500,
    words: [422.79, 6.37, 65.74],
    mtld: [111.47, 16.28],
    judged: [4.98, 4.93, 4.9, 4.97, 4.85, 4.87, 4.17, 4.89, 4.99, 4.84],
  },
  SPIS: { n: 491, words: [600.88, 6.23, 96.21], mtld: [129.11, 19.28], judged: [4.95, 4.78, 4.9, 4.97, 4.9] },
  "GPFS-s": {
    n: 502,
    words: [229.29, 9.71, 22.61],
    mtld: [86.87, 17.15],
    judged: [4.97, 4.9, 4.85, 4.98, 4.8, 4.88, 4.38, 4.84, 5, 4.85],
  },
  "SPFS-s": {
    n: 506,
    words: [213.83, 9.3, 21.99],
    mtld: [98.53, 27.11],
    judged: [4.81, 4.64, 4.8, 4.84, 4.77],
  },
  "GPIS-s": {
    n: 503,
    words: [232.2, 9.85, 22.56],
    mtld: [85.95, 16.79],
    judged: [4.96, 4.86, 4.85, 4.96, 4.83, 4.89, 4.31, 4.89, 5, 4.84],
  },
  "SPIS-s": {
    n: 507,
    words: [217.19, 9.58, 21.67],
    mtld: [101.76, 28.79],
    judged: [4.92, 4.73, 4.78, 4.93, 4.84],
  },
  "PCFS-s": {
    n: 957,
    words: [189.57, 8.84, 20.44],
    mtld: [80.11, 20.06],
    judged: [4.91, 4.63, 4.52, 4.93, 4.75],
  },
  "PCIS-s": {
    n: 967,
    words: [152.9, 7.31, 19.93],
    mtld: [84.38, 19.24],
    judged: [4.88, 4.63, 4.53, 4.95, 4.75],
  },
};

export interface PublishedRow {
  /** Conversations. */
  readonly n: number;
  /** Words and turns of a conversation, and words per turn: means. */
  readonly words: readonly [words: number, turns: number, wordsPerTurn: number];
  readonly mtld: readonly [mean: number, deviation: number];
  /** The judge's means, question by question, and their average at the end. */
  readonly judged?: readonly number[] | undefined;
}

/** The conversations between people that the paper compares with. */
export const humanBaselines: readonly string[] = ["DailyDialog", "EmpatheticDialogues", "PERSONA-CHAT"];
