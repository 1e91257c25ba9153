import type { DecoderOutput } from "../decoder/decoder.ts";
import { type GraphSite, siteName } from "../sites/site.ts";
import { firstSelected, isSelected } from "../steering/token-selector.ts";
import type { CapturedActivations } from "./hook-data.ts";
import type { CaptureRequest } from "./hook-request.ts";

interface Log {
  readonly request: number;
  readonly site: string;
  readonly positions: number[];
  rows: Float32Array[];
  readonly isAttention: boolean;
  /** How many heads looked, once any did; only of attention weights. */
  heads?: number;
}

/** Collects what was asked for from pass after pass, and nothing else. */
export class ActivationLog {
  readonly #requests: readonly CaptureRequest[];
  readonly #promptLength: number;
  readonly #logs: readonly Log[];

  /**
   * @param requests what to keep
   * @param resolve the sites a request is about
   * @param promptLength tokens of the prompt
   */
  constructor(
    requests: readonly CaptureRequest[],
    resolve: (request: CaptureRequest) => readonly GraphSite[],
    promptLength: number,
  ) {
    this.#requests = requests;
    this.#promptLength = promptLength;
    this.#logs = requests.flatMap((each, request) =>
      resolve(each).map((site) => ({
        request,
        site: siteName(site),
        isAttention: site.isAttention === true,
        positions: [],
        rows: [],
      })),
    );
  }

  get sites(): ReadonlySet<string> {
    return new Set(this.#logs.map(({ site }) => site));
  }

  /** The first position that must be computed and cannot come from a cache. */
  get needed(): number {
    return Math.min(...this.#requests.map(({ tokens }) => firstSelected(tokens, this.#promptLength)));
  }

  /** Takes what a pass computed for one sequence. @param first position of the first token fed @param fed how many */
  record(output: DecoderOutput, row: number, first: number, fed: number): void {
    for (const log of this.#logs) {
      const { tokens, reduce } = this.#requests[log.request] as CaptureRequest;
      const positions = Array.from({ length: fed }, (_, index) => first + index).filter((position) =>
        isSelected(tokens, position, this.#promptLength),
      );
      if (positions.length === 0) continue;
      const all = output.activations(log.site, row);
      const width = all.length / fed;
      if (log.isAttention) log.heads = width / (first + fed);
      for (const position of positions) {
        log.positions.push(position);
        const start = (position - first) * width;
        reduced(log, all.slice(start, start + width), reduce);
      }
    }
  }

  /** Everything kept. */
  captures(): readonly CapturedActivations[] {
    return this.#logs.map(({ request, site, positions, rows, heads }) => {
      // Of later tokens more can be attended to.
      const width = Math.max(0, ...rows.map(({ length }) => length));
      const data = new Float32Array(width * rows.length);
      const divisor = this.#requests[request]?.reduce === "mean" ? positions.length : 1;
      for (const [index, row] of rows.entries())
        data.set(divisor === 1 ? row : row.map((x) => x / divisor), index * width);
      return { request, site, width, positions, data, ...(heads === undefined ? {} : { heads }) };
    });
  }
}

function reduced(log: Log, row: Float32Array, reduce: CaptureRequest["reduce"]): void {
  const [sum] = log.rows;
  if (reduce === "none") log.rows.push(row);
  else if (reduce === "last" || sum === undefined) log.rows = [row];
  else {
    const [longer, other] = row.length > sum.length ? [row, sum] : [sum, row];
    log.rows = [longer.map((value, index) => value + (other[index] ?? 0))];
  }
}
