interface ScrollingTextProps {
  readonly text: string;
  /** What it is, for those who do not see it. */
  readonly name: string;
}

/** Text with the lines it has. A long one scrolls, also by the keys: whoever has no mouse gets there with Tab. */
export function ScrollingText({ text, name }: ScrollingTextProps) {
  return (
    <pre class="code" role="group" aria-label={name} tabIndex={0}>
      {text}
    </pre>
  );
}
