import { Presets, SingleBar } from "cli-progress";
import type { Terminal } from "./terminal.ts";

/** How far a piece of work has come. */
export interface Progress {
  /** @param done units finished in all */
  update(done: number): void;
  stop(): void;
}

/** A progress bar on a terminal; off one, a line every tenth of the way. Written to standard error, so that output stays clean. */
export function startProgress(
  terminal: Terminal,
  label: string,
  total: number,
  unit = "dialogues",
): Progress {
  if (!terminal.interactive) return progressLines(terminal, label, total, unit);
  const bar = new SingleBar(
    {
      format: `${label} {bar} {value}/{total} ${unit} · {eta_formatted} left`,
      stream: terminal.err,
      hideCursor: true,
      clearOnComplete: false,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}

function progressLines(terminal: Terminal, label: string, total: number, unit: string): Progress {
  const step = Math.max(1, Math.ceil(total / 10));
  let shown = 0;
  return {
    update(done) {
      if (done < total && done - shown < step) return;
      if (done === shown) return;
      shown = done;
      terminal.err.write(`${label} ${done}/${total} ${unit}\n`);
    },
    stop() {},
  };
}
