export type { DialogReader, Fit, Piece, ReaderFields, ReadContext, Sample } from "./readers/dialog-reader.ts";
