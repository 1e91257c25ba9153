import { expect, it } from "vitest";
import { htmlText } from "./html-text.ts";

it.each([
  ["<p>One</p><p>two</p>", "One\ntwo"],
  ["<div><p>One</p></div><div>two</div>", "One\ntwo"],
  ["One<br>two<br><br>three", "One\ntwo\n\nthree"],
  ["<table><tr><td>a</td><td>b</td></tr><tr><th>c</th><th>d</th></tr></table>", "a\tb\nc\td"],
  ["x<td>y</td>", "x\ty"],
  ["a&nbsp;b &lt;c&gt; &amp; d", "a b <c> & d"],
  ['Hi <emoji alt="👍">x</emoji>', "Hi 👍x"],
  ['<img itemtype="http://x/Emoji" alt=":)"><img itemtype="http://x/Emoji" title="(wave)">', ":)(wave)"],
  ["  <b>bold</b> and <i>not</i> ", "bold and not"],
  ["", ""],
])("%j reads %j", (html, text) => {
  expect(htmlText(html)).toBe(text);
});
