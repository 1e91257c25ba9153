/** What becomes of what a command had done when somebody stops it. */
const meanings = {
  continues: "Interrupted. Finished work is saved. Run the same command again to continue.",
  folder: "Interrupted. Finished conversations are saved in the folder of the run.",
  unwritten: "Interrupted. Nothing was written. The same command begins anew.",
  anew: "Interrupted. The same command begins anew.",
  stopped: "Stopped.",
} as const;

/** Which of these is true of each command, by its path. */
export const interruptions: Readonly<Record<string, keyof typeof meanings>> = {
  // Each keeps what it makes as it goes, and looks first at what is there.
  run: "continues",
  resume: "continues",
  "retry-failed": "continues",
  shard: "continues",
  merge: "continues",
  "reproduce convogen": "continues",
  "roleplay run": "continues",
  "star generate": "continues",
  calibrate: "continues",
  speak: "continues",
  // Its folder has another name each time, which it says itself.
  test: "folder",
  // What they write comes into its place at their end.
  demo: "unwritten",
  import: "unwritten",
  anonymize: "unwritten",
  export: "unwritten",
  // Nothing else ends them.
  chat: "stopped",
  playground: "stopped",
  serve: "stopped",
};

/** What is said of a command that was interrupted. @param path its name, with those of the commands it is part of */
export function interruption(path: string | undefined): string {
  return meanings[interruptions[path ?? ""] ?? "anew"];
}
