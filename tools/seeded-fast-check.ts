// What tests get when they import fast-check: property tests draw the same values every time, so that a red one is red
// for everybody. To look further, run with PROPERTY_SEED=2, 3, …
import { configureGlobal } from "fast-check";

configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 1) });

export * from "fast-check";
