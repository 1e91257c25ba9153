export { calibrate } from "./calibrate.ts";
export type { CalibrateOptions, Calibration, CalibrationEvent, Candidate } from "./calibrate.ts";
export { habitsOf, policiesOf } from "./habits.ts";
export type { Habits, HeldTo } from "./habits.ts";
export type { MixtureScore } from "./mixture.ts";
export type { FitBudget, Spent } from "./spending.ts";
export { talksOf } from "./talk.ts";
export type { Talk } from "./talk.ts";
export { formatUsers } from "./users-file.ts";
