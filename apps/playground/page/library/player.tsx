import type { RecordingView } from "../../src/protocol/recording.ts";
import { follow, heard, hearFrom, moment, skip, track } from "./player-state.ts";

interface PlayerProps {
  readonly recording: RecordingView;
  /** Who speaks, in the order of the lanes. */
  readonly speakers: readonly string[];
}

/** A recording to listen to: its sound, and who speaks when. */
export function Player({ recording, speakers }: PlayerProps) {
  const { audio, engine, voices, notes } = recording;
  return (
    <section class="player" aria-label="Recording">
      <audio
        key={audio}
        ref={follow}
        controls
        preload="metadata"
        src={`/api/library/sound?${new URLSearchParams({ path: audio })}`}
        onPlay={track}
        onPause={track}
        onSeeked={track}
        onTimeUpdate={track}
      />
      <Timeline recording={recording} speakers={speakers} />
      <p class="quiet">
        {engine}:{" "}
        {Object.entries(voices)
          .map(([speaker, voice]) => `${speaker || "nobody"} is ${voice}`)
          .join(", ")}
      </p>
      {notes.length === 0 ? null : (
        <details>
          <summary>
            {notes.length} {notes.length === 1 ? "note" : "notes"} on the recording
          </summary>
          <ul>
            {notes.map((note) => (
              <li>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** A lane for each speaker, with what each says where on it; a click, or an arrow, goes there. */
function Timeline({ recording, speakers }: PlayerProps) {
  const { seconds, spans } = recording;
  const now = moment.value;
  const who = heard.value.map(({ speaker }) => speaker || "nobody").join(" and ");
  return (
    <svg
      class="timeline"
      viewBox={`0 0 ${seconds} ${speakers.length}`}
      preserveAspectRatio="none"
      role="slider"
      tabindex={0}
      aria-label="Who speaks when"
      aria-valuemin={0}
      aria-valuemax={Math.round(seconds)}
      aria-valuenow={Math.round(now)}
      aria-valuetext={`${clock(now)} of ${clock(seconds)}${who === "" ? "" : `: ${who}`}`}
      onClick={(event) => {
        const { left, width } = event.currentTarget.getBoundingClientRect();
        hearFrom(((event.clientX - left) / width) * seconds);
      }}
      onKeyDown={(event) => {
        const step = { ArrowRight: 5, ArrowUp: 5, ArrowLeft: -5, ArrowDown: -5 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        skip(step);
      }}
    >
      {spans.map((span) => {
        const lane = Math.max(0, speakers.indexOf(span.speaker));
        return (
          <rect
            class={heard.value.includes(span) ? "span heard" : "span"}
            data-speaker={lane % 8}
            x={span.start}
            width={span.end - span.start}
            y={lane + (span.kind === "turn" ? 0.12 : 0.3)}
            height={span.kind === "turn" ? 0.76 : 0.4}
          >
            <title>
              {span.speaker}: {span.text}
            </title>
          </rect>
        );
      })}
      <rect class="now" x={now} width={seconds / 300} y={0} height={speakers.length} />
    </svg>
  );
}

/** `1:05`. */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}
