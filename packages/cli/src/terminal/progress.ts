import { visibleLine } from "@sdialog/core/internal";
// The default export: the package is CommonJS, written so that Node finds not all of its exports by name.
import cliProgress from "cli-progress";
import type { Terminal } from "./terminal.ts";

/** How far a piece of work has come. */
export interface Progress {
  /** @param done units finished in all; @param note shown behind them */
  update(done: number, note?: string): void;
  stop(): void;
}

/**
 * A progress bar on a terminal; off one, a line every tenth of the way. Written to standard error, so that output stays clean.
 * @param name what goes on; it may come from a file
 */
export function startProgress(terminal: Terminal, name: string, total: number, unit = "dialogues"): Progress {
  const label = visibleLine(name);
  if (!terminal.interactive) return progressLines(terminal, label, total, unit);
  const line = (left: string): string => `{label} {bar} {value}/{total} ${unit}${left} {note}`;
  // The rest of the line takes about as much as this; a line that does not fit would be drawn again below itself.
  const rest = label.length + unit.length + 2 * String(total).length + 40;
  const barsize = Math.max(4, Math.min(40, (terminal.columns ?? 80) - rest));
  const bar = new cliProgress.SingleBar(
    {
      // How long the rest takes is not known until something is done; till then the bar's own estimate is no time at all.
      format: (given, state, payload) =>
        cliProgress.Format.Formatter(
          { ...given, format: line(isEstimated(state) ? " · {eta_formatted} left" : "") },
          state,
          payload,
        ),
      barsize,
      stream: terminal.screen.err,
      hideCursor: true,
      linewrap: false,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0, { label, note: "" });
  return {
    update: (done, note = "") => bar.update(done, { note: note === "" ? "" : `· ${visibleLine(note)}` }),
    stop: () => bar.stop(),
  };
}

function isEstimated({ value, eta }: { readonly value: number; readonly eta: number }): boolean {
  return value > 0 && Number.isFinite(eta);
}

/** A count that grows, for work of unknown size; nothing off a terminal. */
export function startCounter(terminal: Terminal, label: string, unit: string): Progress {
  const { interactive } = terminal;
  const { err } = terminal.screen;
  const clear = "\r\u001b[2K";
  return {
    update: (done) => (interactive ? void err.write(`${clear}${label} ${done} ${unit}`) : undefined),
    stop: () => (interactive ? void err.write(clear) : undefined),
  };
}

function progressLines(terminal: Terminal, label: string, total: number, unit: string): Progress {
  const step = Math.max(1, Math.ceil(total / 10));
  let shown = 0;
  return {
    update(done, note) {
      if (done === shown || (done < total && done - shown < step)) return;
      shown = done;
      terminal.err.write(
        `${label} ${done}/${total} ${unit}${note === undefined || note === "" ? "" : ` · ${note}`}\n`,
      );
    },
    stop() {},
  };
}
