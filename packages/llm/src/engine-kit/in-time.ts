// A file of its own, since a browser has another in its place: browser-in-time.ts.
export { inTime, isTimeout, longestMs } from "@sdialog/core/fs";
