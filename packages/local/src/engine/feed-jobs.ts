import { steeredPass } from "../decoder/steered-pass.ts";
import type { Mark } from "../steering/steering-plan.ts";
import type { DecoderInput, DecoderOutput } from "../decoder/decoder.ts";
import type { JobGroup, RunningJob } from "./job.ts";

/** Feeds every job of a running group the token it chose last. */
export async function feedLast(
  { batchCache }: JobGroup,
  jobs: readonly RunningJob[],
): Promise<DecoderOutput> {
  const tokens = jobs.map(({ reply }) => reply.generated.at(-1) as number);
  if (jobs.length === 1) return feedEach(jobs, [tokens]);
  const caches = jobs.map(({ cache }) => cache);
  batchCache.arrange(caches, jobs[0]?.decoder.writesInPlace === true ? 1 : 0);
  const { output, marks } = await forward(
    jobs,
    tokens.map((token) => [token]),
    batchCache,
  );
  for (const [row, token] of tokens.entries())
    batchCache.append(row, token, output.newRows(row), marks[row]?.[0] ?? "");
  return output;
}

/** Feeds each job its own tokens, after what its cache holds. */
export async function feedEach(
  jobs: readonly RunningJob[],
  tokens: readonly (readonly number[])[],
): Promise<DecoderOutput> {
  const { output, marks } = await forward(jobs, tokens, pastOf(jobs, tokens));
  for (const [row, { cache }] of jobs.entries())
    cache.append(tokens[row] as readonly number[], output.newRows(row), marks[row]);
  return output;
}

function pastOf(jobs: readonly RunningJob[], tokens: readonly (readonly number[])[]): DecoderInput["past"] {
  const caches = jobs.map(({ cache }) => cache);
  const [first] = jobs;
  if (jobs.length === 1) return first?.decoder.pastOf(first.cache, tokens[0]?.length ?? 0);
  if (caches.every(({ length }) => length === 0)) return undefined;
  const past = first?.group.promptCache;
  past?.arrange(caches);
  return past;
}

async function forward(
  jobs: readonly RunningJob[],
  tokens: readonly (readonly number[])[],
  past: DecoderInput["past"],
): Promise<{ readonly output: DecoderOutput; readonly marks: readonly (readonly Mark[])[] }> {
  const [first] = jobs as readonly [RunningJob];
  const marks = jobs.map((job, row) => marksFor(job, tokens[row]?.length ?? 0));
  const output = await steeredPass(first.decoder, {
    rows: jobs.map(({ cache }, row) => ({ tokens: tokens[row] ?? [], cached: cache.length })),
    past,
    keep: true,
    capture: new Set(jobs.flatMap(({ log }) => [...(log?.sites ?? [])])),
    steering: first.plan && { plan: first.plan, marks },
  });
  for (const [row, { log, cache }] of jobs.entries())
    log?.record(output, row, cache.length, tokens[row]?.length ?? 0);
  return { output, marks };
}

/** The marks of the tokens that come next. */
function marksFor({ plan, cache, reply }: RunningJob, count: number): readonly Mark[] {
  return Array.from({ length: count }, (_, index) =>
    plan === undefined ? "" : plan.mark(cache.length + index, reply.prompt.length),
  );
}
